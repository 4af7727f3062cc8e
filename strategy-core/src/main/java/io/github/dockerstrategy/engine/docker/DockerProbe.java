package io.github.dockerstrategy.engine.docker;

import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.Programs;
import io.github.dockerstrategy.recommend.Machine;
import io.github.dockerstrategy.strategy.DockerOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds out what there is behind the docker command line, for those who have to choose. */
public final class DockerProbe {

    private DockerProbe() {}

    /** The engine, if it answers; its absence is an answer, not a failure. */
    public static Optional<Machine.Docker> ask(DockerOptions options, Path scratch, Programs programs)
            throws InterruptedException {
        DockerCli cli = cli(options, scratch, programs);
        try {
            Engine engine = cli.engine();
            Builder builder = cli.builder();
            boolean podman = engine.dialect() == Engine.Dialect.PODMAN;
            return Optional.of(new Machine.Docker(
                    (podman ? "podman " : "docker ") + engine.version() + " with "
                            + builder.kind().displayName(),
                    builder.can(BuildFeature.MOUNTS),
                    builder.can(BuildFeature.SEVERAL_PLATFORMS),
                    podman));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /** The docker command line, which says nothing while it works. */
    public static DockerCli cli(DockerOptions options, Path scratch, Programs programs) {
        return cli(options.executable(), options.environment(), scratch, programs);
    }

    /** The same, where nothing is built. */
    public static DockerCli cli(String executable, Map<String, String> environment, Path scratch, Programs programs) {
        return new DockerCli(
                DockerCommands.of(executable, Path.of("").toAbsolutePath(), environment),
                scratch,
                programs,
                new Silence());
    }

    private static final class Silence implements DockerListener {
        @Override
        public void command(String line) {}

        @Override
        public void output(String line) {}
    }
}
