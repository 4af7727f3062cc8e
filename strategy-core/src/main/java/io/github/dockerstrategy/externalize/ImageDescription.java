package io.github.dockerstrategy.externalize;

import io.github.dockerstrategy.dockerfile.ParsedInstruction;
import io.github.dockerstrategy.dockerfile.ParsedStage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The image's stages as parameters of this library, as far as they can be told. */
final class ImageDescription {

    private static final Map<String, String> HEALTH_OPTIONS = new TreeMap<>(
            Map.of("interval", "interval", "timeout", "timeout", "start-period", "startPeriod", "retries", "retries"));

    private final Externalizer externalizer;
    private final List<Setting> settings = new ArrayList<>();
    private final Map<Integer, String> untold = new TreeMap<>();
    private final Scope scope;
    private String workdir = "/";
    private boolean begun;

    ImageDescription(Externalizer externalizer) {
        this.externalizer = externalizer;
        this.scope = externalizer.newScope();
    }

    List<Setting> settings() {
        return settings;
    }

    Map<Integer, String> untold() {
        return untold;
    }

    void read(ParsedStage stage) {
        if (!begun) {
            settings.add(Setting.of("from", externalizer.graph().base(stage)));
            begun = true;
        }
        scope.beginStage();
        for (ParsedInstruction instruction : stage.instructions()) {
            scope.read(instruction);
            read(instruction);
        }
    }

    private void read(ParsedInstruction instruction) {
        switch (instruction.keyword()) {
            case "EXPOSE" ->
                instruction.words().forEach(port -> add("container.ports", "port", expanded(instruction, port)));
            case "ENV" ->
                instruction
                        .pairs()
                        .forEach((name, value) -> replace("container.environment", name, expanded(instruction, value)));
            case "LABEL" ->
                instruction
                        .pairs()
                        .forEach((name, value) ->
                                replace("container.labels", expanded(instruction, name), expanded(instruction, value)));
            case "USER" -> single("container.user", expanded(instruction, instruction.arguments()));
            case "WORKDIR" -> {
                workdir = PathMap.absolute(workdir, expanded(instruction, instruction.arguments()));
                single("container.workingDirectory", workdir);
            }
            case "VOLUME" ->
                instruction
                        .words()
                        .forEach(volume -> add("container.volumes", "volume", expanded(instruction, volume)));
            case "RUN" -> run(instruction);
            case "HEALTHCHECK" -> health(instruction);
            case "COPY", "ADD" -> copy(instruction);
            case "ENTRYPOINT", "CMD" -> start(instruction);
            case "ARG", "MAINTAINER" -> {}
            default -> untold.put(instruction.first(), instruction.keyword() + " has no parameter");
        }
    }

    private void run(ParsedInstruction run) {
        if (!run.heredocs().isEmpty() || !run.flags().isEmpty() || run.list().isPresent()) {
            untold.put(run.first(), "a RUN with a heredoc, with flags or as a list");
        } else {
            add("run", "command", run.arguments().replaceAll("\\s+", " "));
        }
    }

    private void health(ParsedInstruction check) {
        if (!check.arguments().regionMatches(true, 0, "CMD", 0, "CMD".length())) {
            untold.put(check.first(), "a health check of the base image that is switched off");
            return;
        }
        settings.removeIf(setting -> setting.parameter().startsWith("container.healthCheck"));
        String command = check.arguments().substring("CMD".length()).strip();
        Optional<List<String>> list = check.healthCommand();
        if (list.isPresent()) {
            list.get().forEach(word -> add("container.healthCheck.command", "arg", word));
        } else {
            single("container.healthCheck.shell", command);
        }
        HEALTH_OPTIONS.forEach((flag, parameter) ->
                check.flag(flag).ifPresent(value -> single("container.healthCheck." + parameter, value)));
    }

    private void copy(ParsedInstruction copy) {
        if (copy.flag("from").isPresent()) {
            if (externalizer.isOfImage(copy)) {
                untold.put(copy.first(), "files of another image or stage");
            }
            return;
        }
        if (!copy.heredocs().isEmpty()) {
            untold.put(copy.first(), "a file in the Dockerfile itself");
            return;
        }
        String destination = expanded(copy, copy.destination());
        String target = PathMap.absolute(workdir, destination);
        for (String written : copy.sources()) {
            String source = PathMap.inContext(expanded(copy, written));
            if (source.isEmpty() || HostTree.isPattern(source) || written.contains("://")) {
                untold.put(copy.first(), "a download, a pattern or the whole context");
            } else if (externalizer.input().tree().isFolder(source)) {
                values("extraDirectories.paths", "path", source, target, copy);
            } else {
                boolean into = destination.endsWith("/")
                        || destination.equals(".")
                        || copy.sources().size() > 1;
                String path = into ? PathMap.absolute(target, PathMap.name(source)) : target;
                values("files", "file", source, path, copy);
            }
        }
    }

    private void values(String parameter, String item, String source, String target, ParsedInstruction copy) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("from", source);
        values.put("into", target);
        if (item.equals("file")) {
            copy.flag("chmod").ifPresent(mode -> values.put("mode", mode));
            copy.flag("chown").filter(owner -> owner.matches("[\\d:]+")).ifPresent(owner -> values.put("owner", owner));
        }
        settings.add(new Setting(parameter, item, values));
    }

    /** {@code java OPTIONS -jar X ARGS}: the options and arguments are told, the rest is this library's own. */
    private void start(ParsedInstruction instruction) {
        List<String> words =
                instruction.list().orElse(List.of(instruction.arguments().split("\\s+")));
        int first = words.get(0).equals("exec") ? 1 : 0;
        int jar = words.indexOf("-jar");
        boolean java = words.size() > first && PathMap.name(words.get(first)).equals("java");
        boolean variables = words.stream().anyMatch(word -> word.contains("$"));
        if (instruction.is("CMD") && !java && instruction.list().isPresent() && !variables) {
            words.forEach(word -> add("container.args", "arg", word));
        } else if (java && jar > 0 && jar + 1 < words.size() && !variables) {
            words.subList(first + 1, jar).forEach(word -> add("container.jvmFlags", "jvmFlag", word));
            words.subList(jar + 2, words.size()).forEach(word -> add("container.args", "arg", word));
        } else {
            untold.put(
                    instruction.first(), "the start command: by default the application is started by its main class");
        }
    }

    private String expanded(ParsedInstruction instruction, String text) {
        return scope.substitute(instruction, text).text();
    }

    private void add(String parameter, String item, String value) {
        settings.add(Setting.item(parameter, item, value));
    }

    private void single(String parameter, String value) {
        settings.removeIf(setting -> setting.parameter().equals(parameter));
        settings.add(Setting.of(parameter, value));
    }

    private void replace(String parameter, String name, String value) {
        settings.removeIf(setting ->
                setting.parameter().equals(parameter) && setting.item().equals(name));
        add(parameter, name, value);
    }
}
