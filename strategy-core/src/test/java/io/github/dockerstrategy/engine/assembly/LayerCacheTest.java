package io.github.dockerstrategy.engine.assembly;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.files.FileHashCache;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.FileMode;
import io.github.dockerstrategy.image.Ownership;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.LayerContentKeys;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.oci.Parallel;
import io.github.dockerstrategy.oci.store.StoredLayer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers are found by what is in them, and by nothing else; what is found is whole. */
class LayerCacheTest {

    private static final Instant TIME = Instant.ofEpochSecond(1);

    @TempDir
    private Path folder;

    @Test
    void isWhatItsDigestsSay() throws Exception {
        StoredLayer layer = pack(layout(file("a.jar", "content")));
        Digest digest = layer.layer().digest();
        assertThat(Digest.of(layer.file())).isEqualTo(digest);
        assertThat(Files.size(layer.file())).isEqualTo(layer.layer().size());
        assertThat(layer.file())
                .endsWith(Path.of(digest.hex(), layer.layer().diffId().hex()));
    }

    @Test
    void knowsTheSameFilesFromAnotherPlaceAndTime() throws Exception {
        StoredLayer first = pack(layout(file("here/a.jar", "content")));
        FileTime longAgo = FileTime.fromMillis(0);
        Files.setLastModifiedTime(first.file(), longAgo);
        Path other = file("there/b.jar", "content");
        Files.setLastModifiedTime(other, FileTime.from(Instant.ofEpochSecond(1_000_000)));

        StoredLayer second = pack(layout(other));

        assertThat(second).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(second.file()))
                .as("not packed again")
                .isEqualTo(longAgo);
    }

    static Stream<UnaryOperator<Entry>> changes() {
        return Stream.of(
                entry -> entry.withMode(FileMode.parse("600", "")),
                entry -> entry.withOwner(new Ownership(1, 0)),
                entry -> entry.withOwner(new Ownership(0, 1)),
                entry -> entry.withContent(new Entry.Content.Text("other")),
                entry -> entry.withContent(new Entry.Content.Directory()),
                entry -> new Entry(entry.path(), entry.content(), entry.mode(), entry.owner(), TIME.plusSeconds(1)),
                entry ->
                        new Entry(new ContainerPath("/app/b.jar"), entry.content(), entry.mode(), entry.owner(), TIME));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void takesNoOtherLayerForIt(UnaryOperator<Entry> change) throws Exception {
        Entry entry = Entry.file(new ContainerPath("/app/a.jar"), file("a.jar", "content"), TIME);
        StoredLayer before = pack(layout(entry));
        StoredLayer after = pack(layout(change.apply(entry)));
        assertThat(after.layer().diffId()).isNotEqualTo(before.layer().diffId());
    }

    @Test
    void packsALayerAgainThatWasCutShort() throws Exception {
        StoredLayer layer = pack(layout(file("a.jar", "content")));
        byte[] whole = Files.readAllBytes(layer.file());
        Files.write(layer.file(), new byte[] {1, 2, 3});

        assertThat(pack(layout(file("a.jar", "content")))).isEqualTo(layer);
        assertThat(layer.file()).hasBinaryContent(whole);
    }

    @Test
    void packsALayerAgainThatWasRemoved() throws Exception {
        StoredLayer layer = pack(layout(file("a.jar", "content")));
        Files.delete(layer.file());
        Files.delete(layer.file().getParent());

        assertThat(pack(layout(file("a.jar", "content"))).file()).exists();
    }

    @Test
    void believesNoNoteThatWasCutShort() throws Exception {
        StoredLayer layer = pack(layout(file("a.jar", "content")));
        for (String notes : List.of("keys", "sizes")) {
            for (String text : List.of("", "sha256:", "12", "12 ", "x y", "\u00ff\u00fe")) {
                for (Path note : list(notes)) {
                    Files.write(note, text.getBytes(StandardCharsets.ISO_8859_1));
                }
                assertThat(pack(layout(file("a.jar", "content"))))
                        .as("'%s' in %s", text, notes)
                        .isEqualTo(layer);
            }
        }
    }

    /** Same size, same checksum as archives have it: only the contents differ. */
    @Test
    void takesNoOtherMemberForItThatHasTheSameSizeAndChecksum() throws Exception {
        byte[] good = "GOOD=1 ....".getBytes(StandardCharsets.UTF_8);
        byte[] evil = Collisions.of("EVIL=1 ".getBytes(StandardCharsets.UTF_8), good);
        StoredLayer first = pack(layout(member("one.jar", good)));
        StoredLayer second = pack(layout(member("two.jar", evil)));
        assertThat(crc(evil)).isEqualTo(crc(good));
        assertThat(evil).hasSameSizeAs(good);
        assertThat(second.layer().diffId()).isNotEqualTo(first.layer().diffId());
        assertThat(pack(layout(member("three.jar", good)))).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 24})
    void refusesAMemberThatIsNotWhatTheArchivesDirectorySays(int field) throws Exception {
        Entry entry = member("a.jar", "content".getBytes(StandardCharsets.UTF_8));
        Path jar = ((Entry.Content.Zipped) entry.content()).archive();
        byte[] bytes = Files.readAllBytes(jar);
        int directory = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("PK\1\2");
        bytes[directory + field] ^= 1;
        Files.write(jar, bytes);
        refusalOf(() -> pack(layout(entry))).hasId("broken-archive").says("'member' in '" + jar + "' cannot be read");
    }

    @Test
    void packsALayerAgainOfWhichAByteIsAnother() throws Exception {
        StoredLayer layer = pack(layout(file("a.jar", "content")));
        byte[] whole = Files.readAllBytes(layer.file());
        byte[] damaged = whole.clone();
        damaged[damaged.length / 2] ^= 1;
        Files.write(layer.file(), damaged);

        assertThat(pack(layout(file("a.jar", "content")))).isEqualTo(layer);
        assertThat(layer.file()).hasBinaryContent(whole);
    }

    @Test
    void usesWhatItCanReadWhereItCannotWrite() throws Exception {
        StoredLayer layer = pack(layout(file("a.jar", "content")));
        Path checked = folder.resolve("cache/checked");
        for (Path note : list("checked")) {
            Files.delete(note);
        }
        Files.delete(checked);
        Files.writeString(checked, "no folder");

        assertThat(pack(layout(file("a.jar", "content")))).isEqualTo(layer);
    }

    @Test
    void keepsALayerUnderTheKeyOfWhatWasPacked() throws Exception {
        Path jar = file("a.jar", "one");
        Layout layout = layout(jar);
        LayerContentKeys keys = LayerContentKeys.of(layout, new FileHashCache(Map.of()));
        Files.writeString(jar, "two");
        StoredLayer two = cache().pack(layout, keys).get(0);
        assertThat(pack(layout)).isEqualTo(two);

        Files.writeString(jar, "one");
        assertThat(pack(layout).layer().diffId()).isNotEqualTo(two.layer().diffId());
    }

    @Test
    void givesTheSameToAllWhoAskAtOnce() throws Exception {
        byte[] large = new byte[3_000_000];
        Path jar = file("a.jar", "");
        Files.write(jar, large);
        List<StoredLayer> made =
                new Parallel().map(IntStream.range(0, 8).boxed().toList(), number -> pack(layout(jar)));
        assertThat(made).hasSize(8).containsOnly(made.get(0));
        assertThat(Digest.of(made.get(0).file())).isEqualTo(made.get(0).layer().digest());
        assertThat(list("tmp")).as("left behind").isEmpty();
    }

    @Test
    void leavesNothingBehindWhereAFileIsMissing() throws Exception {
        Path jar = file("a.jar", "content");
        Layout layout = layout(jar);
        LayerContentKeys keys = LayerContentKeys.of(layout, new FileHashCache(Map.of()));
        Files.delete(jar);
        assertThatThrownBy(() -> cache().pack(layout, keys)).isInstanceOf(NoSuchFileException.class);
        assertThat(list("tmp")).isEmpty();
        assertThat(list("layers")).isEmpty();
    }

    private Entry member(String jar, byte[] content) throws IOException {
        Path file = file(jar, "");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            ZipEntry entry = new ZipEntry("member");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            entry.setCrc(crc(content));
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
        }
        return Entry.file(new ContainerPath("/app/a"), file, TIME)
                .withContent(new Entry.Content.Zipped(file, "member"));
    }

    private static long crc(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }

    private LayerCache cache() {
        return new LayerCache(folder.resolve("cache"));
    }

    private StoredLayer pack(Layout layout) throws IOException, InterruptedException {
        return cache().pack(layout, LayerContentKeys.of(layout, new FileHashCache(Map.of())))
                .get(0);
    }

    private static Layout layout(Path file) {
        return layout(Entry.file(new ContainerPath("/app/a.jar"), file, TIME));
    }

    private static Layout layout(Entry entry) {
        return new Layout(List.of(new Layer(Layer.DEPENDENCIES, List.of(entry))));
    }

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve("files").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private List<Path> list(String part) throws IOException {
        Path place = folder.resolve("cache").resolve(part);
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(place)) {
            return paths.toList();
        }
    }
}
