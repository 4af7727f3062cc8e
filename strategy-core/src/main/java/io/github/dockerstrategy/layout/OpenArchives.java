package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.layout.Entry.Content;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
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

    /** What is in a member. */
    InputStream read(Content.Zipped content) throws IOException {
        return archive(content).getInputStream(member(content));
    }

    private ZipFile archive(Content.Zipped content) throws IOException {
        ZipFile known = open.get(content.archive());
        if (known == null) {
            known = new ZipFile(content.archive().toFile());
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
