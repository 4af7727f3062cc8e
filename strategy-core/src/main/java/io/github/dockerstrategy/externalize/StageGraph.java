package io.github.dockerstrategy.externalize;

import io.github.dockerstrategy.dockerfile.ParsedDockerfile;
import io.github.dockerstrategy.dockerfile.ParsedInstruction;
import io.github.dockerstrategy.dockerfile.ParsedStage;
import io.github.dockerstrategy.process.Command;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The stages of a Dockerfile: which begins with which, which copies from which, which build, and which go. */
final class StageGraph {

    private final List<ParsedStage> stages;
    private final Scope scope;

    StageGraph(ParsedDockerfile file, Scope scope) {
        this.stages = file.stages();
        this.scope = scope;
    }

    List<ParsedStage> stages() {
        return stages;
    }

    /** The stage that is the image. */
    Optional<ParsedStage> target(Optional<String> name) {
        return name.map(wanted -> ParsedDockerfile.find(stages, wanted, stages.size()))
                .orElseGet(() -> stages.isEmpty() ? Optional.empty() : Optional.of(stages.get(stages.size() - 1)));
    }

    /** The name of the base, variables replaced. */
    String base(ParsedStage stage) {
        return scope.inFrom(stage.from(), stage.base()).text();
    }

    /** The stage that it begins with, if it begins with one. A number is an image's name there. */
    Optional<ParsedStage> parent(ParsedStage stage) {
        String base = base(stage);
        return ParsedDockerfile.find(stages, base, stage.index())
                .filter(found -> found.name().filter(base::equalsIgnoreCase).isPresent());
    }

    /** The stages that it consists of, from the one that begins with an image to itself. */
    List<ParsedStage> chain(ParsedStage stage) {
        ArrayDeque<ParsedStage> chain = new ArrayDeque<>();
        for (Optional<ParsedStage> next = Optional.of(stage); next.isPresent(); next = parent(next.get())) {
            chain.addFirst(next.get());
        }
        return List.copyOf(chain);
    }

    /** The stage that an instruction copies from. */
    Optional<ParsedStage> source(ParsedStage of, ParsedInstruction instruction) {
        return instruction
                .flag("from")
                .flatMap(from -> ParsedDockerfile.find(
                        stages, scope.inFrom(instruction, from).text(), of.index()));
    }

    /** The stage that a mount of a RUN is from. */
    Optional<ParsedStage> mounted(ParsedStage of, String mount) {
        return mountSource(mount).flatMap(from -> ParsedDockerfile.find(stages, from, of.index()));
    }

    static Optional<String> mountSource(String mount) {
        return List.of(mount.split(",")).stream()
                .filter(option -> option.startsWith("from="))
                .map(option -> option.substring("from=".length()))
                .findFirst();
    }

    /** The first instruction of its own that runs Maven or Gradle. */
    static Optional<ParsedInstruction> build(ParsedStage stage) {
        return stage.instructions().stream()
                .filter(instruction -> instruction.is("RUN"))
                .filter(StageGraph::builds)
                .findFirst();
    }

    static boolean builds(ParsedInstruction run) {
        List<ShellCommand> commands = new ArrayList<>(commands(run));
        run.heredocs().forEach(document -> commands.addAll(ShellCommand.parse(document.content())));
        return commands.stream().anyMatch(ShellCommand::isBuild);
    }

    /** The commands of a RUN. */
    static List<ShellCommand> commands(ParsedInstruction run) {
        return run.list()
                .map(words -> words.size() == 3
                                && words.get(0).endsWith("sh")
                                && words.get(1).equals("-c")
                        ? ShellCommand.parse(words.get(2))
                        : List.of(new ShellCommand(
                                words.stream().map(Command::quoted).toList(), true)))
                .orElseGet(() -> ShellCommand.parse(run.arguments()));
    }

    /** Whether it or a stage that it begins with runs Maven or Gradle. */
    boolean isBuildStage(ParsedStage stage) {
        return chain(stage).stream().anyMatch(part -> build(part).isPresent());
    }

    /** The stages that stay: those of the target, and those without a build that they copy from. */
    Set<Integer> kept(ParsedStage target) {
        Set<Integer> kept = new TreeSet<>();
        keep(target, kept);
        return kept;
    }

    private void keep(ParsedStage stage, Set<Integer> kept) {
        for (ParsedStage part : chain(stage)) {
            if (kept.add(part.index())) {
                sources(part).stream().filter(source -> !isBuildStage(source)).forEach(source -> keep(source, kept));
            }
        }
    }

    /** The stages that are needed in any way. */
    Set<Integer> needed(ParsedStage target) {
        Set<Integer> needed = new TreeSet<>();
        need(target, needed);
        return needed;
    }

    private void need(ParsedStage stage, Set<Integer> needed) {
        for (ParsedStage part : chain(stage)) {
            if (needed.add(part.index())) {
                sources(part).forEach(source -> need(source, needed));
            }
        }
    }

    private List<ParsedStage> sources(ParsedStage stage) {
        List<ParsedStage> sources = new ArrayList<>();
        for (ParsedInstruction instruction : stage.instructions()) {
            source(stage, instruction).ifPresent(sources::add);
            instruction.flags("mount").forEach(mount -> mounted(stage, mount).ifPresent(sources::add));
        }
        return sources;
    }
}
