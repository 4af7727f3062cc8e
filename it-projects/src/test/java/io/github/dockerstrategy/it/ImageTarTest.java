package io.github.dockerstrategy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageTarTest {

    private static final String CONFIG = """
            {"os": "linux", "architecture": "amd64",
             "config": {"User": "65532:65532", "Env": ["A=", "B=x=y"], "Entrypoint": ["java"], "ExposedPorts": {"80/tcp": {}}},
             "history": [
               {"created_by": "/bin/sh -c #(nop) ENV A="},
               {"created_by": "jib", "comment": "classes"},
               {"created_by": "jib", "comment": "nothing", "empty_layer": true}],
             "rootfs": {"type": "layers", "diff_ids": ["sha256:1", "sha256:2"]}}""";

    @TempDir
    private Path folder;

    @Test
    void readsADockerArchive() throws IOException {
        Path file = archive(Map.of(
                "config.json", bytes(CONFIG),
                "base.tar", layer(),
                "classes.tar.gz", packed(layer()),
                "manifest.json", bytes("""
                        [{"Config": "config.json", "RepoTags": ["app:1"], "Layers": ["base.tar", "classes.tar.gz"]}]""")));

        ImageTar image = ImageTar.at(file);

        assertThat(image.names()).containsExactly("app:1");
        assertReadsConfigAndLayers(image);
    }

    @Test
    void readsAnOciLayout() throws IOException {
        ImageTar image = ImageTar.at(ociLayout());

        assertThat(image.names()).containsExactly("docker.io/library/app:1");
        assertReadsConfigAndLayers(image);
    }

    @Test
    void turnsAnOciLayoutIntoADockerArchive() throws IOException {
        Path target = folder.resolve("docker.tar");

        ImageTar.at(ociLayout()).writeDockerArchive(target, "other:2");

        assertThat(ImageTar.at(target).names()).containsExactly("other:2");
        assertReadsConfigAndLayers(ImageTar.at(target));
    }

    private static void assertReadsConfigAndLayers(ImageTar image) {
        assertThat(image.user()).isEqualTo("65532:65532");
        assertThat(image.entrypoint()).containsExactly("java");
        assertThat(image.environment()).containsEntry("A", "").containsEntry("B", "x=y");
        assertThat(image.ports()).containsExactly("80/tcp");
        assertThat(image.platform()).isEqualTo("linux/amd64");
        assertThat(image.layerNames()).containsExactly("/bin/sh -c #(nop) ENV A=", "classes");
        assertThat(image.layerNamesAboveBase()).containsExactly("classes");
        TarEntry hello = image.file("/app/hello.txt");
        assertThat(hello.text()).isEqualTo("hello");
        assertThat(hello.traits()).isEqualTo("FILE 640 1:2 1970-01-01T00:00:01Z");
        assertThat(image.file("/app").kind()).isEqualTo(TarEntry.Kind.DIRECTORY);
    }

    private Path ociLayout() throws IOException {
        return archive(Map.of(
                "oci-layout", bytes("{\"imageLayoutVersion\": \"1.0.0\"}"),
                "index.json", bytes("""
                                {"manifests": [{"digest": "sha256:m", "annotations": {"io.containerd.image.name": "docker.io/library/app:1"}}]}"""),
                "blobs/sha256/m", bytes("""
                                {"config": {"digest": "sha256:c"}, "layers": [{"digest": "sha256:l"}, {"digest": "sha256:n"}]}"""),
                "blobs/sha256/c", bytes(CONFIG),
                "blobs/sha256/l", layer(),
                "blobs/sha256/n", packed(layer())));
    }

    private Path archive(Map<String, byte[]> members) throws IOException {
        Path file = folder.resolve("image.tar");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                put(tar, new TarArchiveEntry(member.getKey()), member.getValue());
            }
        }
        return file;
    }

    private static byte[] layer() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            put(tar, new TarArchiveEntry("app/"), new byte[0]);
            TarArchiveEntry file = new TarArchiveEntry("app/hello.txt");
            file.setMode(0640);
            file.setIds(1, 2);
            file.setModTime(1000);
            put(tar, file, bytes("hello"));
        }
        return bytes.toByteArray();
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] content) throws IOException {
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
