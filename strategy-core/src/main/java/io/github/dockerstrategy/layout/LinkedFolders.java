package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Symbolic links of a base image. A layer with a file below one has a folder in place of the link, and what the link led to is gone: with
 * {@code /lib} all programs of the base. Engines and builders agree on that, so such a path is refused.
 *
 * @param links what each of them leads to
 * @param whose whose they are, for messages
 */
public record LinkedFolders(Map<ContainerPath, ContainerPath> links, String whose) {

    private static final int MOST_LINKS = 40;

    /** Those of most base images (Debian, Ubuntu, Fedora, UBI): the real path is right with and without the links. */
    public static final LinkedFolders COMMON = new LinkedFolders(
            Map.of(
                    new ContainerPath("/bin"), new ContainerPath("/usr/bin"),
                    new ContainerPath("/sbin"), new ContainerPath("/usr/sbin"),
                    new ContainerPath("/lib"), new ContainerPath("/usr/lib"),
                    new ContainerPath("/lib32"), new ContainerPath("/usr/lib32"),
                    new ContainerPath("/lib64"), new ContainerPath("/usr/lib64"),
                    new ContainerPath("/libx32"), new ContainerPath("/usr/libx32"),
                    new ContainerPath("/var/run"), new ContainerPath("/run"),
                    new ContainerPath("/var/lock"), new ContainerPath("/run/lock")),
            "most base images");

    public LinkedFolders {
        links = Map.copyOf(new TreeMap<>(links));
    }

    /** Refuses a layout with a file or folder that would replace a link with a folder. */
    public void refuse(Layout layout) {
        for (Layer layer : layout.layers()) {
            for (Entry entry : layer.entries()) {
                refuse(entry.path(), entry.isDirectory(), "layer " + layer.name());
            }
        }
    }

    /**
     * Refuses a path that would replace a link with a folder. A file may replace a link.
     *
     * @param where the parameter that it comes from
     */
    public void refuse(ContainerPath path, boolean folder, String where) {
        link(path, folder).ifPresent(link -> {
            throw new ProblemException(Problem.of(
                    "linked-folder",
                    "'" + path + "' would replace the symbolic link " + link + " -> " + links.get(link) + " of " + whose
                            + " with a folder and hide its target.",
                    where,
                    "write '" + real(path, folder) + "' instead"));
        });
    }

    /** The uppermost link on the way to a path. */
    private Optional<ContainerPath> link(ContainerPath path, boolean folder) {
        Optional<ContainerPath> found = folder && links.containsKey(path) ? Optional.of(path) : Optional.empty();
        return path.ancestors()
                .filter(links::containsKey)
                .reduce((lower, upper) -> upper)
                .or(() -> found);
    }

    private ContainerPath real(ContainerPath path, boolean folder) {
        ContainerPath real = path;
        Optional<ContainerPath> link = link(real, folder);
        for (int i = 0; link.isPresent() && i < MOST_LINKS; i++) {
            real = new ContainerPath(
                    Objects.requireNonNull(links.get(link.get())).value()
                            + real.value().substring(link.get().value().length()));
            link = link(real, folder);
        }
        return real;
    }
}
