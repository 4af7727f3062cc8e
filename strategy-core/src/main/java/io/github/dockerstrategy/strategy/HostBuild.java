package io.github.dockerstrategy.strategy;

import io.github.dockerstrategy.layout.StagedLayers;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.strategy.Step.HostCommand;
import io.github.dockerstrategy.strategy.Step.LayOut;
import io.github.dockerstrategy.strategy.Step.LoadLayers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps that build the application on this machine, shared by all strategies that do. */
final class HostBuild {

    private HostBuild() {}

    static List<Step> steps(BuildRequest request) {
        List<Step> steps = new ArrayList<>();
        if (request.builder().isForeign()) {
            for (String line : request.builder().commands()) {
                steps.add(new HostCommand(
                        "Run " + line, Command.shell(request.project().basedir(), line)));
            }
            steps.add(new LayOut(Optional.empty()));
        } else if (request.project().built()) {
            steps.add(new LayOut(Optional.empty()));
        } else {
            steps.add(new HostCommand(
                    "Build " + request.project().coordinates().selector() + " first, as this run has not",
                    request.project().hostBuild().get()));
            steps.add(new LoadLayers(request.layersFolder().resolve(StagedLayers.INDEX)));
        }
        return steps;
    }
}
