package io.github.dockerstrategy.layout;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A jar with the same members, in an order and with times that do not depend on when and where it was packaged.
 *
 * @param jar the jar as it was packaged
 */
record NormalizedJar(Path jar) {

    /** The first that Maven's own reproducible builds can have. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

    private static final Pattern POM_PROPERTIES = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");

    /** @return whether it could be written; not if it is no jar, or one with something before its members, or two of one name */
    boolean writeTo(Path copy) throws IOException {
        if (!isPlain()) {
            return false;
        }
        try (ZipFile from = new ZipFile(jar.toFile());
                OutputStream file = Files.newOutputStream(copy);
                ZipOutputStream to = new ZipOutputStream(file)) {
            List<? extends ZipEntry> members = from.stream()
                    .sorted(Comparator.comparing(NormalizedJar::order))
                    .toList();
            boolean signed = members.stream().anyMatch(member -> isSignature(member.getName()));
            for (ZipEntry member : members) {
                try (InputStream content = content(from, member, signed)) {
                    put(member, content.readAllBytes(), to);
                }
            }
            return true;
        } catch (ZipException e) {
            return false;
        }
    }

    /** Where something stands in front, such as a script that starts it, it is more than a jar. */
    private boolean isPlain() throws IOException {
        try (InputStream in = Files.newInputStream(jar)) {
            return in.read() == 'P' && in.read() == 'K';
        }
    }

    /** The manifest first and signatures after it, where who reads a jar from its beginning looks for them. */
    private static String order(ZipEntry member) {
        String name = member.getName();
        if (name.equals("META-INF/")) {
            return "0";
        }
        if (name.equals("META-INF/MANIFEST.MF")) {
            return "1";
        }
        return (isSignature(name) ? "2" : "3") + name;
    }

    private static boolean isSignature(String name) {
        return SIGNATURE.matcher(name.toUpperCase(Locale.ROOT)).matches();
    }

    /** Older versions of Maven's packaging write the time into a comment; what is signed stays as it is. */
    private static InputStream content(ZipFile from, ZipEntry member, boolean signed) throws IOException {
        InputStream content = from.getInputStream(member);
        if (signed || !POM_PROPERTIES.matcher(member.getName()).matches()) {
            return content;
        }
        try (content) {
            String text = new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
            return new ByteArrayInputStream(text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.joining("\n", "", "\n"))
                    .getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static void put(ZipEntry member, byte[] content, ZipOutputStream to) throws IOException {
        ZipEntry entry = new ZipEntry(member.getName());
        entry.setTimeLocal(TIME);
        if (member.getMethod() == ZipEntry.STORED) {
            java.util.zip.CRC32 crc = new java.util.zip.CRC32();
            crc.update(content);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            entry.setCrc(crc.getValue());
        }
        to.putNextEntry(entry);
        to.write(content);
        to.closeEntry();
    }
}
