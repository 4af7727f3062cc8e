package io.github.dockerstrategy.maven.migrate.source;

import io.github.dockerstrategy.maven.migrate.pom.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * What an image starts: an entrypoint and arguments, each in exec or shell form.
 *
 * @param entrypoint the words; none if the base image's is used
 * @param arguments the words; none if there are none
 */
record StartCommand(List<String> entrypoint, List<String> arguments) {

    private static final List<String> SHELL = List.of("/bin/sh", "-c");
    private static final Pattern APPLICATION =
            Pattern.compile("-jar\\s+\\S+\\.jar\\b|(?:-cp|-classpath|--class-path)\\s+\\S+\\s+([\\w.$]+)");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[\\w-]+\\.[\\w.-]+}");
    private static final Pattern SHELL_SYNTAX = Pattern.compile("[$;&|<>\"'`~(){}\\\\]");

    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    StartCommand {
        entrypoint = List.copyOf(entrypoint);
        arguments = List.copyOf(arguments);
    }

    /** Reads the two elements, which are a text (shell form), {@code <shell>}, {@code <exec>} or a list. */
    static StartCommand of(Optional<Xpp3Dom> entrypoint, Optional<Xpp3Dom> arguments) {
        return new StartCommand(
                entrypoint.map(StartCommand::words).orElse(List.of()),
                arguments.map(StartCommand::words).orElse(List.of()));
    }

    private static List<String> words(Xpp3Dom element) {
        Xpp3Dom exec = element.getChild("exec");
        if (exec != null) {
            return Texts.list(exec);
        }
        Xpp3Dom shell = element.getChild("shell");
        if (shell == null && element.getChildCount() > 0) {
            return Texts.list(element);
        }
        String text = Texts.of(shell == null ? element : shell).replaceAll("\\s+", " ");
        if (shell == null && text.startsWith("[") && text.endsWith("]")) {
            return QUOTED.matcher(text).results().map(word -> word.group(1)).toList();
        }
        return text.isEmpty() ? List.of() : List.of(SHELL.get(0), SHELL.get(1), text);
    }

    /**
     * Writes how the application starts. A start of {@code java} becomes this plugin's, with its flags and arguments; in a shell command,
     * the jar becomes the file that names the class path and the main class.
     *
     * @param application whether the image has the application, laid out by this plugin
     * @param appRoot where
     */
    void write(Element container, boolean application, String appRoot) {
        if (entrypoint.isEmpty() && arguments.isEmpty()) {
            return;
        }
        if (application && writeJava(container)) {
            return;
        }
        List<String> first = entrypoint.isEmpty() ? List.of("INHERIT") : entrypoint;
        first.forEach(word -> container.at("entrypoint").add("arg").text(word));
        arguments.forEach(word -> container.at("args").add("arg").text(word));
        if (application) {
            launch(container, "entrypoint", appRoot);
            launch(container, "args", appRoot);
        }
    }

    private static void launch(Element container, String list, String appRoot) {
        container.child(list).stream().flatMap(Element::children).forEach(word -> {
            Matcher start = APPLICATION.matcher(word.text());
            if (start.find()) {
                String mainClass = start.group(1);
                if (mainClass != null) {
                    container.at("mainClass").text(mainClass);
                }
                word.text(start.replaceFirst(Matcher.quoteReplacement("@" + appRoot + "/launch.args")));
                container.at(list).comment("launch.args has the class path and the main class");
            }
        });
    }

    /** Whether it is a plain start of Java, which is written as flags, main class and arguments. */
    private boolean writeJava(Element container) {
        List<String> words = new ArrayList<>(plain(entrypoint));
        words.addAll(entrypoint.isEmpty() ? plain(arguments) : arguments);
        if (words.isEmpty() || !words.get(0).matches("(.*/)?java")) {
            return false;
        }
        List<String> flags = new ArrayList<>();
        int at = 1;
        boolean jar = false;
        while (at < words.size() && words.get(at).startsWith("-") && !jar) {
            String word = words.get(at);
            if (word.equals("-jar") || word.matches("-cp|-classpath|--class-path")) {
                jar = word.equals("-jar");
                at++;
            } else if (word.matches(
                    "-p|--module-path|-m|--module|--add-modules|--add-opens|--add-exports|--add-reads")) {
                return false;
            } else {
                flags.add(word);
            }
            at++;
        }
        if (at > words.size() || (!jar && at == words.size())) {
            return false;
        }
        if (!jar) {
            container.at("mainClass").text(words.get(at++));
        }
        flags.forEach(flag -> container.at("jvmFlags").add("jvmFlag").text(flag));
        words.subList(at, words.size())
                .forEach(word -> container.at("args").add("arg").text(word));
        return true;
    }

    /** The words of a command that no shell has to read; empty if one has to. */
    private static List<String> plain(List<String> words) {
        if (words.size() != 3 || !words.subList(0, 2).equals(SHELL)) {
            return words;
        }
        String text = words.get(2).replaceFirst("^exec ", "");
        boolean needed =
                SHELL_SYNTAX.matcher(REFERENCE.matcher(text).replaceAll("")).find();
        return needed ? List.of() : List.of(text.split("\\s+"));
    }
}
