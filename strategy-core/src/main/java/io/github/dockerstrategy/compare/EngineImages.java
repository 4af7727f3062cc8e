package io.github.dockerstrategy.compare;

import io.github.dockerstrategy.engine.docker.DockerCli;
import io.github.dockerstrategy.engine.docker.ImageInspection;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.problem.ProblemException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The images of a docker engine.
 *
 * @param cli the docker command line
 * @param since when the comparison began: what is older is the user's
 * @param log gets what could not be done
 */
public record EngineImages(DockerCli cli, Instant since, BuildLog log) implements ImageStore {

    /** An engine's clock need not be ours. */
    private static final int CLOCKS_DIFFER = 60;

    @Override
    public List<String> fetch(List<String> images) throws InterruptedException {
        List<String> fetched = new ArrayList<>();
        for (String image : images) {
            try {
                if (cli.inspectImage(image).isEmpty()) {
                    cli.pull(image);
                    fetched.add(image);
                }
            } catch (ProblemException e) {
                log.cannotPull(image, String.valueOf(e.getMessage()));
            }
        }
        return fetched;
    }

    @Override
    public void save(String image, Path archive) throws InterruptedException {
        cli.save(List.of(image), archive);
    }

    @Override
    public void remove(Collection<String> names, Collection<String> ids) throws InterruptedException {
        for (String name : names) {
            if (find(name).isPresent()) {
                tryToRemove(name);
            }
        }
        for (String id : ids) {
            if (find(id).filter(this::isOurs).isPresent()) {
                tryToRemove(id);
            }
        }
    }

    private boolean isOurs(ImageInspection image) {
        return image.names().isEmpty()
                && image.repoDigests().isEmpty()
                && image.created().isAfter(since.minusSeconds(CLOCKS_DIFFER));
    }

    private Optional<ImageInspection> find(String image) throws InterruptedException {
        try {
            return cli.inspectImage(image);
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private void tryToRemove(String image) throws InterruptedException {
        try {
            cli.removeImage(image);
        } catch (ProblemException e) {
            log.cannotRemove(image, String.valueOf(e.getMessage()));
        }
    }
}
