package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.layout.Entry.Content;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Archives that stay open while their members are read: opening one reads its whole directory. For one thread. */
public final class OpenArchives implements Closeable {

    private final Map<Path, ZipFile> open = new HashMap<>();

    /** A member, with its size and checksum. */
    public ZipEntry member(Content.Zipped content) throws IOException {
        ZipEntry member = archive(content).getEntry(content.member());
        if (member == null) {
            throw new FileNotFoundException(content.archive() + "!/" + content.member());
        }
        return member;
    }

    /** What is in a member; ends with a refusal where that is not what the archive's directory says. */
    InputStream read(Content.Zipped content) throws IOException {
        return new Verified(archive(content).getInputStream(member(content)), member(content), content);
    }

    /** The JDK gives what it unpacks, whether or not size and checksum are right. */
    private static final class Verified extends CheckedInputStream {

        private final ZipEntry member;
        private final Content.Zipped content;
        private long count;

        Verified(InputStream in, ZipEntry member, Content.Zipped content) {
            super(in, new CRC32());
            this.member = member;
            this.content = content;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read;
            try {
                read = super.read(bytes, offset, length);
            } catch (ZipException | EOFException e) {
                throw broken(String.valueOf(e.getMessage()));
            }
            count += Math.max(read, 0);
            if (count > member.getSize() || (read < 0 && count != member.getSize())) {
                throw broken("it does not have the size that the archive's directory says");
            }
            if (read < 0 && getChecksum().getValue() != member.getCrc()) {
                throw broken("it does not have the checksum that the archive's directory says");
            }
            return read;
        }

        private ProblemException broken(String why) {
            return OpenArchives.broken(content, why);
        }
    }

    private static ProblemException broken(Content.Zipped content, String why) {
        return new ProblemException(Problem.of(
                "broken-archive",
                "'" + content.member() + "' in '" + content.archive() + "' cannot be read: " + why + ".",
                "",
                "build the archive again"));
    }

    private ZipFile archive(Content.Zipped content) throws IOException {
        ZipFile known = open.get(content.archive());
        if (known == null) {
            try {
                known = new ZipFile(content.archive().toFile());
            } catch (ZipException e) {
                throw broken(content, String.valueOf(e.getMessage()));
            }
            open.put(content.archive(), known);
        }
        return known;
    }

    @Override
    public void close() throws IOException {
        for (ZipFile archive : open.values()) {
            archive.close();
        }
    }
}
