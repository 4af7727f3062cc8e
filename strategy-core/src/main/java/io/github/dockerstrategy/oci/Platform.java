package io.github.dockerstrategy.oci;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Operating system and processor architecture in the image specification's words, such as {@code linux/amd64}.
 *
 * @param variant of the processor, such as {@code v7} of {@code arm}
 */
public record Platform(String os, String architecture, Optional<String> variant) {

    public static final Platform LINUX_AMD64 = new Platform("linux", "amd64");

    private static final Pattern FORM = Pattern.compile("([a-z0-9]+)/([a-z0-9_]+)(?:/([a-z0-9.]+))?");

    /** The variant of an architecture that is meant where none is written. */
    private static final Map<String, String> USUAL = Map.of("arm64", "v8", "arm", "v7", "amd64", "v1");

    public Platform(String os, String architecture) {
        this(os, architecture, Optional.empty());
    }

    /** Parses {@code os/architecture} and {@code os/architecture/variant}. */
    public static Platform parse(String text, String where) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new ProblemException(Problem.of(
                    "bad-platform",
                    "'" + text + "' is not a platform.",
                    where,
                    "write os/architecture[/variant], for example linux/amd64, linux/arm64 or linux/arm/v7"));
        }
        return new Platform(matcher.group(1), matcher.group(2), Optional.ofNullable(matcher.group(3)));
    }

    /** The platform in a descriptor or a config; empty if it does not name operating system and architecture. */
    static Optional<Platform> parse(JsonObject json) throws InvalidImageException {
        Optional<String> os = json.text("os").filter(text -> !text.isEmpty());
        Optional<String> architecture = json.text("architecture").filter(text -> !text.isEmpty());
        Optional<String> variant = json.text("variant").filter(text -> !text.isEmpty());
        return os.isPresent() && architecture.isPresent()
                ? Optional.of(new Platform(os.get(), architecture.get(), variant))
                : Optional.empty();
    }

    JsonObject json() {
        JsonObject json = JsonObject.empty().with("architecture", architecture).with("os", os);
        return variant.isPresent() ? json.with("variant", variant.get()) : json;
    }

    /** The platform of Linux containers on this machine's processor. */
    public static Platform ofThisMachine() {
        String arch = System.getProperty("os.arch", "amd64").toLowerCase(Locale.ROOT);
        return new Platform(
                "linux",
                switch (arch) {
                    case "x86_64", "amd64" -> "amd64";
                    case "aarch64", "arm64" -> "arm64";
                    default -> arch;
                });
    }

    /** Whether an image for {@code other} is one for this: arm64 is arm64/v8. */
    public boolean isSameAs(Platform other) {
        return os.equals(other.os)
                && architecture.equals(other.architecture)
                && variantOrUsual().equals(other.variantOrUsual());
    }

    private String variantOrUsual() {
        return variant.orElse(USUAL.getOrDefault(architecture, ""));
    }

    @Override
    public String toString() {
        return os + "/" + architecture + variant.map(value -> "/" + value).orElse("");
    }
}
