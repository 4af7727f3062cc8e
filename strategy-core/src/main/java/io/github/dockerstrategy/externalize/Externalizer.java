package io.github.dockerstrategy.externalize;

import static io.github.dockerstrategy.externalize.Finding.refusal;

import io.github.dockerstrategy.dockerfile.ParsedInstruction;
import io.github.dockerstrategy.dockerfile.ParsedStage;
import io.github.dockerstrategy.dockerfile.Substitution;
import io.github.dockerstrategy.externalize.LineFate.Fate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects the findings while a Dockerfile is externalized. */
final class Externalizer {

    private final ExternalizeInput input;
    private final StageGraph graph;
    private final HostScript script = new HostScript();
    private final Set<Finding> findings = new LinkedHashSet<>();
    private final Map<Integer, LineFate> fates = new HashMap<>();
    private final Map<Integer, BuildStage> read = new HashMap<>();
    private final Map<BuildStage, ParsedInstruction> installed = new HashMap<>();
    private final Map<BuildStage, List<ParsedInstruction>> moved = new HashMap<>();
    private final Set<String> sources = new TreeSet<>();
    private final Set<String> artifacts = new TreeSet<>();
    private final Set<String> unpacked = new TreeSet<>();

    Externalizer(ExternalizeInput input) {
        this.input = input;
        this.graph = new StageGraph(input.file(), newScope());
    }

    Externalization result() {
        Optional<ParsedStage> target = graph.target(input.target());
        if (target.isEmpty()) {
            add(refusal(
                    1,
                    input.target()
                            .map(name -> "There is no stage '" + name + "'.")
                            .orElse("There is no FROM."),
                    "name a stage of the Dockerfile"));
            return new Externalization("", "", "", fates(), sorted(), List.of(), new TreeMap<>());
        }
        Set<Integer> kept = graph.kept(target.get());
        checkBuilds(target.get(), kept);
        NewDockerfile dockerfile = new NewDockerfile(this, kept);
        String text = dockerfile.text();
        Set<Integer> needed = graph.needed(target.get());
        for (ParsedStage stage : graph.stages()) {
            if (!kept.contains(stage.index())) {
                boolean used = needed.contains(stage.index());
                remaining(stage, used ? Fate.REMOVED : Fate.UNUSED, used ? "of the build" : "of no use to the image");
            }
        }
        ImageDescription description = new ImageDescription(this);
        graph.chain(target.get()).forEach(description::read);
        return new Externalization(
                text,
                new ContextAllowlist(input, sources, artifacts, unpacked).text(),
                script.text(up(), input.folder(), input.image(), dockerfile.options()),
                fates(),
                sorted(),
                description.settings(),
                new TreeMap<>(description.untold()));
    }

    private void checkBuilds(ParsedStage target, Set<Integer> kept) {
        boolean builds = false;
        for (ParsedStage stage : graph.stages()) {
            Optional<ParsedInstruction> build = StageGraph.build(stage);
            if (kept.contains(stage.index()) && build.isPresent()) {
                builds = true;
                add(refusal(
                        build.get().first(),
                        "The stage that becomes the image runs the build itself.",
                        "move the build to a stage of its own, and copy its result with COPY --from"));
            }
            builds |= graph.needed(target).contains(stage.index()) && build.isPresent();
        }
        if (!builds) {
            add(refusal(
                    target.from().first(),
                    "No stage that the image copies from runs Maven or Gradle.",
                    "use the strategy dockerfile for it as it is"));
        }
    }

    private void remaining(ParsedStage stage, Fate fate, String note) {
        fates.putIfAbsent(stage.from().first(), lineFate(stage.from(), fate, note));
        stage.instructions()
                .forEach(instruction -> fates.putIfAbsent(instruction.first(), lineFate(instruction, fate, note)));
    }

    private String up() {
        return String.join("/", java.util.Collections.nCopies(input.folder().split("/").length, ".."));
    }

    private List<LineFate> fates() {
        return fates.values().stream()
                .sorted(Comparator.comparing(LineFate::first))
                .toList();
    }

    private List<Finding> sorted() {
        return findings.stream().sorted(Comparator.comparing(Finding::line)).toList();
    }

    ExternalizeInput input() {
        return input;
    }

    StageGraph graph() {
        return graph;
    }

    HostScript script() {
        return script;
    }

    Scope newScope() {
        return new Scope(input.file(), input.buildArgs());
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    void fate(ParsedInstruction instruction, Fate fate, String note) {
        fates.put(instruction.first(), lineFate(instruction, fate, note));
    }

    private static LineFate lineFate(ParsedInstruction instruction, Fate fate, String note) {
        String text = instruction.keyword() + " " + instruction.arguments().replaceAll("\\s+", " ");
        return new LineFate(instruction.first(), instruction.last(), text.strip(), fate, note);
    }

    /** A file or folder of the context that the new Dockerfile copies. */
    void copies(String path) {
        sources.add(path);
    }

    /** Something built that the new Dockerfile copies. */
    void copiesArtifact(String path) {
        artifacts.add(path);
    }

    void unpacked(String folder) {
        unpacked.add(folder);
    }

    /** A stage that goes, read once. */
    BuildStage buildStage(ParsedStage stage) {
        BuildStage known = read.get(stage.index());
        if (known == null) {
            known = new BuildStage(this, stage);
            read.put(stage.index(), known);
            known.read();
        }
        return known;
    }

    void installs(BuildStage stage, ParsedInstruction run) {
        installed.putIfAbsent(stage, run);
    }

    /** A command has put files where the sources are: fine after the build, another build before it. */
    void moved(BuildStage stage, ParsedInstruction run, String target) {
        if (stage.paths().isOfProject(target)) {
            moved.computeIfAbsent(stage, key -> new ArrayList<>()).add(run);
        }
    }

    void builtBy(BuildStage stage) {
        moved.getOrDefault(stage, List.of())
                .forEach(run -> add(refusal(
                        run.first(),
                        "The build stage copies or moves files into the sources before it builds.",
                        "keep these files where the build needs them")));
    }

    /** The host's path of what is copied from a stage that goes. */
    Optional<String> fromStage(ParsedInstruction copy, BuildStage stage, String path) {
        ParsedInstruction packages = installed.get(stage);
        if (packages != null && stage.paths().host(path).isEmpty()) {
            add(refusal(
                    packages.first(),
                    "The build stage installs packages, and line " + copy.first() + " copies " + path + " from it.",
                    "install the packages in a stage without Maven, and copy from that one"));
            return Optional.empty();
        }
        return onHost(copy.first(), stage.paths(), path);
    }

    /** Whether it stays as a copy from another image or stage. */
    boolean isOfImage(ParsedInstruction copy) {
        LineFate fate = fates.get(copy.first());
        return fate != null && fate.fate() == Fate.KEPT;
    }

    /** The host's path of a path in a stage: exactly one. */
    Optional<String> onHost(int line, PathMap paths, String path) {
        Optional<String> host = paths.host(path);
        if (host.isEmpty()) {
            add(refusal(
                    line,
                    "It is not known what " + path + " of the build stage is on the host.",
                    "copy what the build writes below a folder that the sources were copied to"));
            return host;
        }
        if (!HostTree.isPattern(host.get())) {
            return host;
        }
        List<String> found = input.tree().matching(host.get());
        if (found.size() != 1) {
            add(refusal(
                    line,
                    "'" + host.get() + "' matches "
                            + (found.isEmpty() ? "no file" : "several files: " + String.join(", ", found)) + ".",
                    found.isEmpty()
                            ? "build the application first, or name the file"
                            : "name the file, or delete the others"));
            return Optional.empty();
        }
        return Optional.of(found.get(0));
    }

    static Finding noValue(int line, Substitution result) {
        Set<String> names = new TreeSet<>(result.missing());
        names.addAll(result.unknown());
        return refusal(
                line,
                "A variable has no value here: " + String.join(", ", names) + ".",
                "give it a default in ARG, or pass it as a build argument");
    }
}
