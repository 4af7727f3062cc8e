package io.github.dockerstrategy.project;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartClassTest {

    /** Nothing to start. */
    static class Idle {}

    /** Something to start. */
    static class Program {
        public static void main(String[] arguments) {}
    }

    /** Starts what it inherits. */
    static class Heir extends Program {}

    @Test
    void refusesAClassWithoutAMainMethod() {
        refusalOf(() -> start(Idle.class).check())
                .hasId("no-main-method")
                .says("'" + Idle.class.getName() + "' has no main method")
                .pointsAt("container.mainClass");
    }

    @Test
    void takesAMainMethodOfTheClassOrOfTheOneThatItExtends() throws URISyntaxException {
        start(Program.class).check();
        start(Heir.class).check();
    }

    private static StartClass start(Class<?> type) throws URISyntaxException {
        Path classes =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        return new StartClass(type.getName(), List.of(classes));
    }
}
