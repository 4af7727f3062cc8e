package io.github.dockerstrategy.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.Output;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrategyNoteTest {

    @ParameterizedTest
    @ValueSource(strings = {"multi-stage", "builder-pattern", "builder-jib"})
    void aModuleThatIsBuiltAlreadyIsNotBuiltInAContainerInSilence(String name) {
        assertThat(Strategies.builtIn().named(name).note(Requests.built(Output.DAEMON)))
                .hasValueSatisfying(note -> assertThat(note).contains(name, "once more in a container"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jib", "copy-local"})
    void aModuleThatIsBuiltAlreadyIsJustTakenOnThisMachine(String name) {
        assertThat(Strategies.builtIn().named(name).note(Requests.built(Output.DAEMON)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jib", "copy-local", "multi-stage", "builder-pattern", "builder-jib"})
    void thereIsNothingToSayOfACleanCheckout(String name) {
        assertThat(Strategies.builtIn().named(name).note(Requests.notBuilt(Output.DAEMON)))
                .isEmpty();
    }

    @Test
    void aDockerfileOfOnesOwnMakesTheDescriptionInThePomUseless() {
        assertThat(Strategies.builtIn().named("dockerfile").note(Requests.notBuilt(Output.DAEMON)))
                .hasValueSatisfying(note -> assertThat(note).contains("container", "are not used"));
    }
}
