package io.github.dockerstrategy.engine.jib;

import com.google.cloud.tools.jib.api.DockerClient;
import com.google.cloud.tools.jib.api.ImageDetails;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.image.ImageTarball;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.Outcome;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** Loads an image into a daemon from a file, which tells us what layers the image has. */
record TeeingDocker(String name, Daemon daemon, Path archive) implements DockerClient {

    private static final int LINES_QUOTED = 10;

    @Override
    public boolean supported(Map<String, String> parameters) {
        return true;
    }

    @Override
    public String load(ImageTarball image, Consumer<Long> written) throws InterruptedException, IOException {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(archive))) {
            image.writeTo(file);
        }
        Outcome outcome = daemon.load(archive);
        if (!outcome.succeeded()) {
            throw new ProblemException(Problem.ofEnvironment(
                    "docker-load-failed",
                    "The image " + name + " was built, but '" + daemon.executable() + " load' failed: "
                            + String.join("\n", outcome.lastLines(LINES_QUOTED)),
                    "<output>daemon</output>",
                    "see that the daemon runs ('" + daemon.executable()
                            + " info'), or build without it: <output>tar</output>"));
        }
        written.accept(image.getTotalLayerSize());
        return outcome.text();
    }

    @Override
    public void save(ImageReference image, Path output, Consumer<Long> written) {
        throw new UnsupportedOperationException("base images are saved by jib's own client");
    }

    @Override
    public ImageDetails inspect(ImageReference image) throws IOException {
        throw new IOException("not asked for");
    }
}
