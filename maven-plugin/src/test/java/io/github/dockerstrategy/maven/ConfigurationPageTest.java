package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.maven.Beans.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} says what the code says. */
class ConfigurationPageTest {

    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    private static final String INTRODUCTION = """
            # Configuration

            <!-- Written by ConfigurationPageTest out of the plugin descriptor and the parameters' comments:
                 mvn verify -pl maven-plugin -am -Dgolden.update=true -->

            Configure the plugin in the POM, in its `<configuration>` or in that of an `<execution>`:

            ```xml
            <configuration>
              <image>registry.example.com/team/app:1.0</image>
            </configuration>
            ```

            Scalars, lists and maps also have a property, for the command line or the project's `<properties>`. Its name is
            `docker-strategy.` and the path of the element: `-Ddocker-strategy.image=registry.example.com/team/app:1.0`.

            - The command line wins over the POM, the POM over properties of the project, and those over the default.
            - In a property, separate list items with commas (`-Ddocker-strategy.tags=1,latest`) and write maps as
              `KEY=value,OTHER=value`. Write a comma in a value as `\\,`. A property replaces the whole list or map of the POM.
            - In XML, items of a list can have any element name; in a map, the element's name is the key.
            - An empty element counts as not set. In a list it is ignored; in a map it is a key with an empty value. An empty
              property unsets the POM's value.
            - A misspelt element or property fails the build with a suggestion. All configuration errors are reported together.
            - Lists of complex elements (`files`, `registries`, `paths` and others) have no property.

            """;

    private final StringBuilder page = new StringBuilder(INTRODUCTION);

    @Test
    void isWrittenOutOfTheCode() {
        goals();
        List<Node> all = Beans.all().stream()
                .filter(node -> !node.path().contains("stageOnly"))
                .toList();
        table(
                "Parameters",
                "",
                all.stream().filter(node -> node.path().size() == 1).toList());
        Map<String, List<Node>> tables = new LinkedHashMap<>();
        for (Node node : all) {
            if (node.path().size() > 1) {
                tables.computeIfAbsent(tags(node.path().subList(0, node.path().size() - 1)), path -> new ArrayList<>())
                        .add(node);
            }
        }
        tables.forEach((path, nodes) -> {
            Class<?> bean = nodes.get(0).owner();
            table("`" + path + "`", new FieldComments(bean).meaning(bean.getSimpleName()), nodes);
        });
        Descriptors.plugin().getMojos().forEach(this::ownParameters);
        Golden.assertMatches(PAGE, page.toString().strip() + "\n");
    }

    private void goals() {
        page.append("## Goals\n\n| goal | default phase | meaning |\n|---|---|---|\n");
        for (MojoDescriptor goal : Descriptors.plugin().getMojos()) {
            String first = goal.getDescription().strip().split("(?<=[.:]) ?\\s*\\n|(?<=\\.) ", 2)[0];
            row(
                    "`" + goal.getGoal() + "`",
                    Optional.ofNullable(goal.getPhase())
                            .map(phase -> "`" + phase + "`")
                            .orElse("–"),
                    first.strip());
        }
    }

    /** Those that only one goal has. */
    private void ownParameters(MojoDescriptor goal) {
        List<Parameter> own = goal.getParameters().stream()
                .filter(Parameter::isEditable)
                .filter(parameter ->
                        Descriptors.plugin().getMojo("build").getParameterMap().get(parameter.getName()) == null)
                .toList();
        if (!own.isEmpty() && !goal.getGoal().equals("help")) {
            page.append("\n## Parameters of `").append(goal.getGoal()).append("`\n\n");
            page.append("| element | property | default | meaning |\n|---|---|---|---|\n");
            for (Parameter parameter : own) {
                PlexusConfiguration value = goal.getMojoConfiguration().getChild(parameter.getName());
                row(
                        "`<" + parameter.getName() + ">`",
                        "`" + value.getValue("–").replaceAll("[${}]", "") + "`",
                        value.getAttribute("default-value", "–"),
                        parameter.getDescription().strip().replaceAll("\\s+", " "));
            }
        }
    }

    private void table(String title, String meaning, List<Node> nodes) {
        page.append("\n## ").append(title).append("\n\n");
        String sentence = meaning.replaceFirst("^`[^`]*`[^:]*: ", "").replaceFirst("^`[^`]*`\\.$", "");
        if (!sentence.isEmpty()) {
            page.append(Character.toUpperCase(sentence.charAt(0)))
                    .append(sentence.substring(1))
                    .append("\n\n");
        }
        page.append("| element | property | default | meaning |\n|---|---|---|---|\n");
        nodes.forEach(this::row);
    }

    private void row(Node node) {
        FieldComments comments = new FieldComments(node.owner());
        String name = node.path().get(node.path().size() - 1);
        row(
                "`<" + name + ">`" + kind(node),
                node.isLeaf() && !node.inList() ? "`" + node.property() + "`" : "–",
                defaultOf(node)
                        .map(value -> "`" + value + "`")
                        .or(() -> comments.orElse(name))
                        .orElse("–"),
                comments.meaning(name) + (node.isLeaf() ? "" : " See `" + tags(node.path()) + "` below."));
    }

    private static String kind(Node node) {
        return node.isMap() ? " map" : node.isList() ? " list" : "";
    }

    /** The default in the descriptor. */
    static Optional<String> defaultOf(Node node) {
        return node.path().size() > 1
                ? Optional.empty()
                : Optional.ofNullable(Descriptors.plugin()
                        .getMojo("build")
                        .getMojoConfiguration()
                        .getChild(node.path().get(0))
                        .getAttribute("default-value"));
    }

    private static String tags(List<String> path) {
        return "<" + String.join("><", path) + ">";
    }

    private void row(String... cells) {
        page.append('|');
        for (String cell : cells) {
            page.append(' ').append(cell.replace("|", "\\|")).append(" |");
        }
        page.append('\n');
    }
}
