package io.github.dockerstrategy.jlink;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.FileMode;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.layout.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The linked runtime's files, at {@code /opt/java}. */
final class RuntimeLayer {

    static final ContainerPath HOME = new ContainerPath("/opt/java");

    private RuntimeLayer() {}

    static Layer of(Path runtime, Instant modified) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Path file : Fingerprint.filesOf(runtime)) {
            if (!isRepeatedNotice(file, runtime)) {
                // From the owner's bit alone: the other bits follow the umask of the process that linked it.
                FileMode mode = Files.isExecutable(file) ? FileMode.EXECUTABLE : FileMode.FILE;
                ContainerPath path = HOME.resolve(runtime.relativize(file).toString());
                entries.add(Entry.file(path, file.toRealPath(), modified).withMode(mode));
            }
        }
        entries.addAll(SystemLayer.parentsOf(entries, modified));
        return new Layer(Layer.RUNTIME, entries);
    }

    /** Of legal notices, jlink keeps one copy of each text, and a link to it for every other module that comes under it. */
    private static boolean isRepeatedNotice(Path file, Path runtime) {
        return file.startsWith(runtime.resolve("legal")) && Files.isSymbolicLink(file);
    }
}
