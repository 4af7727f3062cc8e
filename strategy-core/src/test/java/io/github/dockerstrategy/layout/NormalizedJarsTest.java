package io.github.dockerstrategy.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.files.FileHashCache;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.testing.Images;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NormalizedJarsTest {

    private static final String POM = "META-INF/maven/g/a/pom.properties";

    @TempDir
    private Path root;

    @Test
    void twoPackagingsOfTheSameGiveOneLayer() throws IOException {
        Path jar = root.resolve("a.jar");
        Files.write(jar, jar(2001, "META-INF/", "META-INF/MANIFEST.MF", "b/", "b/B.class", "a", POM));
        String first = key(jar);
        Files.write(jar, jar(2026, "META-INF/", "META-INF/MANIFEST.MF", "a", POM, "b/", "b/B.class"));
        assertThat(key(jar)).isEqualTo(first);
        assertThat(members(copyOf(jar)))
                .containsExactly("META-INF/", "META-INF/MANIFEST.MF", POM, "a", "b/", "b/B.class");
        assertThat(text(copyOf(jar), "a")).isEqualTo("content of a");
        assertThat(text(copyOf(jar), POM)).isEqualTo("version=1\n");
    }

    @Test
    void anotherContentGivesAnotherLayer() throws IOException {
        Path jar = root.resolve("a.jar");
        Files.write(jar, jar(2001, "a"));
        String first = key(jar);
        Files.write(jar, jar(2001, "b"));
        assertThat(key(jar)).isNotEqualTo(first);
    }

    @Test
    void twoPackagingsOfAWarWithTheJarGiveOneLayer() throws IOException {
        Path war = root.resolve("a.war");
        Files.write(war, zip(2001, Map.of("WEB-INF/lib/a.jar", jar(2001, "a", "b"))));
        String first = keyOfMember(war);
        Files.write(war, zip(2026, Map.of("WEB-INF/lib/a.jar", jar(2026, "b", "a"))));
        assertThat(keyOfMember(war)).isEqualTo(first);
    }

    @Test
    void whatIsSignedKeepsItsContents() throws IOException {
        Path jar = root.resolve("a.jar");
        Files.write(jar, jar(2001, "META-INF/MANIFEST.MF", POM, "a", "META-INF/X.RSA", "META-INF/X.SF"));
        assertThat(members(copyOf(jar)))
                .containsExactly("META-INF/MANIFEST.MF", "META-INF/X.RSA", "META-INF/X.SF", POM, "a");
        assertThat(text(copyOf(jar), POM)).startsWith("#");
    }

    @Test
    void isNotMadeAgainWhereNothingHasChanged() throws IOException {
        Path jar = root.resolve("a.jar");
        Files.write(jar, jar(2001, "a"));
        Object before = Files.getAttribute(copyOf(jar), "unix:ctime");
        assertThat(Files.getAttribute(copyOf(jar), "unix:ctime")).isEqualTo(before);
    }

    @Test
    void whatIsNoPlainJarStaysAsItIs() throws IOException {
        Path script = Files.writeString(root.resolve("a.jar"), "#!/bin/sh");
        assertThat(copyOf(script)).isEqualTo(script);
        Path broken = Files.writeString(root.resolve("b.jar"), "PK, and nothing of the kind");
        assertThat(copyOf(broken)).isEqualTo(broken);
    }

    @Test
    void jarsOfOthersStayAsTheyAre() throws IOException {
        Path jar = root.resolve("a.jar");
        Files.write(jar, jar(2001, "a"));
        Layout layout = layout(new Entry.Content.Source(jar));
        assertThat(new NormalizedJars(root.resolve("work"), Set.of(), Set.of()).of(layout))
                .isEqualTo(layout);
    }

    private String key(Path jar) throws IOException {
        return LayerContentKeys.of(layout(new Entry.Content.Source(copyOf(jar))), new FileHashCache(Map.of()))
                .keys()
                .get(0);
    }

    private String keyOfMember(Path war) throws IOException {
        Layout layout = layout(new Entry.Content.Zipped(war, "WEB-INF/lib/a.jar"));
        Layout normalized = new NormalizedJars(root.resolve("work"), Set.of(), Set.of("a.jar")).of(layout);
        return LayerContentKeys.of(normalized, new FileHashCache(Map.of()))
                .keys()
                .get(0);
    }

    private Path copyOf(Path jar) {
        Layout normalized = new NormalizedJars(root.resolve("work"), Set.of(jar), Set.of())
                .of(layout(new Entry.Content.Source(jar)));
        return ((Entry.Content.Source)
                        normalized.layers().get(0).entries().get(0).content())
                .file();
    }

    private static Layout layout(Entry.Content content) {
        Entry entry = Entry.text(new ContainerPath("/app/libs/a.jar"), "", Images.MODIFIED);
        return new Layout(List.of(new Layer("project-dependencies", List.of(entry.withContent(content)))));
    }

    private static byte[] jar(int year, String... names) throws IOException {
        Map<String, byte[]> members = new java.util.LinkedHashMap<>();
        Arrays.stream(names).forEach(name -> members.put(name, content(year, name)));
        return zip(year, members);
    }

    private static byte[] content(int year, String name) {
        String text = name.equals(POM) ? "#Generated in " + year + "\nversion=1\n" : "content of " + name;
        return name.endsWith("/") ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(int year, Map<String, byte[]> members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = bytes;
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                ZipEntry entry = new ZipEntry(member.getKey());
                entry.setTimeLocal(LocalDateTime.of(year, 1, 2, 3, 4, 6));
                zip.putNextEntry(entry);
                zip.write(member.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static List<String> members(Path jar) throws IOException {
        List<String> names = new ArrayList<>();
        try (InputStream in = Files.newInputStream(jar);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                assertThat(entry.getTimeLocal()).isEqualTo(LocalDateTime.of(1980, 2, 1, 0, 0));
            }
        }
        return names;
    }

    private static String text(Path jar, String member) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile());
                InputStream in = zip.getInputStream(zip.getEntry(member))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
