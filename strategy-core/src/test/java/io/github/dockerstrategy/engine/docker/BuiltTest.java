package io.github.dockerstrategy.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltTest {

    private static final String HEX = "0123456789abcdef".repeat(4);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sha256:", ""})
    void findsTheIdOfAnEarlierBuild(String algorithm) throws Exception {
        Path file = Files.writeString(folder.resolve("image.id"), algorithm + HEX + "\n");
        assertThat(Built.earlier(file)).contains(algorithm + HEX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "debian:12", "--force", "sha256:12"})
    void takesNothingElseForAnId(String text) throws Exception {
        assertThat(Built.earlier(Files.writeString(folder.resolve("image.id"), text)))
                .isEmpty();
        assertThat(Built.earlier(folder.resolve("missing"))).isEmpty();
    }

    @Test
    void aFileThatIsNoTextIsNoId() throws Exception {
        assertThat(Built.earlier(Files.write(folder.resolve("image.id"), new byte[] {(byte) 0xff, (byte) 0xfe})))
                .isEmpty();
    }
}
