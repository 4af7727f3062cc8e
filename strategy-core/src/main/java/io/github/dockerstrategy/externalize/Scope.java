package io.github.dockerstrategy.externalize;

import io.github.dockerstrategy.dockerfile.ParsedDockerfile;
import io.github.dockerstrategy.dockerfile.ParsedInstruction;
import io.github.dockerstrategy.dockerfile.Substitution;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The variables that count at a place of the Dockerfile: build arguments where they are declared, and the environment over them. */
final class Scope {

    private final Map<String, String> global = new LinkedHashMap<>();
    private final Map<String, String> given;
    private final Map<String, String> arguments = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();

    Scope(ParsedDockerfile file, Map<String, String> buildArgs) {
        given = buildArgs;
        for (ParsedInstruction instruction : file.global()) {
            if (instruction.is("ARG")) {
                instruction.declarations().forEach((name, value) -> declare(instruction, name, value, global, global));
            }
        }
    }

    /** The base of a stage: only arguments before the first stage count. */
    Substitution inFrom(ParsedInstruction from, String text) {
        return Substitution.of(text, global, from.escape());
    }

    /** Arguments end with their stage; the environment is inherited by the stages that begin with it. */
    void beginStage() {
        arguments.clear();
    }

    /** Takes an ARG or ENV in. */
    void read(ParsedInstruction instruction) {
        if (instruction.is("ARG")) {
            instruction
                    .declarations()
                    .forEach((name, value) -> declare(instruction, name, value, arguments, variables()));
        } else if (instruction.is("ENV")) {
            Map<String, String> before = variables();
            instruction
                    .pairs()
                    .forEach((name, value) -> environment.put(
                            name,
                            Substitution.of(value, before, instruction.escape()).text()));
        }
    }

    Substitution substitute(ParsedInstruction instruction, String text) {
        return Substitution.of(text, variables(), instruction.escape());
    }

    /** All variables with their values. */
    Map<String, String> variables() {
        Map<String, String> all = new LinkedHashMap<>(arguments);
        all.putAll(environment);
        return all;
    }

    boolean isArgument(String name) {
        return arguments.containsKey(name) && !environment.containsKey(name);
    }

    private void declare(
            ParsedInstruction instruction,
            String name,
            Optional<String> value,
            Map<String, String> into,
            Map<String, String> before) {
        String argument = given.get(name);
        if (argument == null) {
            argument = value.map(text ->
                            Substitution.of(text, before, instruction.escape()).text())
                    .orElse(global.get(name));
        }
        if (argument != null) {
            into.put(name, argument);
        }
    }
}
