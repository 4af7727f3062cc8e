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
        assertThat(Stream.of(Blocker.values(), Note.values(), SelectionRule.values())
                        .flatMap(Stream::of)
                        .map(rule -> ((Rule) rule).id()))
                .doesNotHaveDuplicates();
    }

    private static String page() {
        return """
                # Choosing a strategy

                <!-- Written by RecommendPageTest out of the rules in the code: ./mvnw test -Dgolden.update=true -->

                ```text
                mvn docker-strategy:recommend
                ```

                inspects the project and the machine, rates each strategy and recommends one. It builds nothing and writes nothing. Each
                reason ends with the id of its rule in brackets.

                `<strategy>auto</strategy>` (or `-Ddocker-strategy.strategy=auto`) uses the same rules for a build. It prints the choice in
                one line and writes it to the field `reason` of `result.json`. The same project on the same machine always gets the same
                choice; another machine may get another one. To build the same way everywhere, name a strategy.

                These are inspected:

                - the project: packaging, `<run>`, `<builder>`, platforms, number of modules, its own Dockerfile;
                - the machine: the engine (docker or podman), BuildKit and buildx, the variable `CI`, and the programs that the
                  builder's commands call;
                - `target/docker-strategy/compare/compare.json`, if you have run [`compare`](compare.md) on this module.

                ## Why a strategy does not fit

                """
                + table(List.of(Blocker.values()))
                + """

                ## Which strategy is chosen

                The first rule that applies to the project and names a strategy that fits:

                """
                + table(List.of(SelectionRule.values()))
                + """

                ## Notes

                Printed for strategies that fit; they do not affect the choice.

                """
                + table(List.of(Note.values()));
    }

    private static String table(List<? extends Rule> rules) {
        StringBuilder table = new StringBuilder("| rule | meaning |\n|---|---|\n");
        rules.forEach(
                rule -> table.append("| <a id=\"%s\"></a>`%s` | %s |\n".formatted(rule.id(), rule.id(), rule.text())));
        return table.toString();
    }
}
