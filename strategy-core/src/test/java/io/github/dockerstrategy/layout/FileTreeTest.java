package io.github.dockerstrategy.layout;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.testing.Folder;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
@Timeout(30)
class FileTreeTest {

    @TempDir
    private Path root;

    private FileTree tree;

    @BeforeEach
    void fill() {
        new Folder(root).file("deep/a.txt");
        tree = new FileTree(root, "extraDirectories");
    }

    @Test
    void findsFilesAndFoldersThroughLinks() throws IOException {
        Files.createSymbolicLink(root.resolve("again"), root.resolve("deep"));
        assertThat(tree.nodes())
                .extracting(FileTree.Node::name)
                .containsExactlyInAnyOrder("again", "again/a.txt", "deep", "deep/a.txt");
    }

    @Test
    void aBackslashIsACharacterOfAName() throws IOException {
        Files.writeString(root.resolve("a\\x2db.mount"), "x");
        assertThat(tree.nodes()).extracting(FileTree.Node::name).contains("a\\x2db.mount");
    }

    @Test
    void refusesAFifoByName() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", root.resolve("deep/pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        refusalOf(tree::nodes)
                .hasId("unusable-file")
                .says("deep/pipe' is neither a file nor a folder, but a FIFO, a socket or a device")
                .pointsAt("extraDirectories");
    }

    @Test
    void refusesASocketByName() throws IOException {
        Path socketFolder = Files.createTempDirectory("s");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socketFolder.resolve("socket")));
            refusalOf(() -> new FileTree(socketFolder, "extraDirectories").nodes())
                    .says("socket' is neither a file");
        } finally {
            Files.deleteIfExists(socketFolder.resolve("socket"));
            Files.delete(socketFolder);
        }
    }

    @Test
    void refusesALinkToADevice() throws IOException {
        Files.createSymbolicLink(root.resolve("endless"), Path.of("/dev/zero"));
        refusalOf(tree::nodes).says("endless' is neither a file nor a folder");
    }

    @Test
    void refusesABrokenLinkWithItsTarget() throws IOException {
        Files.createSymbolicLink(root.resolve("current"), Path.of("/opt/app/v1"));
        refusalOf(tree::nodes)
                .hasId("unusable-file")
                .says("current' leads to '/opt/app/v1', which does not exist on this machine");
    }

    @Test
    void refusesALinkToItself() throws IOException {
        Files.createSymbolicLink(root.resolve("self"), Path.of("self"));
        refusalOf(tree::nodes).says("self' leads to 'self'");
    }

    @Test
    void refusesALinkToAFolderThatHoldsIt() throws IOException {
        Files.createSymbolicLink(root.resolve("deep/up"), root);
        refusalOf(tree::nodes).hasId("unusable-file").says("deep/up' leads to").says("a folder that holds the link");
    }

    @Test
    void leavesAloneWhatIsNotWanted() throws IOException {
        Files.createSymbolicLink(root.resolve("broken"), Path.of("gone"));
        Files.createSymbolicLink(root.resolve("deep/up"), root);
        new Folder(root).file("deep/.wh.passwd");
        assertThat(tree.nodes(path -> path.endsWith("a.txt")))
                .extracting(FileTree.Node::name)
                .containsExactly("deep/a.txt");
    }

    @Test
    void aMissingFolderHasNoFiles() {
        assertThat(new FileTree(root.resolve("gone"), "").nodes()).isEmpty();
    }
}
