package io.github.dockerstrategy.dockerfile;

import java.util.List;

/**
 * {@code ADD ARCHIVE… DESTINATION}: unpacks tar archives of the build context, with the owners, modes and times in them. One
 * archive an instruction gives one layer, with the same digest on every machine.
 *
 * <p>Never for something to download: nobody would check what came.
 *
 * @param sources exact paths of tar archives in the build context
 * @param destination a directory in the image
 */
public record Add(List<String> sources, String destination) implements Instruction {

    public Add {
        sources = List.copyOf(sources);
        CopyPaths.check(sources, destination);
        sources.forEach(source -> {
            if (source.contains("://") || source.startsWith("git@")) {
                throw new IllegalArgumentException("not a file of the build context: " + source);
            }
        });
    }

    public static Add of(String archive, String destination) {
        return new Add(List.of(archive), destination);
    }

    @Override
    public String text() {
        return new Line("ADD").paths(sources, destination).text();
    }
}
