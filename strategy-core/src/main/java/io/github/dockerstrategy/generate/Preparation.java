package io.github.dockerstrategy.generate;

import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.project.MavenBuild;
import io.github.dockerstrategy.strategy.BuildPlan;
import io.github.dockerstrategy.strategy.BuildRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands of the script that come before docker: what is built on this machine, and the goal that makes the context. */
record Preparation(BuildRequest request, BuildPlan plan) {

    /** The project's own commands, for a strategy that runs them on this machine. */
    List<String> commands() {
        return request.builder().isForeign() && runsOnHost()
                // A shell each, as a command may change its folder; on a line of its own, as it may end with a comment.
                ? request.builder().commands().stream()
                        .map(command -> "(\n  " + command + "\n)")
                        .toList()
                : List.of();
    }

    /** The Maven command that fills the context; it packages the module first, if this machine is to do that. */
    List<String> maven() {
        MavenBuild maven = request.project().maven().get();
        Path basedir = request.project().basedir();
        String root = path(basedir, maven.root());
        List<String> words = new ArrayList<>();
        words.add((maven.wrapper() ? "sh " + root + "/mvnw" : "mvn") + " -B -ntp -f " + root + "/pom.xml");
        if (!maven.arguments().isEmpty()) {
            words.add(String.join(
                    " ", maven.arguments().stream().map(Command::quoted).toList()));
        }
        words.addAll(new ScriptProperties(maven.properties()).arguments());
        words.add("-Ddocker-strategy.stageOnly="
                + Command.quoted(request.project().coordinates().selector()));
        words.add("-Ddocker-strategy.strategy=" + plan.strategy().name() + " -Ddocker-strategy.eject=");
        String stage = maven.goals().get(maven.goals().size() - 1);
        String generate = stage.replaceFirst(":stage(@|$)", ":generate$1");
        words.add((packages() ? "package " : "") + Command.quoted(generate));
        return words;
    }

    private boolean packages() {
        return !request.builder().isForeign() && runsOnHost();
    }

    private boolean runsOnHost() {
        return !plan.strategy().location().isContainer();
    }

    /** A path as the script says it, in the module's folder: relative where it lies below, and nobody's home by name. */
    static String path(Path basedir, Path path) {
        Path from = basedir.toAbsolutePath().normalize();
        Path to = path.toAbsolutePath().normalize();
        if (to.startsWith(from) || from.startsWith(to)) {
            String relative = from.relativize(to).toString().replace('\\', '/');
            return relative.isEmpty() ? "." : Command.quoted(relative);
        }
        Path home = Path.of(System.getProperty("user.home", "/"));
        return to.startsWith(home)
                ? "\"$HOME\"/" + Command.quoted(home.relativize(to).toString().replace('\\', '/'))
                : Command.quoted(to.toString());
    }
}
