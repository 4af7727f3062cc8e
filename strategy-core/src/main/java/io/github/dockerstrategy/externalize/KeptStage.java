package io.github.dockerstrategy.externalize;

import static io.github.dockerstrategy.externalize.Finding.refusal;
import static io.github.dockerstrategy.externalize.Finding.warning;

import io.github.dockerstrategy.dockerfile.ParsedDockerfile;
import io.github.dockerstrategy.dockerfile.ParsedInstruction;
import io.github.dockerstrategy.dockerfile.ParsedStage;
import io.github.dockerstrategy.dockerfile.Substitution;
import io.github.dockerstrategy.externalize.LineFate.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A stage that stays: its lines, with other sources in what it copies from stages that go. */
final class KeptStage {

    private final Externalizer externalizer;
    private final ParsedDockerfile file;
    private final Set<Integer> kept;
    private final ParsedStage stage;
    private final Scope scope;

    KeptStage(Externalizer externalizer, Set<Integer> kept, ParsedStage stage) {
        this.externalizer = externalizer;
        this.file = externalizer.input().file();
        this.kept = kept;
        this.stage = stage;
        this.scope = externalizer.newScope();
    }

    /** Puts the new text of each instruction under the number of its first line. */
    void read(Map<Integer, String> texts) {
        from();
        texts.put(stage.from().first(), text(stage.from()));
        for (ParsedStage part : externalizer.graph().chain(stage)) {
            scope.beginStage();
            for (ParsedInstruction instruction : part.instructions()) {
                scope.read(instruction);
                if (part.index() == stage.index()) {
                    externalizer.fate(instruction, Fate.KEPT, "");
                    texts.put(instruction.first(), read(instruction));
                }
            }
        }
    }

    private void from() {
        externalizer.fate(stage.from(), Fate.KEPT, "");
        Substitution base = scope.inFrom(stage.from(), stage.base());
        if (!base.isComplete()) {
            externalizer.add(Externalizer.noValue(stage.from().first(), base));
        }
        if (externalizer.graph().parent(stage).isEmpty()) {
            unpinned(stage.from(), base.text());
        }
        if (stage.platform()
                .filter(platform -> platform.contains("BUILDPLATFORM"))
                .isPresent()) {
            externalizer.add(warning(
                    stage.from().first(),
                    "A stage of the image has the platform of the machine that builds.",
                    "remove --platform"));
        }
    }

    private void unpinned(ParsedInstruction instruction, String image) {
        if (!image.equals("scratch") && !image.contains("@sha256:")) {
            externalizer.add(warning(
                    instruction.first(),
                    "The image '" + image + "' can change between two builds.",
                    "add its digest: " + image + "@sha256:…"));
        }
    }

    private String text(ParsedInstruction instruction) {
        return file.text(instruction.first(), instruction.last());
    }

    private String read(ParsedInstruction instruction) {
        switch (instruction.keyword()) {
            case "COPY", "ADD" -> {
                return copy(instruction);
            }
            case "RUN" -> run(instruction);
            case "CMD", "ENTRYPOINT" -> start(instruction);
            case "ONBUILD" ->
                externalizer.add(refusal(
                        instruction.first(),
                        "ONBUILD takes effect in another build.",
                        "write the instruction into the Dockerfile that is based on this one"));
            default -> {}
        }
        return text(instruction);
    }

    private void start(ParsedInstruction instruction) {
        if (instruction.list().isEmpty()) {
            externalizer.add(warning(
                    instruction.first(),
                    "The start command runs in a shell, which does not pass signals on: the container stops slowly.",
                    "write it as a list, or begin it with exec"));
        }
    }

    private void run(ParsedInstruction run) {
        for (String mount : run.flags("mount")) {
            Optional<ParsedStage> from = externalizer.graph().mounted(stage, mount);
            if (from.isPresent() && !kept.contains(from.get().index())) {
                externalizer.add(refusal(
                        run.first(),
                        "It mounts files of the stage that builds: " + mount,
                        "copy them with COPY --from"));
            } else if (mount.contains("type=secret")) {
                externalizer.add(warning(run.first(), "A secret is mounted: " + mount, "pass --secret to the script"));
            } else if (mount.contains("type=bind")
                    && StageGraph.mountSource(mount).isEmpty()) {
                externalizer.copies(bound(mount));
            }
        }
        if (run.arguments().matches("(?s).*\\bch(own|mod)\\s+(-\\w+\\s+)*(-\\w*R|--recursive).*")) {
            externalizer.add(warning(
                    run.first(),
                    "A recursive chown or chmod stores every file again.",
                    "use COPY --chown, or set the mode on the host"));
        }
    }

    private static String bound(String mount) {
        for (String option : mount.split(",")) {
            if (option.startsWith("source=") || option.startsWith("src=")) {
                return PathMap.inContext(option.substring(option.indexOf('=') + 1));
            }
        }
        return "";
    }

    private String copy(ParsedInstruction copy) {
        Optional<String> from = copy.flag("from").map(written -> expanded(copy, written));
        List<String> sources =
                copy.sources().stream().map(source -> expanded(copy, source)).toList();
        if (from.isEmpty()) {
            sources.stream()
                    .filter(source -> !source.contains("://"))
                    .forEach(source -> externalizer.copies(PathMap.inContext(source)));
            return text(copy);
        }
        Optional<ParsedStage> source =
                ParsedDockerfile.find(externalizer.graph().stages(), from.get(), stage.index());
        if (source.isEmpty()) {
            fromImage(copy, from.get());
            return text(copy);
        }
        return kept.contains(source.get().index())
                ? fromKept(copy, source.get())
                : fromBuild(copy, externalizer.buildStage(source.get()), sources);
    }

    private void fromImage(ParsedInstruction copy, String image) {
        if (image.matches(".*[:/@.].*")) {
            unpinned(copy, image);
        } else {
            externalizer.add(refusal(
                    copy.first(),
                    "'" + image + "' is neither an earlier stage nor an image with a tag.",
                    "name a stage, or add the image's tag"));
        }
    }

    /** Numbers of stages change where a stage before them goes. */
    private String fromKept(ParsedInstruction copy, ParsedStage source) {
        String number = String.valueOf(source.index());
        if (!copy.flag("from").filter(number::equals).isPresent()) {
            return text(copy);
        }
        long now = kept.stream().filter(index -> index < source.index()).count();
        if (now == source.index()) {
            return text(copy);
        }
        externalizer.fate(copy, Fate.CHANGED, "the stage's number is " + now);
        return text(copy).replace("--from=" + number, "--from=" + now);
    }

    private String fromBuild(ParsedInstruction copy, BuildStage build, List<String> sources) {
        List<String> onHost = new ArrayList<>();
        for (String source : sources) {
            externalizer
                    .fromStage(copy, build, PathMap.absolute("/", source))
                    .ifPresent(path -> onHost.add(path.isEmpty() ? "." : path));
        }
        onHost.forEach(path -> externalizer.copiesArtifact(PathMap.inContext(path)));
        if (onHost.contains(".")) {
            externalizer.add(warning(
                    copy.first(),
                    "The whole folder of the sources is copied, with all that is in it on the host.",
                    "copy only what was built"));
        }
        externalizer.fate(copy, Fate.CHANGED, "copies " + String.join(", ", onHost) + " of the host");
        return NewDockerfile.copy(copy, onHost);
    }

    private String expanded(ParsedInstruction instruction, String text) {
        Substitution result = scope.substitute(instruction, text);
        if (!result.isComplete()) {
            externalizer.add(Externalizer.noValue(instruction.first(), result));
        }
        return result.text();
    }
}
