package io.github.dockerstrategy.dockerfile;

import io.github.dockerstrategy.image.Ownership;
import java.util.List;
import java.util.Optional;

/**
 * {@code COPY [--from=STAGE] [--chown=UID:GID] SOURCE… DESTINATION}.
 *
 * <p>A source directory's contents are copied, not the directory itself. Modes are those of the source: {@code --chmod} needs
 * BuildKit, and a later {@code RUN chmod} would store every file twice.
 *
 * @param from the stage or image that has the sources; the build context by default
 * @param chown who owns the copies, in numbers, so that it also works without {@code /etc/passwd}; root by default
 * @param sources exact paths; BuildKit takes a wildcard that matches nothing for success
 * @param destination a path in the image; a directory, ending with a slash, if there are several sources
 */
public record Copy(Optional<String> from, Optional<Ownership> chown, List<String> sources, String destination)
        implements Instruction {

    public Copy {
        sources = List.copyOf(sources);
        from.ifPresent(stage -> Text.requireReference(stage, "COPY --from"));
        CopyPaths.check(sources, destination);
    }

    /** Copies from the build context. */
    public static Copy of(String source, String destination) {
        return new Copy(Optional.empty(), Optional.empty(), List.of(source), destination);
    }

    /** Copies from another stage or image. */
    public static Copy from(String stage, String source, String destination) {
        return new Copy(Optional.of(stage), Optional.empty(), List.of(source), destination);
    }

    @Override
    public String text() {
        Line line = new Line("COPY");
        from.ifPresent(stage -> line.flag("from", stage));
        chown.ifPresent(owner -> line.flag("chown", owner.toString()));
        return line.paths(sources, destination).text();
    }
}
