package io.github.dockerstrategy.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A jar or war in the making: manifest attributes and members, all of one time, as a reproducible build makes it. */
public final class Jars {

    private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final Map<String, String> members = new LinkedHashMap<>();

    private Jars() {}

    public static Jars jar() {
        return new Jars();
    }

    public Jars manifest(String name, String value) {
        attributes.put(name, value);
        return this;
    }

    public Jars member(String name) {
        return member(name, "content of " + name);
    }

    public Jars member(String name, String content) {
        members.put(name, content);
        return this;
    }

    public Path write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
                put(zip, "META-INF/MANIFEST.MF", manifest());
                for (Map.Entry<String, String> member : members.entrySet()) {
                    put(zip, member.getKey(), member.getValue());
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String manifest() {
        StringBuilder text = new StringBuilder("Manifest-Version: 1.0\r\n");
        attributes.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").toString();
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(TIME);
        zip.putNextEntry(entry);
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
