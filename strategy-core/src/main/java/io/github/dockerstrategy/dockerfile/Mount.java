package io.github.dockerstrategy.dockerfile;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.FileMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is mounted while a {@link Run} runs, and stays out of the image. */
public sealed interface Mount {

    /** The mount as it stands behind {@code --mount=}. */
    String text();

    /** How builds that run at once share a cache. */
    enum Sharing {
        /** All of them use it. */
        SHARED,
        /** Each gets one of its own. */
        PRIVATE,
        /** One waits for the other. */
        LOCKED;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * {@code type=cache}: a directory that the builder keeps for the next build.
     *
     * @param target where it is mounted
     * @param id its name; the target by default
     * @param sharing shared by default
     */
    record Cache(ContainerPath target, Optional<String> id, Sharing sharing) implements Mount {

        public Cache {
            id.ifPresent(Options::require);
            Options.require(target.value());
        }

        @Override
        public String text() {
            return new Options("cache")
                    .add("id", id)
                    .add("target", target.value())
                    .add("sharing", sharing == Sharing.SHARED ? Optional.empty() : Optional.of(sharing.word()))
                    .text();
        }
    }

    /**
     * {@code type=secret}: a file from outside, given with {@code --secret} on the command line.
     *
     * @param id its name on the command line
     * @param target where it is mounted; {@code /run/secrets/ID} by default
     * @param mode its permissions; 400, owned by root, by default
     */
    record Secret(String id, Optional<ContainerPath> target, Optional<FileMode> mode) implements Mount {

        public Secret {
            Options.require(id);
            target.ifPresent(path -> Options.require(path.value()));
        }

        /** Fails the build if the secret is not given: an empty one would be found out much later. */
        @Override
        public String text() {
            return new Options("secret")
                    .add("id", id)
                    .add("target", target.map(ContainerPath::value))
                    .add("mode", mode.map(value -> "0" + value))
                    .add("required", "true")
                    .text();
        }
    }

    /**
     * {@code type=ssh}: the socket of an ssh agent, given with {@code --ssh} on the command line.
     *
     * @param id its name on the command line; {@code default} by default
     */
    record Ssh(Optional<String> id) implements Mount {

        public Ssh {
            id.ifPresent(Options::require);
        }

        @Override
        public String text() {
            return new Options("ssh").add("id", id).add("required", "true").text();
        }
    }

    /**
     * {@code type=bind}: files of the build context, of a stage or of an image, read-only.
     *
     * @param from a stage or an image; the build context by default
     * @param source a path in it; all of it by default
     * @param target where it is mounted
     */
    record Bind(Optional<String> from, Optional<String> source, ContainerPath target) implements Mount {

        public Bind {
            from.ifPresent(Options::require);
            source.ifPresent(Options::require);
            Options.require(target.value());
        }

        @Override
        public String text() {
            return new Options("bind")
                    .add("from", from)
                    .add("source", source)
                    .add("target", target.value())
                    .text();
        }
    }

    /** The {@code key=value} list of a mount. */
    final class Options {

        /** No comma, quote or dollar: builders disagree on how those are escaped. */
        private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_./@:+-]+");

        private final List<String> options = new ArrayList<>();

        private Options(String type) {
            options.add("type=" + type);
        }

        private static void require(String value) {
            if (!SAFE.matcher(value).matches()) {
                throw new IllegalArgumentException("not possible in a mount: '" + value + "'");
            }
        }

        private Options add(String key, String value) {
            options.add(key + "=" + value);
            return this;
        }

        private Options add(String key, Optional<String> value) {
            value.ifPresent(present -> add(key, present));
            return this;
        }

        private String text() {
            return String.join(",", options);
        }
    }
}
