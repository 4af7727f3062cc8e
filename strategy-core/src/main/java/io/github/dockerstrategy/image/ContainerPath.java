package io.github.dockerstrategy.image;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.problem.UnsetProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An absolute, normalised path inside the image, with forward slashes whatever the host uses.
 *
 * @param value starts with {@code /}, has no empty, {@code .} or {@code ..} segment and no trailing slash
 */
public record ContainerPath(String value) implements Comparable<ContainerPath> {

    public static final ContainerPath ROOT = new ContainerPath("/");

    public ContainerPath {
        if (!value.startsWith("/")) {
            throw new IllegalArgumentException("not absolute: " + value);
        }
        value = normalise(value);
    }

    /**
     * Parses a path that a user wrote.
     *
     * @param where the element it was written in, for the message
     * @throws ProblemException if it is not absolute, or nobody sets a property in it
     */
    public static ContainerPath parse(String text, String where) {
        String path = text.strip();
        UnsetProperty.refuse(path, where);
        boolean absolute = path.startsWith("/");
        if (!absolute || path.chars().anyMatch(Character::isISOControl)) {
            throw new ProblemException(Problem.of(
                    "path-not-absolute",
                    "The path '" + path + "' in the image "
                            + (absolute ? "has a control character in it." : "is not absolute."),
                    where,
                    "write it from the image's root, for example /" + path.replaceFirst("^\\./", "")));
        }
        return new ContainerPath(path);
    }

    /** The path below this one; {@code relative} may hold several segments. */
    public ContainerPath resolve(String relative) {
        return new ContainerPath(value + "/" + relative);
    }

    /** The directory that holds this path; empty for the root. */
    public Optional<ContainerPath> parent() {
        if (value.equals("/")) {
            return Optional.empty();
        }
        int slash = value.lastIndexOf('/');
        return Optional.of(slash == 0 ? ROOT : new ContainerPath(value.substring(0, slash)));
    }

    /** The directories on the way to this path, the nearest first and the root last. */
    public Stream<ContainerPath> ancestors() {
        return Stream.iterate(
                        parent(),
                        Optional::isPresent,
                        path -> path.orElseThrow().parent())
                .map(Optional::orElseThrow);
    }

    /** Whether it is in a folder, however deep. */
    public boolean isBelow(ContainerPath folder) {
        return !equals(folder) && (folder.equals(ROOT) || value.startsWith(folder.value + "/"));
    }

    public String fileName() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    /** The path without its leading slash, as tar archives and staged folders want it. */
    public String relative() {
        return value.substring(1);
    }

    @Override
    public int compareTo(ContainerPath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static String normalise(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                if (!segments.isEmpty()) {
                    segments.remove(segments.size() - 1);
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return "/" + String.join("/", segments);
    }
}
