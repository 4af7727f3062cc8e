package io.github.dockerstrategy.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A tar archive of a layer as text: type, mode, owner, time, name and content of each entry, in the archive's order. */
public final class TarPicture {

    private TarPicture() {}

    public static String of(InputStream stream) throws IOException {
        StringBuilder text = new StringBuilder();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(stream)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String content = new String(tar.readAllBytes(), StandardCharsets.UTF_8);
                text.append(String.format(
                        "%s %03o %d:%d%s %s %s%s\n",
                        entry.isDirectory() ? "d" : "-",
                        entry.getMode() & 07777,
                        entry.getLongUserId(),
                        entry.getLongGroupId(),
                        entry.getUserName() + entry.getGroupName(),
                        entry.getModTime().toInstant(),
                        entry.getName(),
                        entry.isDirectory() ? "" : " '" + content.replace("\n", "|") + "'"));
            }
        }
        return text.toString();
    }
}
