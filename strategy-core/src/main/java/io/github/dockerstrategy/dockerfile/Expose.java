package io.github.dockerstrategy.dockerfile;

import io.github.dockerstrategy.image.Port;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * {@code EXPOSE PORT…}.
 *
 * @param ports at least one
 */
public record Expose(SortedSet<Port> ports) implements Instruction {

    public Expose {
        ports = Collections.unmodifiableSortedSet(new TreeSet<>(ports));
        if (ports.isEmpty()) {
            throw new IllegalArgumentException("nothing to expose");
        }
    }

    public static Expose of(Port... ports) {
        return new Expose(new TreeSet<>(List.of(ports)));
    }

    @Override
    public String text() {
        return new Line("EXPOSE")
                .word(ports.stream().map(Port::toString).collect(Collectors.joining(" ")))
                .text();
    }
}
