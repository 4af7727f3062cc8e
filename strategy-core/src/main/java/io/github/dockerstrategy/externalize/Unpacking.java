package io.github.dockerstrategy.externalize;

import static io.github.dockerstrategy.externalize.Finding.refusal;

import io.github.dockerstrategy.dockerfile.ParsedInstruction;
import io.github.dockerstrategy.process.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A command of a build stage that unpacks what was built: unzip, jar, or the jar itself in its jarmode. */
final class Unpacking {

    private static final String DESTINATION = "--destination";

    private final Externalizer externalizer;
    private final BuildStage stage;
    private final ParsedInstruction run;
    private final String folder;

    Unpacking(Externalizer externalizer, BuildStage stage, ParsedInstruction run, String folder) {
        this.externalizer = externalizer;
        this.stage = stage;
        this.run = run;
        this.folder = folder;
    }

    /** What becomes of it; empty if it was refused. */
    Optional<String> read(ShellCommand command) {
        List<String> words = command.program().stream()
                .map(word -> stage.expanded(run, word))
                .toList();
        return switch (command.name()) {
            case "unzip" -> unzip(words);
            case "jar" -> jar(words);
            default -> java(words);
        };
    }

    private Optional<String> unzip(List<String> words) {
        int destination = words.indexOf("-d");
        Optional<String> archive =
                words.stream().skip(1).filter(word -> !word.startsWith("-")).findFirst();
        if (archive.isEmpty() || (destination >= 0 && destination + 1 >= words.size())) {
            return refused(words);
        }
        String into = destination < 0 ? folder : PathMap.absolute(folder, words.get(destination + 1));
        return unpack(archive.get(), into, "unzip -q \"$context/%s\" -d \"$context/%s\"");
    }

    private Optional<String> jar(List<String> words) {
        boolean extracts = words.size() >= 3 && words.get(1).matches("-?v?xv?f|--extract|-x");
        if (!extracts) {
            return refused(words);
        }
        String archive = words.get(words.size() - 1).replaceFirst("^--file=", "");
        return unpack(archive, folder, "jar -xf \"$context/%s\"");
    }

    private Optional<String> java(List<String> words) {
        int jar = words.indexOf("-jar");
        boolean mode = words.stream().anyMatch(word -> word.matches("-Djarmode=(layertools|tools)"));
        if (words.size() == 2 && words.get(1).matches("--?version")) {
            return Optional.of("of no effect");
        }
        if (!mode || jar < 0 || !words.contains("extract")) {
            return refused(words);
        }
        List<String> command = new ArrayList<>();
        String into = words.contains("-Djarmode=layertools")
                ? folder
                : PathMap.absolute(folder, PathMap.name(words.get(jar + 1)).replaceFirst("\\.jar$", ""));
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (i == jar + 1) {
                command.add("\"$context/%s\"");
            } else if (word.equals(DESTINATION) && i + 1 < words.size()) {
                into = PathMap.absolute(folder, words.get(++i));
            } else {
                command.add(Command.quoted(word).replace("%", "%%"));
            }
        }
        return unpack(words.get(jar + 1), into, String.join(" ", command) + " " + DESTINATION + " \"$context/%s\"");
    }

    private Optional<String> unpack(String archive, String into, String command) {
        Optional<String> host = externalizer.onHost(run.first(), stage.paths(), PathMap.absolute(folder, archive));
        if (host.isEmpty()) {
            return Optional.empty();
        }
        String work = externalizer.script().unpackFolder(externalizer.input().folder());
        boolean inFolder = command.startsWith("jar ");
        if (inFolder) {
            externalizer.script().command("", "mkdir -p \"$context/" + work + "\"");
        }
        externalizer.script().command(inFolder ? work : "", String.format(command, host.get(), work));
        stage.paths().put(into, work);
        externalizer.unpacked(work);
        return Optional.of("unpacks on the host");
    }

    private Optional<String> refused(List<String> words) {
        externalizer.add(refusal(
                run.first(),
                "The build stage runs '" + String.join(" ", words) + "', which has no counterpart on the host.",
                "put it into the Maven or Gradle build, or into a stage without Maven"));
        return Optional.empty();
    }
}
