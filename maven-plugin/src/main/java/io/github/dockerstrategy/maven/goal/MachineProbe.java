package io.github.dockerstrategy.maven.goal;

import io.github.dockerstrategy.compare.Comparison;
import io.github.dockerstrategy.compare.ComparisonFiles;
import io.github.dockerstrategy.engine.docker.DockerProbe;
import io.github.dockerstrategy.process.Programs;
import io.github.dockerstrategy.recommend.CommandWords;
import io.github.dockerstrategy.recommend.Machine;
import io.github.dockerstrategy.recommend.Situation;
import io.github.dockerstrategy.strategy.BuildRequest;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Looks at this machine for what a choice of the strategy depends on. */
record MachineProbe(Programs programs) {

    Situation around(BuildRequest request) throws InterruptedException {
        Machine machine = new Machine(
                DockerProbe.ask(request.docker(), request.scratchFolder(), programs),
                isCi(System.getenv()),
                CommandWords.programs(request.builder().commands()).stream()
                        .filter(program -> !isOnPath(program))
                        .collect(Collectors.toSet()));
        return new Situation(
                request,
                Files.isRegularFile(request.docker().own().file()),
                machine,
                ComparisonFiles.below(request.workFolder()).read().map(Comparison::measured));
    }

    /** Every service sets this one. */
    private static boolean isCi(Map<String, String> environment) {
        String value = environment.getOrDefault("CI", "");
        return !value.isBlank() && !value.equalsIgnoreCase("false");
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
    }
}
