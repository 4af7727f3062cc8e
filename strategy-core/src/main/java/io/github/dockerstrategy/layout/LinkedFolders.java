package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.image.BaseImage;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Folders that are symbolic links in most base images (Debian, Ubuntu, Fedora, UBI). A layer with a file below one has a folder in place of
 * the link, and with the link all programs and libraries of the base are gone. Which bases have them only their layers tell, so such a path
 * is refused; the real one is right with and without the links.
 */
public final class LinkedFolders {

    private static final Map<ContainerPath, ContainerPath> REAL = new TreeMap<>(Map.of(
            new ContainerPath("/bin"), new ContainerPath("/usr/bin"),
            new ContainerPath("/sbin"), new ContainerPath("/usr/sbin"),
            new ContainerPath("/lib"), new ContainerPath("/usr/lib"),
            new ContainerPath("/lib32"), new ContainerPath("/usr/lib32"),
            new ContainerPath("/lib64"), new ContainerPath("/usr/lib64"),
            new ContainerPath("/libx32"), new ContainerPath("/usr/libx32"),
            new ContainerPath("/var/run"), new ContainerPath("/run"),
            new ContainerPath("/var/lock"), new ContainerPath("/run/lock")));

    private LinkedFolders() {}

    /**
     * Refuses a path that would replace such a link.
     *
     * @param where the parameter that it comes from
     */
    public static void refuse(ContainerPath path, BaseImage base, String where) {
        if (base.isEmpty()) {
            return;
        }
        real(path).ifPresent(real -> {
            throw new ProblemException(Problem.of(
                    "linked-folder",
                    "'" + path
                            + "' would replace a symbolic link of most base images with a folder, and hide what it leads to.",
                    where,
                    "write '" + real + "' instead"));
        });
    }

    private static Optional<ContainerPath> real(ContainerPath path) {
        return REAL.entrySet().stream()
                .filter(link -> path.equals(link.getKey()) || path.isBelow(link.getKey()))
                .map(link -> new ContainerPath(link.getValue()
                        + path.value().substring(link.getKey().value().length())))
                .findFirst();
    }
}
