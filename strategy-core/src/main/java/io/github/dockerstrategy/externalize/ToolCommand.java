package io.github.dockerstrategy.externalize;

import static io.github.dockerstrategy.externalize.Finding.warning;

import io.github.dockerstrategy.dockerfile.ParsedInstruction;
import io.github.dockerstrategy.dockerfile.Substitution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command of Maven or Gradle, as the host runs it: paths of the stage become paths of the host. */
final class ToolCommand {

    private static final Pattern VARIABLE = Pattern.compile("(?<!\\\\)\\$(?:\\{([A-Za-z_]\\w*)[^}]*}|([A-Za-z_]\\w*))");
    private static final Pattern OPTION = Pattern.compile("(-[A-Za-z-]+[\\w.-]*=)?(/.*)");

    private final Externalizer externalizer;
    private final BuildStage stage;
    private final Scope scope;
    private final ParsedInstruction run;
    private final String folder;

    ToolCommand(Externalizer externalizer, BuildStage stage, Scope scope, ParsedInstruction run, String folder) {
        this.externalizer = externalizer;
        this.stage = stage;
        this.scope = scope;
        this.run = run;
        this.folder = folder;
    }

    String text(ShellCommand command) {
        List<String> words = new ArrayList<>();
        List<String> all = command.words();
        boolean settings = false;
        for (int i = 0; i < all.size(); i++) {
            String word = all.get(i);
            variables(word);
            settings |= word.matches("-s|--settings");
            if (word.startsWith("-Dmaven.repo.local=") || word.startsWith("--gradle-user-home=")) {
                externalizer.add(
                        warning(run.first(), word + " is left out: the host has a repository of its own.", ""));
            } else if (word.matches("-g|--gradle-user-home") && command.name().startsWith("gradle")) {
                i++;
            } else if (word.matches("-s|--settings|-gs|--global-settings")
                    && i + 1 < all.size()
                    && host(all.get(i + 1)).isEmpty()) {
                externalizer.add(warning(
                        run.first(),
                        word + " " + all.get(++i) + " is left out: the file is the container's own.",
                        "have the same mirrors and servers in ~/.m2/settings.xml"));
            } else {
                words.add(onHost(word));
            }
        }
        if (!settings && command.name().startsWith("mvn")) {
            Optional<String> copied = stage.paths().host("/root/.m2/settings.xml");
            copied.ifPresent(file -> words.add("-s \"$context/" + file + "\""));
        }
        return String.join(" ", words);
    }

    /** The build file that the command names, on the host. */
    Optional<String> file(ShellCommand command) {
        List<String> words = command.words();
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).matches("-f|--file|-p|--project-dir|-b|--build-file")) {
                return host(words.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /** What the shell will expand has to have its value on the host, too. */
    private void variables(String word) {
        Map<String, String> values = scope.variables();
        Matcher variable = VARIABLE.matcher(word.startsWith("'") ? "" : word);
        while (variable.find()) {
            String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
            String value = values.get(name);
            if (value == null) {
                externalizer.add(warning(
                        run.first(),
                        "$" + name + " has no value in the Dockerfile.",
                        "set the variable " + name + " when you run the script"));
                externalizer.script().argument(name, "");
            } else if (scope.isArgument(name)) {
                externalizer.script().argument(name, value);
            }
        }
    }

    /** The host's path of a file that is named in full or from the folder. */
    private Optional<String> host(String word) {
        Substitution path = scope.substitute(run, word);
        return stage.paths().host(PathMap.absolute(folder, path.text()));
    }

    private String onHost(String word) {
        Substitution whole = scope.substitute(run, word);
        Matcher option = OPTION.matcher(whole.text());
        if (!whole.isComplete() || !option.matches()) {
            return word;
        }
        String start = option.group(1) == null ? "" : option.group(1);
        return stage.paths()
                .host(PathMap.absolute("/", option.group(2)))
                .map(path -> start + "\"$context/" + path + "\"")
                .orElse(word);
    }
}
