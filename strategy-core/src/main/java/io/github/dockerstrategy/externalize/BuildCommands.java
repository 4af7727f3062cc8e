package io.github.dockerstrategy.externalize;

import static io.github.dockerstrategy.externalize.Finding.refusal;
import static io.github.dockerstrategy.externalize.Finding.warning;

import io.github.dockerstrategy.dockerfile.ParsedInstruction;
import io.github.dockerstrategy.dockerfile.Substitution;
import io.github.dockerstrategy.externalize.LineFate.Fate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The commands of one RUN of a build stage. */
final class BuildCommands {

    /** Commands that change nothing that is built. */
    private static final Set<String> HARMLESS =
            Set.of("ls", "pwd", "echo", "true", "set", "unset", "env", "whoami", ":");

    private static final Set<String> PACKAGES = Set.of(
            "apt-get",
            "apt",
            "apk",
            "yum",
            "dnf",
            "microdnf",
            "zypper",
            "sdk",
            "pip",
            "pip3",
            "update-ca-certificates");

    private static final Set<String> DOWNLOADS = Set.of("curl", "wget", "git", "aria2c");

    /** Goals and tasks that only fetch dependencies. */
    private static final Set<String> FETCHES = Set.of(
            "dependency:go-offline",
            "dependency:resolve",
            "dependency:resolve-plugins",
            "de.qaware.maven:go-offline-maven-plugin:resolve-dependencies",
            "dependencies",
            "--version",
            "-v",
            "-version",
            "wrapper:wrapper");

    private final Externalizer externalizer;
    private final BuildStage stage;
    private final Scope scope;
    private final List<String> done = new ArrayList<>();
    private Fate fate = Fate.REMOVED;
    private String folder = "/";

    BuildCommands(Externalizer externalizer, BuildStage stage, Scope scope) {
        this.externalizer = externalizer;
        this.stage = stage;
        this.scope = scope;
    }

    void read(ParsedInstruction run) {
        folder = stage.workdir();
        if (!run.heredocs().isEmpty()) {
            refuse(run, "The build stage runs a heredoc.", "join its commands by '&&'");
            return;
        }
        run.flags("mount").forEach(mount -> mount(run, mount));
        Deque<String> outer = new ArrayDeque<>();
        for (ShellCommand command : StageGraph.commands(run)) {
            switch (command.toString()) {
                case ShellCommand.OPEN -> outer.push(folder);
                case ShellCommand.CLOSE -> folder = outer.isEmpty() ? folder : outer.pop();
                default -> read(run, command);
            }
        }
        stage.fate(
                run,
                fate,
                done.isEmpty()
                        ? "of no effect on the host"
                        : String.join("; ", done.stream().distinct().toList()));
    }

    private void mount(ParsedInstruction run, String mount) {
        if (StageGraph.mountSource(mount).isPresent()) {
            refuse(
                    run,
                    "The build stage mounts files of another stage or image (" + mount + ").",
                    "have the Maven or Gradle build make or fetch these files");
        } else if (mount.contains("type=secret") || mount.contains("type=ssh")) {
            externalizer.add(warning(
                    run.first(),
                    "The build stage has a secret mounted (" + mount + "), the host has not.",
                    "give the host's build the same credentials, such as in ~/.m2/settings.xml"));
        } else if (mount.contains("type=bind") || !mount.contains("type=")) {
            String source =
                    option(mount, "source").or(() -> option(mount, "src")).orElse("");
            option(mount, "target")
                    .or(() -> option(mount, "dst"))
                    .ifPresent(target -> stage.paths()
                            .put(PathMap.absolute(folder, stage.expanded(run, target)), PathMap.inContext(source)));
        }
    }

    private static Optional<String> option(String mount, String name) {
        return Stream.of(mount.split(","))
                .filter(option -> option.startsWith(name + "="))
                .map(option -> option.substring(name.length() + 1))
                .findFirst();
    }

    private void read(ParsedInstruction run, ShellCommand command) {
        String name = command.name();
        if (!command.plain()) {
            refuse(
                    run,
                    "A command of the build stage has a pipe, a redirection, a substitution or '||': " + command,
                    "put it into the Maven or Gradle build, or into a script that it runs");
        } else if (command.isBuild()) {
            build(run, command);
        } else if (name.equals("cd")) {
            folder = path(run, command.words().size() > 1 ? command.words().get(1) : "/root");
        } else if (name.equals("mkdir")) {
            operands(command).forEach(word -> stage.paths().putFolder(path(run, word)));
        } else if (name.equals("cp") || name.equals("mv")) {
            copy(run, command);
        } else if (name.equals("unzip") || name.equals("jar") || name.equals("java")) {
            new Unpacking(externalizer, stage, run, folder).read(command).ifPresent(this::script);
        } else if (isOfNoEffect(command)) {
            done.add("'" + name + "' has no effect on what is built");
        } else {
            refuseCommand(run, command);
        }
    }

    private static boolean isOfNoEffect(ShellCommand command) {
        String last = command.words().get(command.words().size() - 1);
        boolean onWrapper = last.matches("(.*/)?(mvnw|gradlew)(\\.cmd|\\.bat)?");
        return HARMLESS.contains(command.name())
                || (Set.of("chmod", "dos2unix", "sed").contains(command.name()) && onWrapper)
                || (command.name().equals("rm") && last.matches(".*(/\\.m2|/\\.gradle|/tmp|/var)(/.*)?"))
                || command.program().isEmpty();
    }

    private void refuseCommand(ParsedInstruction run, ShellCommand command) {
        String name = command.name();
        if (PACKAGES.contains(name)) {
            if (!command.words().contains("update") && !command.words().contains("clean")) {
                externalizer.installs(stage, run);
                externalizer.add(warning(
                        run.first(),
                        "The build stage installs packages: " + command,
                        "install on this machine what the build needs of them"));
            }
            done.add("the host needs these programs, if the build does");
        } else if (DOWNLOADS.contains(name)) {
            refuse(
                    run,
                    "The build stage downloads: " + command,
                    "declare it as a dependency in the build, or download it in a stage without Maven");
        } else if (name.equals("jlink") || name.equals("native-image")) {
            refuse(
                    run,
                    "'" + name + "' makes a result for one platform: " + command,
                    "keep this step in a stage without Maven; a runtime can also be linked with from=jlink here");
        } else {
            refuse(
                    run,
                    "The build stage runs '" + name + "', which has no counterpart on the host: " + command,
                    "put it into the Maven or Gradle build, or into a stage without Maven");
        }
    }

    private void build(ParsedInstruction run, ShellCommand command) {
        List<String> goals = operands(command);
        List<String> options = command.program().subList(1, command.program().size());
        boolean fetches = Stream.concat(goals.stream(), options.stream()).anyMatch(FETCHES::contains)
                || goals.stream().anyMatch(goal -> goal.contains("dependency-plugin") || goal.contains(":go-offline"));
        boolean more = goals.stream()
                .anyMatch(goal -> goal.matches("package|install|verify|deploy|.*build|.*[jJ]ar|.*[wW]ar"));
        if (fetches && !more) {
            done.add("only fetches dependencies; the host has a repository of its own");
            return;
        }
        ToolCommand tool = new ToolCommand(externalizer, stage, scope, run, folder);
        // A POM that is named makes the folder of no account.
        Optional<String> host =
                stage.paths().host(folder).or(() -> tool.file(command).map(file -> ""));
        if (host.isEmpty()) {
            refuse(
                    run,
                    "It is not known what the folder " + folder + " of the build stage is on the host.",
                    "copy the POM or the build file into it, or set WORKDIR to where they are copied");
            return;
        }
        platform(run, command);
        externalizer.script().command(host.get(), tool.text(command));
        externalizer.builtBy(stage);
        script("runs on the host");
    }

    private void platform(ParsedInstruction run, ShellCommand command) {
        boolean bound = command.words().stream()
                .anyMatch(word ->
                        word.matches("-P.*native.*|-Dnative.*|-Dquarkus\\.native\\.enabled.*|native:.*|nativeCompile"
                                + "|-Dquarkus\\.package\\.type=native.*|-Dpackaging=native-image"));
        if (bound && !externalizer.input().host().linux()) {
            refuse(
                    run,
                    "The result is a program for the platform that it is built on, and this is not Linux: " + command,
                    "run the goal on Linux");
        } else if (bound) {
            externalizer.add(warning(
                    run.first(),
                    "The result is a program for the platform and the C library of this machine: " + command,
                    "build on a machine like the image's base"));
        }
    }

    private void script(String what) {
        fate = Fate.SCRIPT;
        done.add(what);
    }

    /** The copies of a build's files: a second name of the same file on the host. */
    private void copy(ParsedInstruction run, ShellCommand command) {
        List<String> operands = operands(command);
        if (operands.size() < 2) {
            refuseCommand(run, command);
            return;
        }
        String destination = operands.get(operands.size() - 1);
        String target = path(run, destination);
        List<String> sources = operands.subList(0, operands.size() - 1);
        boolean into = destination.endsWith("/")
                || destination.equals(".")
                || sources.size() > 1
                || stage.paths().isFolder(target);
        externalizer.moved(stage, run, target);
        for (String source : sources) {
            externalizer
                    .onHost(run.first(), stage.paths(), path(run, source))
                    .ifPresent(host ->
                            stage.paths().put(into ? PathMap.absolute(target, PathMap.name(host)) : target, host));
        }
        done.add("'" + command.name() + "' only renames; the file is copied from where it was built");
    }

    private String path(ParsedInstruction run, String word) {
        Substitution result = scope.substitute(run, word);
        if (!result.isComplete()) {
            externalizer.add(Externalizer.noValue(run.first(), result));
        }
        String home = result.text().startsWith("~") ? "/root" + result.text().substring(1) : result.text();
        return PathMap.absolute(folder, home);
    }

    private static List<String> operands(ShellCommand command) {
        return command.program().stream()
                .skip(1)
                .filter(word -> !word.startsWith("-"))
                .toList();
    }

    private void refuse(ParsedInstruction run, String reason, String fix) {
        externalizer.add(refusal(run.first(), reason, fix));
    }
}
