package io.github.dockerstrategy.layout;

import static io.github.dockerstrategy.problem.Mention.parameter;
import static io.github.dockerstrategy.problem.Mention.setting;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.project.Coordinates;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A layer that the user asks for, and what it contains.
 *
 * @param name lower case words with dashes; none of ours
 * @param dependencies patterns {@code groupId:artifactId} of jars, whatever their version, with * for any text
 * @param paths globs of files by their path in the image
 */
public record NamedLayer(String name, List<String> dependencies, List<String> paths) {

    private static final String WHERE = "layers.layer";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern BUCKET = Pattern.compile(Layer.DEPENDENCIES + "-\\d+");
    private static final Pattern COORDINATES = Pattern.compile("[\\w.*-]+:[\\w.*-]+");
    private static final Set<String> OURS = Set.of(
            Layer.SYSTEM,
            Layer.RUNTIME,
            Layer.DEPENDENCIES,
            Layer.SNAPSHOT_DEPENDENCIES,
            Layer.PROJECT_DEPENDENCIES,
            Layer.SPRING_BOOT_LOADER,
            Layer.LAUNCH,
            Layer.EXTRA,
            Layer.RESOURCES,
            Layer.CLASSES,
            Layer.APPLICATION);

    /** @throws ProblemException with the first thing that is wrong with it */
    public NamedLayer {
        dependencies = dependencies.stream().map(String::strip).toList();
        paths = paths.stream().map(String::strip).toList();
        refuseName(name);
        if (dependencies.isEmpty() && paths.isEmpty()) {
            throw refusal(
                    "The layer '" + name + "' selects no files.",
                    parameter(WHERE),
                    "add " + parameter("dependencies") + " with patterns such as com.acme:*, or " + parameter("paths")
                            + " such as /app/resources/static/**");
        }
        dependencies.forEach(NamedLayer::refuseDependency);
        paths.forEach(NamedLayer::refusePath);
    }

    /** Whether it contains jars of these coordinates. */
    boolean takes(Coordinates jar) {
        return dependencies.stream()
                .anyMatch(pattern -> Pattern.matches("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E", jar.selector()));
    }

    /** Whether it contains a file, by its path in the image. */
    Predicate<ContainerPath> byPath() {
        List<PathMatcher> globs = paths.stream().map(NamedLayer::glob).toList();
        return path -> globs.stream().anyMatch(glob -> glob.matches(Path.of(path.value())));
    }

    private static void refuseName(String name) {
        if (OURS.contains(name) || BUCKET.matcher(name).matches()) {
            throw refusal(
                    "There is a layer '" + name + "' already.",
                    parameter(WHERE + ".name"),
                    "choose a name that is none of: "
                            + String.join(", ", OURS.stream().sorted().toList()));
        }
        if (!NAME.matcher(name).matches()) {
            throw refusal(
                    name.isBlank() ? "A layer has no name." : "'" + name + "' is not a name of a layer.",
                    parameter(WHERE + ".name"),
                    "write lower case words with dashes, such as " + setting("name", "company-libraries"));
        }
    }

    private static void refuseDependency(String pattern) {
        if (!COORDINATES.matcher(pattern).matches()) {
            throw refusal(
                    "'" + pattern + "' is not a pattern of dependencies.",
                    parameter(WHERE + ".dependencies"),
                    "write groupId:artifactId, with * for any text: com.acme:*, org.springframework*:*");
        }
    }

    private static void refusePath(String glob) {
        glob(glob);
        if (!glob.startsWith("/") && !glob.startsWith("*")) {
            throw refusal(
                    "'" + glob + "' matches no path in an image: paths start with /.",
                    parameter(WHERE + ".paths"),
                    "write /" + glob + " or **/" + glob);
        }
    }

    /** As in Maven's patterns, two stars and a slash also stand for no folder at all; Java's groups cannot be nested. */
    private static PathMatcher glob(String pattern) {
        return ExtraFiles.glob(
                pattern.contains("{") ? pattern : pattern.replace("**/", "{**/,}"), parameter(WHERE + ".paths"));
    }

    private static ProblemException refusal(String what, String where, String fix) {
        return new ProblemException(Problem.of("bad-layer", what, where, fix));
    }
}
