package io.github.dockerstrategy.externalize;

import io.github.dockerstrategy.dockerfile.ParsedDockerfile;
import io.github.dockerstrategy.dockerfile.ParsedInstruction;
import io.github.dockerstrategy.dockerfile.ParsedStage;
import io.github.dockerstrategy.externalize.LineFate.Fate;
import io.github.dockerstrategy.process.Command;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Dockerfile without the stages that go; lines that stay are as they were. */
final class NewDockerfile {

    private final Externalizer externalizer;
    private final ParsedDockerfile file;
    private final Set<Integer> kept;
    private final Set<String> arguments = new TreeSet<>();

    NewDockerfile(Externalizer externalizer, Set<Integer> kept) {
        this.externalizer = externalizer;
        this.file = externalizer.input().file();
        this.kept = kept;
    }

    String text() {
        Map<Integer, String> texts = new HashMap<>();
        for (ParsedStage stage : externalizer.graph().stages()) {
            if (kept.contains(stage.index())) {
                new KeptStage(externalizer, kept, stage).read(texts);
                collectArguments(stage);
            }
        }
        for (ParsedInstruction instruction : file.global()) {
            boolean used = instruction.declarations().keySet().stream().anyMatch(arguments::contains);
            externalizer.fate(
                    instruction, used ? Fate.KEPT : Fate.REMOVED, used ? "" : "an argument of the build stage only");
            if (used) {
                texts.put(instruction.first(), file.text(instruction.first(), instruction.last()));
            }
        }
        return assembled(texts);
    }

    /** Options of {@code docker build} for the build arguments that were given. */
    String options() {
        return externalizer.input().buildArgs().entrySet().stream()
                .filter(argument -> arguments.contains(argument.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(argument -> " --build-arg " + Command.quoted(argument.getKey() + "=" + argument.getValue()))
                .collect(Collectors.joining());
    }

    private void collectArguments(ParsedStage stage) {
        Matcher names = Pattern.compile("\\$\\{?([A-Za-z_]\\w*)")
                .matcher(stage.base() + " " + stage.platform().orElse(""));
        names.results().map(found -> found.group(1)).forEach(arguments::add);
        stage.instructions().stream()
                .filter(instruction -> instruction.is("ARG"))
                .forEach(instruction ->
                        arguments.addAll(instruction.declarations().keySet()));
    }

    /** Comments and empty lines go or stay with what follows them; directives stay. */
    private String assembled(Map<Integer, String> texts) {
        StringBuilder text = new StringBuilder(file.text(1, file.directives().size()));
        int behind = file.directives().size();
        for (ParsedInstruction instruction : file.instructions()) {
            String kept = texts.get(instruction.first());
            if (kept != null) {
                String before = file.text(behind + 1, instruction.first() - 1);
                text.append(text.isEmpty() ? before.stripLeading() : before).append(kept);
                if (!kept.endsWith("\n")) {
                    text.append('\n');
                }
            }
            behind = instruction.last();
        }
        return text.toString();
    }

    /** A COPY with other sources, on one line. */
    static String copy(ParsedInstruction copy, List<String> sources) {
        String flags = copy.flags().stream()
                .filter(flag -> !flag.startsWith("from="))
                .map(flag -> "--" + flag + " ")
                .collect(Collectors.joining());
        List<String> words =
                Stream.concat(sources.stream(), Stream.of(copy.destination())).toList();
        boolean list = copy.list().isPresent() || words.stream().anyMatch(word -> word.contains(" "));
        return copy.keyword() + " " + flags
                + (list
                        ? words.stream()
                                .map(word -> '"' + word.replaceAll("[\\\\\"]", "\\\\$0") + '"')
                                .collect(Collectors.joining(", ", "[", "]"))
                        : String.join(" ", words))
                + "\n";
    }
}
