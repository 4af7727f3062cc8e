package io.github.dockerstrategy.layout;

import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.project.Coordinates;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How dependencies are spread over layers: first the layers that the user names; then released ones so that an upgrade sends little
 * more than what was upgraded.
 *
 * <p>Which layer a jar goes to follows from its own coordinates and size, never from what else there is: adding or removing one leaves
 * the others' layers as they were. Large jars have most of the layers to themselves; small ones lie with those of their
 * organisation, because what one organisation releases is upgraded together.
 *
 * @param layers how many layers at most, besides the named ones; 1 does not split
 * @param named layers that the user asks for
 */
public record DependencyLayering(int layers, NamedLayers named) {

    private static final int DEFAULT_LAYERS = 32;

    public static final DependencyLayering NONE = new DependencyLayering(1);

    /** By measurement: see "One dependency upgraded" in docs/benchmarks.md. */
    public static final DependencyLayering DEFAULT = new DependencyLayering(DEFAULT_LAYERS);

    /** With a base of twenty layers and the application's others still fewer than overlay file systems can mount, 127. */
    public static final int MOST = 96;

    private static final long LARGE = 1_000_000;

    /** One layer in three is for small jars: a square, organisations one way, their artifacts the other. */
    private static final double ONE_IN = 3;

    /** Of a few hundred that were tried, one with which large jars that are often used together lie apart. Changing it moves all. */
    private static final String SEED = "173";

    public DependencyLayering {
        if (layers < 1 || layers > MOST) {
            throw refusal(Integer.toString(layers));
        }
        if (layers + named.layers().size() > MOST) {
            throw new ProblemException(Problem.of(
                    "bad-dependency-layers",
                    "There cannot be " + layers + " layers of dependencies and "
                            + named.layers().size() + " named ones.",
                    parameter("dependencies.layers") + ", " + parameter("layers"),
                    "together they can be " + MOST));
        }
    }

    /** A split without named layers. */
    public DependencyLayering(int layers) {
        this(layers, NamedLayers.NONE);
    }

    /** The same, above which there are named layers. */
    public DependencyLayering with(NamedLayers others) {
        return new DependencyLayering(layers, others);
    }

    /** Reads the number of layers as it is written in a POM. */
    public static DependencyLayering parse(String text) {
        if (!text.matches("\\d{1,2}")) {
            throw refusal(text);
        }
        return new DependencyLayering(Integer.parseInt(text));
    }

    private static ProblemException refusal(String layers) {
        return new ProblemException(Problem.of(
                "bad-dependency-layers",
                "Dependencies cannot be distributed over " + layers + " layers.",
                parameter("dependencies.layers"),
                "write a number from 1 to " + MOST + "; without the element it is " + DEFAULT_LAYERS));
    }

    /** Names of all layers that there can be, bottom first. */
    public List<String> names() {
        Stream<String> ours = layers == 1
                ? Stream.of(Layer.DEPENDENCIES)
                : IntStream.range(0, layers).mapToObj(this::name);
        return Stream.concat(ours, named.names().stream()).toList();
    }

    /** Whether a jar is in a named layer, wherever it comes from. */
    boolean isNamed(Coordinates coordinates) {
        return named.of(coordinates).isPresent();
    }

    /** The layer of a jar: of a released one, or one that is named. */
    String layerOf(Coordinates coordinates, long size) {
        return named.of(coordinates).orElseGet(() -> released(coordinates, size));
    }

    private String released(Coordinates coordinates, long size) {
        if (layers == 1) {
            return Layer.DEPENDENCIES;
        }
        String group = coordinates.groupId();
        String artifact = coordinates.artifactId();
        int side = Math.max((int) Math.sqrt(layers / ONE_IN), 1);
        return name(
                size >= LARGE
                        ? side * side + hash(group + ":" + artifact, layers - side * side)
                        : side * hash(organisation(group), side) + hash(artifact, side));
    }

    private String name(int index) {
        return Layer.DEPENDENCIES + (index < 9 ? "-0" : "-") + (index + 1);
    }

    /** {@code org.springframework} for {@code org.springframework.boot}. */
    private static String organisation(String group) {
        int first = group.indexOf('.');
        int second = first < 0 ? -1 : group.indexOf('.', first + 1);
        return second < 0 ? group : group.substring(0, second);
    }

    private static int hash(String text, int of) {
        return (int)
                Long.remainderUnsigned(ByteBuffer.wrap(Sha256.of(SEED + text)).getLong(), of);
    }
}
