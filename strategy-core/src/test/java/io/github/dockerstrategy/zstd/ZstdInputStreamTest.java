package io.github.dockerstrategy.zstd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The resources are what zstd 1.5 made of {@link #lines()}: with -19, with --fast=3 --no-check, and from a pipe. */
@Timeout(60)
class ZstdInputStreamTest {

    private static final String MAGIC = "28b52ffd";
    private static final String SKIPPABLE = "5e2a4d1803000000616263";

    /** "ab" and "cccc", as a raw and as a repeated block, in a frame that says neither its size nor has a checksum. */
    private static final String FRAME = MAGIC + "0000" + "100000" + "6162" + "230000" + "63";

    @ParameterizedTest
    @ValueSource(strings = {"best", "fast", "streamed"})
    void whatZstdCompressesIsDecompressed(String name) throws IOException {
        assertThat(new String(decompressed(resource(name)), UTF_8)).isEqualTo(lines());
    }

    @Test
    void framesFollowOneAnother() throws IOException {
        assertThat(decompressed(join(resource("best"), hex(FRAME), resource("streamed"))))
                .isEqualTo((lines() + "abcccc" + lines()).getBytes(UTF_8));
    }

    @Test
    void skippableFramesAreSkipped() throws IOException {
        assertThat(decompressed(hex(SKIPPABLE + FRAME + SKIPPABLE + SKIPPABLE + FRAME + SKIPPABLE)))
                .isEqualTo("abccccabcccc".getBytes(UTF_8));
    }

    @Test
    void singleBytesAreTheSame() throws IOException {
        try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(hex(FRAME)))) {
            assertThat(in.read()).isEqualTo('a');
            assertThat(in.readNBytes(5)).isEqualTo("bcccc".getBytes(UTF_8));
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1f8b0800, no frame begins with",
        MAGIC + ", ends before its end",
        MAGIC + "0000100000 61, ends before its end",
        MAGIC + "00f8, bytes of memory",
        MAGIC + "a000000010, bytes of memory",
        MAGIC + "010007, dictionary",
        MAGIC + "0800, not known",
        MAGIC + "0000070000, no known kind",
        MAGIC + "0000f9ff7f, too large",
        MAGIC + "2001 110000 6162, larger than it says",
        MAGIC + "2003 110000 6162, not the size",
        FRAME + "00, ends before its end",
        SKIPPABLE + "5e2a4d18ffffffff00, ends before its end",
        MAGIC + "0000 050000, a block",
        MAGIC + "0000 1d0000 000000, goes on behind",
        MAGIC + "0000 150000 0301, a block",
    })
    void whatIsNotInOrderIsRefused(String frames, String message) {
        assertThatThrownBy(() -> decompressed(hex(frames.replace(" ", ""))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    /** Whatever the bytes are: an end, or a refusal, and no more memory than a window. */
    @ParameterizedTest
    @ValueSource(strings = {"best", "fast"})
    void damageDoesNoHarm(String name) {
        byte[] whole = resource(name);
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 1500; i++) {
            byte[] damaged = Arrays.copyOf(whole, i % 5 == 0 ? random.nextInt(whole.length) : whole.length);
            for (int j = 0; j < 3 && damaged.length > 0; j++) {
                damaged[random.nextInt(i % 2 == 0 ? Math.min(100, damaged.length) : damaged.length)] ^=
                        (byte) random.nextInt(256);
            }
            try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(damaged))) {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    private static String lines() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            lines.append(i * 7919 % 1009).append(' ').append(i % 13).append(" x\n");
        }
        return lines.toString();
    }

    private static byte[] resource(String name) {
        try (InputStream in = ZstdInputStreamTest.class.getResourceAsStream(name + ".zst")) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] decompressed(byte[] bytes) throws IOException {
        try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
