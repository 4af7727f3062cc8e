package io.github.dockerstrategy.strategy;

import io.github.dockerstrategy.testing.Documents;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The documentation's table is the code's. */
class CapabilityTableTest {

    @Test
    void isInTheDocumentationAsItIsInTheCode() {
        Documents.assertIs("capabilities.md", page());
    }

    private static String page() {
        List<String> names = Strategies.names();
        StringBuilder page = new StringBuilder("""
                # Capabilities

                What an image may ask for, and which strategies can give it. This page is made from the table in the code
                (`Feature`) that also drives the refusals: what a strategy cannot give is refused before anything is built, in a
                message that names the strategies that can. "Not used" is what makes no difference to the image and has nothing to
                act on, since that strategy builds nothing in a container or runs no docker: the build says so, and goes on.

                """);
        page.append("| | parameter | ")
                .append(names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(" | ")))
                .append(" |\n|---|---|")
                .append(":-:|".repeat(names.size()))
                .append('\n');
        for (Feature feature : Feature.values()) {
            page.append("| ")
                    .append(feature.meaning())
                    .append(" | ")
                    .append(feature.parameter().isEmpty() ? "" : "`" + feature.parameter() + "`")
                    .append(" | ")
                    .append(Strategies.all().stream()
                            .map(strategy -> feature.isSupportedBy(strategy)
                                    ? "yes"
                                    : feature.isIndifferentTo(strategy) ? "not used" : "–")
                            .collect(Collectors.joining(" | ")))
                    .append(" |\n");
        }
        page.append("""

                What each strategy does:

                """);
        Strategies.all()
                .forEach(strategy -> page.append("- [`%s`](strategies/%s.md): %s%n"
                        .formatted(strategy.name(), strategy.name(), strategy.summary())));
        return page.append("""

                Several platforms can only be kept in a registry. Beyond this table, an engine's builder may lack what a
                docker-assembled strategy needs, such as secrets under the legacy builder: that is asked of the engine when the build
                starts, and refused in the same way.
                """).toString().replace(System.lineSeparator(), "\n");
    }
}
