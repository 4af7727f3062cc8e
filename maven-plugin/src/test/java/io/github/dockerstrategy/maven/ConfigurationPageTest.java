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

            Everything can be said in the POM, in the plugin's `<configuration>` or in that of one `<execution>`. Every scalar, list
            and map can be given as a property as well, on the command line or among the project's `<properties>`: its name is
            `docker-strategy.` and the path of the element.

            - What is typed wins over the POM, which wins over properties of the project, which win over the default.
            - A list is written with commas (`-Ddocker-strategy.tags=1,latest`), a map as `KEY=value,OTHER=value`; a comma that belongs
              to a value as `\\,`. A property replaces the whole list or map of the POM.
            - In XML, elements of a list may have any name; the element's name in a map is the key.
            - An empty element is one that was not set; in a list it is left out, in a map it is a key with an empty value. An empty
              property takes back what the POM says.
            - A misspelt element or property fails the build, which names the nearest right one. All that is wrong is said at once.
            - Lists of elements with elements of their own (`files`, `registries`, `paths` and the like) have no property.

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
        page.append("## Goals\n\n| goal | bound to by default | |\n|---|---|---|\n");
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
                descriptorDefault(node).or(() -> comments.orElse(name)).orElse("–"),
                comments.meaning(name) + (node.isLeaf() ? "" : " See `" + tags(node.path()) + "` below."));
    }

    private static String kind(Node node) {
        return node.isMap() ? " map" : node.isList() ? " list" : "";
    }

    private static Optional<String> descriptorDefault(Node node) {
        return node.path().size() > 1
                ? Optional.empty()
                : Optional.ofNullable(Descriptors.plugin()
                                .getMojo("build")
                                .getMojoConfiguration()
                                .getChild(node.path().get(0))
                                .getAttribute("default-value"))
                        .map(value -> "`" + value + "`");
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
