package io.github.dockerstrategy.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.maven.Beans.Node;
import io.github.dockerstrategy.maven.help.Help;
import io.github.dockerstrategy.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The goal help says what can be configured, down to the elements inside of others. */
class HelpTest {

    private static final Path RESOURCE =
            Path.of("src", "main", "resources", "io", "github", "dockerstrategy", "maven", "help", "elements.txt");

    private final Help help = new Help(Descriptors.plugin());

    @Test
    void theElementsAreThoseOfTheCode() {
        List<String> lines = new ArrayList<>();
        Beans.all().stream()
                .filter(node -> !node.path().contains("stageOnly"))
                .forEach(node -> lines.addAll(lines(node)));
        Golden.assertMatches(RESOURCE, String.join("\n", lines) + "\n");
    }

    private static List<String> lines(Node node) {
        FieldComments comments = new FieldComments(node.owner());
        String name = node.path().get(node.path().size() - 1);
        List<String> lines = new ArrayList<>(List.of(String.join(".", node.path())));
        lines.add("  " + comments.meaning(name).replace("`", ""));
        if (node.isLeaf() && !node.inList()) {
            lines.add("  Property: " + node.property());
        }
        ConfigurationPageTest.defaultOf(node)
                .or(() -> comments.orElse(name))
                .ifPresent(otherwise -> lines.add("  Default: " + otherwise.replace("`", "")));
        return lines;
    }

    @Test
    void listsTheGoals() {
        assertThat(help.overview())
                .anyMatch(line -> line.matches(" +build +Builds the image with the chosen strategy\\."))
                .anyMatch(line -> line.matches(" +import +Takes the configuration .*"));
    }

    @Test
    void listsElementsInsideOfOthers() {
        assertThat(help.detail(help.named("build")))
                .contains(
                        "docker-strategy:build, in the phase package unless another is named",
                        "  container.healthCheck.interval",
                        "    Property: docker-strategy.container.healthCheck.interval",
                        "    Default: 30s");
        assertThat(help.detail(help.named("import")))
                .contains("    Property: docker-strategy.import.old", "    Default: keep");
        assertThat(help.detail(help.named("")))
                .hasSizeGreaterThan(help.detail(help.named("build")).size());
    }

    @Test
    void namesTheGoalsWhereThereIsNoSuch() {
        assertThatThrownBy(() -> help.named("bild"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("There is no goal 'bild'")
                .hasMessageContaining("use one of: build, check");
    }
}
