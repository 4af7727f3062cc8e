package io.github.dockerstrategy.maven.compare;

import io.github.dockerstrategy.compare.Comparison.Place;
import io.github.dockerstrategy.compare.Comparison.Subject;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.maven.parameters.TypedProperties;
import io.github.dockerstrategy.recommend.Machine;
import io.github.dockerstrategy.recommend.Situation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a report says about where it comes from. */
record ReportMetadata(GoalContext goal) {

    Subject subject(Situation situation) {
        return new Subject(
                goal.project().getGroupId() + ":" + goal.project().getArtifactId() + ":"
                        + goal.project().getVersion(),
                goal.project().getPackaging(),
                situation.modules());
    }

    Place place(Situation situation) {
        return new Place(
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                memory(),
                System.getProperty("java.version"),
                goal.session().getSystemProperties().getProperty("maven.version", ""),
                situation.machine().docker().map(Machine.Docker::displayName),
                situation.machine().ci());
    }

    /** The command line as far as it can be told, without secrets. */
    String command() {
        StringBuilder command = new StringBuilder("mvn docker-strategy:compare");
        TypedProperties.of(goal.session().getUserProperties(), Map.of())
                .shown()
                .forEach(argument -> command.append(' ').append(argument));
        return command.toString();
    }

    private static long memory() {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/meminfo"));
            return Long.parseLong(lines.get(0).replaceAll("\\D", "")) * 1024;
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return 0; // another operating system
        }
    }
}
