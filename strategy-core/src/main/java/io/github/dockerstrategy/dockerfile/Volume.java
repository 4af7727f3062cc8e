package io.github.dockerstrategy.dockerfile;

import io.github.dockerstrategy.image.ContainerPath;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * {@code VOLUME ["PATH", …]}. Stands behind what fills the directory: the legacy builder drops what is written to it later.
 *
 * @param paths at least one
 */
public record Volume(SortedSet<ContainerPath> paths) implements Instruction {

    public Volume {
        paths = Collections.unmodifiableSortedSet(new TreeSet<>(paths));
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("no volume");
        }
        paths.forEach(path -> Text.requireOneLine(path.value(), "a volume"));
    }

    public static Volume of(String path) {
        return new Volume(new TreeSet<>(List.of(new ContainerPath(path))));
    }

    @Override
    public String text() {
        return new Line("VOLUME")
                .word(Text.json(
                        paths.stream().map(path -> Text.escaped(path.value())).toList()))
                .text();
    }
}
