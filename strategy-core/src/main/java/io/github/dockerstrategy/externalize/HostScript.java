package io.github.dockerstrategy.externalize;

import io.github.dockerstrategy.process.Command;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is to be done on the host before the image is built: variables and commands, in order. */
final class HostScript {

    private final Map<String, String> variables = new LinkedHashMap<>();
    private final List<String> commands = new ArrayList<>();
    private int unpacked;

    /** A build argument: users of the script can set it. */
    void argument(String name, String value) {
        variables.putIfAbsent(name, ": \"${" + name + ":=" + value.replaceAll("[\\\\\"$`}]", "\\\\$0") + "}\"");
    }

    void environment(String name, String value) {
        variables.put(name, name + "=" + Command.quoted(value) + " && export " + name);
    }

    /** A command in a folder of the context. */
    void command(String folder, String command) {
        String text = "(cd \"$context" + (folder.isEmpty() ? "" : "/" + folder) + "\" && " + command + ")";
        if (!commands.contains(text)) {
            commands.add(text);
        }
    }

    /** A folder for what is unpacked, fresh in each run. */
    String unpackFolder(String work) {
        String folder = work + "/unpacked/" + ++unpacked;
        commands.add("rm -rf \"$context/" + folder + "\" && mkdir -p \"$context/" + work + "/unpacked\"");
        return folder;
    }

    boolean isEmpty() {
        return commands.isEmpty();
    }

    /**
     * The script.
     *
     * @param up from the script's folder to the context
     */
    String text(String up, String folder, String image, String options) {
        StringBuilder text = new StringBuilder("#!/bin/sh\n");
        text.append("# Builds the application on this machine, then the image from what was built.\n");
        text.append("# usage: build.sh [OPTION OF docker build]...\n");
        text.append("set -eu\n");
        text.append("context=$(cd \"$(dirname \"$0\")/").append(up).append("\" && pwd)\n");
        variables.values().forEach(line -> text.append(line).append('\n'));
        text.append('\n');
        boolean cleans = commands.stream().anyMatch(command -> command.matches(".*\\bclean\\b.*"));
        if (cleans) {
            text.append("# The build deletes its output folder, and this script's folder with it.\n");
            text.append("folder=\"$context/").append(folder).append("\"\nkept=$(mktemp -d)\n");
            text.append("trap 'rm -rf \"$kept\"' EXIT\nrm -rf \"$folder/unpacked\"\n");
            text.append("cp -R \"$folder/.\" \"$kept\"\n\n");
        }
        commands.forEach(command -> text.append(command).append('\n'));
        if (cleans) {
            text.append("mkdir -p \"$folder\" && cp -R \"$kept/.\" \"$folder\"\n");
        }
        text.append(
                "\n# The ignore file beside the Dockerfile is read by BuildKit and podman, not by the legacy builder.\n");
        text.append("DOCKER_BUILDKIT=1 \"${DOCKER:-docker}\" build -f \"$context/")
                .append(folder);
        text.append("/Dockerfile\"").append(options).append(" -t ").append(Command.quoted(image));
        return text.append(" \"$@\" \"$context\"\n").toString();
    }
}
