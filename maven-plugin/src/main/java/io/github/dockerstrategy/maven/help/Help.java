package io.github.dockerstrategy.maven.help;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * The goals and the elements of their configuration, as text.
 *
 * @param plugin the plugin's descriptor
 */
public record Help(PluginDescriptor plugin) {

    /** The elements that a descriptor does not have, because they are inside of others. Written by a test. */
    static final String ELEMENTS = "elements.txt";

    private static final String BUILD = "build";
    private static final String INDENT = "  ";

    /** All goals, one line each. */
    public List<String> overview() {
        List<String> lines = new ArrayList<>();
        lines.add(plugin.getArtifactId() + " " + plugin.getVersion());
        int width =
                goals().stream().mapToInt(goal -> goal.getGoal().length()).max().orElse(0);
        goals().forEach(goal -> lines.add(INDENT
                + String.format(Locale.ROOT, "%-" + width + "s", goal.getGoal())
                + INDENT
                + firstSentence(goal)));
        lines.add("");
        lines.add("All elements and properties: mvn docker-strategy:help -Ddetail");
        return lines;
    }

    /** Goals with all that can be configured. */
    public List<String> detail(List<MojoDescriptor> goals) {
        List<String> lines = new ArrayList<>();
        for (MojoDescriptor goal : goals) {
            String phase = Optional.ofNullable(goal.getPhase())
                    .map(bound -> ", in the phase " + bound + " unless another is named")
                    .orElse("");
            lines.add("docker-strategy:" + goal.getGoal() + phase);
            lines.add(INDENT + text(goal.getDescription()));
            own(goal).forEach(parameter -> lines.addAll(lines(goal, parameter)));
            lines.add("");
        }
        if (goals.stream().anyMatch(goal -> !goal.getGoal().equals("help"))) {
            lines.add("Elements of the configuration:");
            elements().lines().map(line -> line.isEmpty() ? "" : INDENT + line).forEach(lines::add);
        }
        return lines;
    }

    /** The goal of that name; all if it is empty. */
    public List<MojoDescriptor> named(String name) {
        List<MojoDescriptor> found = goals().stream()
                .filter(goal -> name.isEmpty() || goal.getGoal().equals(name))
                .toList();
        if (found.isEmpty()) {
            throw new ProblemException(Problem.of(
                    "unknown-goal",
                    "There is no goal '" + name + "'.",
                    "-Dgoal",
                    "use one of: "
                            + goals().stream().map(MojoDescriptor::getGoal).collect(Collectors.joining(", "))));
        }
        return found;
    }

    private List<MojoDescriptor> goals() {
        return plugin.getMojos().stream()
                .sorted(Comparator.comparing(MojoDescriptor::getGoal))
                .toList();
    }

    /** The parameters that not every goal has. */
    private List<Parameter> own(MojoDescriptor goal) {
        MojoDescriptor build = Objects.requireNonNull(plugin.getMojo(BUILD));
        return goal.getParameters().stream()
                .filter(Parameter::isEditable)
                .filter(parameter -> build.getParameterMap().get(parameter.getName()) == null)
                .toList();
    }

    private static List<String> lines(MojoDescriptor goal, Parameter parameter) {
        PlexusConfiguration value = goal.getMojoConfiguration().getChild(parameter.getName());
        List<String> lines = new ArrayList<>();
        lines.add(INDENT + parameter.getName());
        lines.add(INDENT + INDENT + text(parameter.getDescription()));
        String property = value.getValue("").replaceAll("[${}]", "");
        if (!property.isEmpty()) {
            lines.add(INDENT + INDENT + "Property: " + property);
        }
        String otherwise = value.getAttribute("default-value", "");
        if (!otherwise.isEmpty()) {
            lines.add(INDENT + INDENT + "Default: " + otherwise);
        }
        return lines;
    }

    private static String firstSentence(MojoDescriptor goal) {
        return text(goal.getDescription()).split("(?<=[.:]) ", 2)[0].replaceFirst(":$", ".");
    }

    /** A description without its markup. */
    private static String text(String description) {
        return description
                .replaceAll("<[^>]+>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .strip()
                .replaceAll("\\s+", " ");
    }

    private static String elements() {
        try (InputStream in = Objects.requireNonNull(Help.class.getResourceAsStream(ELEMENTS))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
