package io.github.dockerstrategy.oci;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What is decompressed, up to a limit: a megabyte can hold gigabytes of zeros. */
final class LimitedStream extends FilterInputStream {

    private final long limit;
    private long count;

    LimitedStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        count(Math.max(read, 0));
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long bytes) throws IOException {
        count += bytes;
        if (count > limit) {
            throw new IOException("it decompresses to more than " + limit + " bytes, which is out of proportion");
        }
    }
}
