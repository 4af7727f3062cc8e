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
        List<String> names = Strategies.builtIn().names();
        StringBuilder page = new StringBuilder("""
                # Capabilities

                Which strategy supports which option. Unsupported options are refused before anything is built, in a message that lists
                the strategies that support them. "Ignored" options do not affect the image, because the strategy builds nothing in a
                container or runs no docker: the build prints a note and continues.

                This page is generated from the table in the code (`Feature`) that also causes the refusals.

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
                    .append(feature.mention().isBlank() ? "" : "`" + feature.mention() + "`")
                    .append(" | ")
                    .append(Strategies.builtIn().all().stream()
                            .map(strategy -> feature.isSupportedBy(strategy)
                                    ? "yes"
                                    : feature.isIndifferentTo(strategy) ? "ignored" : "–")
                            .collect(Collectors.joining(" | ")))
                    .append(" |\n");
        }
        page.append("""

                The strategies:

                """);
        Strategies.builtIn()
                .all()
                .forEach(strategy -> page.append("- [`%s`](strategies/%s.md): %s%n"
                        .formatted(strategy.name(), strategy.name(), strategy.summary())));
        return page.append("""

                An image for several platforms needs a registry or an OCI archive. An engine's builder may also lack a feature, such as secrets in the
                legacy builder. The build queries the engine when it starts and refuses such options in the same way.

                With a [builder elsewhere](builders.md), `copy-local` and `multi-stage` give the same digest for the same input, too.
                """).toString().replace(System.lineSeparator(), "\n");
    }
}
