package io.github.dockerstrategy.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.testing.Documents;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/recommend.md} lists the rules that the code has. */
class RecommendPageTest {

    @Test
    void isWrittenOutOfTheRules() {
        Documents.assertIs("recommend.md", page());
    }

    @Test
    void noTwoRulesShareAnId() {
        assertThat(Stream.of(Obstacle.values(), Remark.values(), Preference.values())
                        .flatMap(Stream::of)
                        .map(rule -> ((Rule) rule).id()))
                .doesNotHaveDuplicates();
    }

    private static String page() {
        return """
                # Which strategy?

                <!-- Written by RecommendPageTest out of the rules in the code: ./mvnw test -Dgolden.update=true -->

                ```text
                mvn docker-strategy:recommend
                ```

                looks at the project and at the machine, says of each strategy whether it fits, and names one. It builds nothing and
                writes nothing. `<strategy>auto</strategy>` (or `-Ddocker-strategy.strategy=auto`) uses the same rules for a build,
                prints its choice in one line and writes it to the field `reason` of `result.json`. The same project on the same machine
                always gets the same answer. Behind each reason stands the id of its rule in brackets.

                What is looked at:

                - the project: packaging, `<run>`, health check, `<builder>`, platforms, number of modules, a Dockerfile of its own;
                - the machine: which engine answers (docker or podman), whether its builder is BuildKit and has buildx, whether this is
                  a CI run (variable `CI`), whether the programs that the builder's commands call are there;
                - `target/docker-strategy/compare/compare.json`, if [`compare`](compare.md) has been run on this module.

                As it depends on the machine, `auto` may choose otherwise on another one. A build that has to be the same everywhere
                names its strategy.

                ## Why a strategy does not fit

                """
                + table(List.of(Obstacle.values()))
                + """

                ## Which one is chosen

                The first of these rules that concerns the project and names a strategy that fits:

                """
                + table(List.of(Preference.values()))
                + """

                ## What else is said

                Of strategies that fit; it decides nothing.

                """
                + table(List.of(Remark.values()));
    }

    private static String table(List<? extends Rule> rules) {
        StringBuilder table = new StringBuilder("| rule | says |\n|---|---|\n");
        rules.forEach(
                rule -> table.append("| <a id=\"%s\"></a>`%s` | %s |\n".formatted(rule.id(), rule.id(), rule.text())));
        return table.toString();
    }
}
