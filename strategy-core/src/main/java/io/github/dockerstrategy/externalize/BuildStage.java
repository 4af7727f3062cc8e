package io.github.dockerstrategy.externalize;

import static io.github.dockerstrategy.externalize.Finding.refusal;
import static io.github.dockerstrategy.externalize.Finding.warning;

import io.github.dockerstrategy.dockerfile.ParsedInstruction;
import io.github.dockerstrategy.dockerfile.ParsedStage;
import io.github.dockerstrategy.dockerfile.Substitution;
import io.github.dockerstrategy.externalize.LineFate.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stage that goes, read from its first instruction to its last: what its paths are on the host, and what the host has to do. */
final class BuildStage {

    private static final Pattern JDK =
            Pattern.compile("(?:jdk|openjdk|temurin|corretto|zulu|java|liberica|jre)[-:]?(\\d+)");

    /** Variables that are about the container, not about the build. */
    private static final Set<String> CONTAINERS_OWN = Set.of(
            "PATH", "HOME", "JAVA_HOME", "MAVEN_HOME", "MAVEN_CONFIG", "GRADLE_HOME", "GRADLE_USER_HOME", "LANG");

    private final Externalizer externalizer;
    private final ParsedStage stage;
    private final PathMap paths = new PathMap();
    private final Scope scope;
    private String workdir = "/";

    BuildStage(Externalizer externalizer, ParsedStage stage) {
        this.externalizer = externalizer;
        this.stage = stage;
        this.scope = externalizer.newScope();
    }

    /** Reads the stage, and those that it begins with. */
    BuildStage read() {
        List<ParsedStage> chain = externalizer.graph().chain(stage);
        base(chain.get(0));
        for (ParsedStage part : chain) {
            scope.beginStage();
            fate(part.from(), Fate.REMOVED, "the application is built on the host");
            for (ParsedInstruction instruction : part.instructions()) {
                scope.read(instruction);
                read(part, instruction);
            }
        }
        return this;
    }

    PathMap paths() {
        return paths;
    }

    String workdir() {
        return workdir;
    }

    private void base(ParsedStage first) {
        String base = externalizer.graph().base(first);
        int line = first.from().first();
        if (base.startsWith("gradle:") || base.equals("gradle")) {
            workdir = "/home/gradle";
        }
        Matcher jdk = JDK.matcher(base);
        int host = externalizer.input().host().java();
        if (jdk.find() && Integer.parseInt(jdk.group(1)) != host) {
            externalizer.add(warning(
                    line,
                    "The build stage has Java " + jdk.group(1) + " (" + base + "), this machine builds with Java "
                            + host + ".",
                    "build with Java " + jdk.group(1) + ", or set the Java release of the compiler"));
        }
    }

    private void read(ParsedStage part, ParsedInstruction instruction) {
        switch (instruction.keyword()) {
            case "WORKDIR" -> {
                workdir = PathMap.absolute(workdir, expanded(instruction, instruction.arguments()));
                paths.putFolder(workdir);
                fate(instruction, Fate.REMOVED, "a folder of the build stage");
            }
            case "COPY" -> copy(part, instruction);
            case "ADD" -> add(part, instruction);
            case "RUN" -> new BuildCommands(externalizer, this, scope).read(instruction);
            case "ENV" -> environment(instruction);
            case "ARG" ->
                fate(instruction, Fate.REMOVED, "an argument of the build stage; the script has it where it is used");
            case "ONBUILD" ->
                externalizer.add(refusal(
                        instruction.first(),
                        "ONBUILD takes effect in another build.",
                        "write the instruction into the Dockerfile that is based on this one"));
            default -> fate(instruction, Fate.REMOVED, "of no effect on what is copied from the stage");
        }
    }

    private void environment(ParsedInstruction instruction) {
        List<String> exported = new ArrayList<>();
        instruction.pairs().keySet().stream()
                .filter(name -> !CONTAINERS_OWN.contains(name))
                .forEach(name -> {
                    externalizer.script().environment(name, scope.variables().getOrDefault(name, ""));
                    exported.add(name);
                });
        fate(
                instruction,
                exported.isEmpty() ? Fate.REMOVED : Fate.SCRIPT,
                exported.isEmpty() ? "a variable of the container" : "exported");
    }

    private void add(ParsedStage part, ParsedInstruction instruction) {
        for (String source : instruction.sources()) {
            if (source.matches("(?i)(https?|ftp|git)://.*|git@.*")) {
                externalizer.add(refusal(
                        instruction.first(),
                        "The build stage downloads " + source + ".",
                        "declare it as a dependency in the build, or download it in a stage without Maven"));
                return;
            }
            if (source.matches(".*\\.(tar|tgz|tar\\.\\w+)")) {
                externalizer.add(refusal(
                        instruction.first(), "ADD unpacks " + source + ".", "have the build unpack it, and use COPY"));
                return;
            }
        }
        copy(part, instruction);
    }

    private void copy(ParsedStage part, ParsedInstruction instruction) {
        fate(instruction, Fate.REMOVED, "the sources are on the host");
        if (!instruction.heredocs().isEmpty()) {
            externalizer.add(refusal(
                    instruction.first(),
                    "The build stage writes a file from a heredoc.",
                    "put the file among the sources, and copy it"));
            return;
        }
        String destination = expanded(instruction, instruction.destination());
        if (instruction.flag("from").isPresent()) {
            copyFromStage(part, instruction, destination);
            return;
        }
        for (String written : instruction.sources()) {
            String source = PathMap.inContext(expanded(instruction, written));
            List<String> found =
                    HostTree.isPattern(source) ? externalizer.input().tree().matching(source) : List.of(source);
            boolean several = instruction.sources().size() > 1 || found.size() > 1;
            found.forEach(path -> put(instruction, path, destination, several));
        }
    }

    /** Files of another stage that goes too; what it has downloaded for Maven is on the host anyway. */
    private void copyFromStage(ParsedStage part, ParsedInstruction instruction, String destination) {
        if (instruction.sources().stream().allMatch(source -> source.matches(".*/\\.(m2|gradle)(/.*)?"))) {
            fate(instruction, Fate.REMOVED, "the host has a repository of its own");
            return;
        }
        Optional<ParsedStage> from = externalizer.graph().source(part, instruction);
        if (from.isEmpty() || !externalizer.graph().isBuildStage(from.get())) {
            externalizer.add(refusal(
                    instruction.first(),
                    "The build stage copies from '" + instruction.flag("from").orElse("")
                            + "', which is not a stage that Maven or Gradle builds.",
                    "have the Maven or Gradle build make or fetch these files"));
            return;
        }
        BuildStage other = externalizer.buildStage(from.get());
        for (String written : instruction.sources()) {
            String source = PathMap.absolute("/", expanded(instruction, written));
            Optional<String> host = other.paths().host(source);
            if (host.isEmpty()) {
                externalizer.add(refusal(
                        instruction.first(),
                        "It is not known what " + source + " of stage '"
                                + from.get().label() + "' is on the host.",
                        "copy from a folder that the sources were copied to"));
                return;
            }
            put(instruction, host.get(), destination, instruction.sources().size() > 1);
        }
    }

    /** Maps what a COPY makes of a file or folder of the host. */
    private void put(ParsedInstruction instruction, String host, String destination, boolean several) {
        String target = PathMap.absolute(workdir, destination);
        boolean folder = several || destination.endsWith("/") || destination.equals(".") || paths.isFolder(target);
        boolean contents = externalizer.input().tree().isFolder(host);
        String stagePath = !contents && folder ? PathMap.absolute(target, PathMap.name(host)) : target;
        if (contents || folder) {
            paths.putFolder(target);
        }
        Optional<String> there = paths.host(stagePath);
        boolean arranged = there.isPresent() && !there.get().equals(host) && !stagePath.contains("/.m2/");
        if (arranged) {
            externalizer.add(refusal(
                    instruction.first(),
                    "The build stage arranges the sources differently from the host: '" + host + "' would be '"
                            + there.get() + "' there.",
                    "keep the folders of the sources in the COPY, so that the host can build in place"));
        }
        paths.put(stagePath, host);
    }

    /** The text with its variables replaced. */
    String expanded(ParsedInstruction instruction, String text) {
        Substitution result = scope.substitute(instruction, text);
        if (!result.isComplete()) {
            externalizer.add(Externalizer.noValue(instruction.first(), result));
        }
        return result.text();
    }

    void fate(ParsedInstruction instruction, Fate fate, String note) {
        externalizer.fate(instruction, fate, note);
    }
}
