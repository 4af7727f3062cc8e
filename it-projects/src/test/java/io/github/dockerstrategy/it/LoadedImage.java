package io.github.dockerstrategy.it;

import io.github.dockerstrategy.it.Engine.Visit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An image in an engine, ready to be run. */
public final class LoadedImage {

    private final Engine engine;
    private final String name;

    LoadedImage(Engine engine, String name) {
        this.engine = engine;
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** Runs the image to its end, with arguments behind its entrypoint. */
    public ProcessResult run(String... arguments) {
        return runWith(List.of(), arguments);
    }

    /** Runs the image to its end, with options of {@code docker run} and arguments behind its entrypoint. */
    public ProcessResult runWith(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of("run", "--rm"));
        command.addAll(options);
        command.add(name);
        command.addAll(Arrays.asList(arguments));
        return engine.docker(command.toArray(String[]::new));
    }

    /** The output of a shell command line in the image, where that has a shell. */
    public String shell(String line) {
        return runWith(List.of("--entrypoint", "/bin/sh"), "-c", line)
                .orFail(line)
                .strip();
    }

    /** Starts the image as a server on {@code port}, waits for its answer, and removes the container afterwards. */
    public void serve(int port, Visit<Server> visit) throws Exception {
        serve(List.of(port), List.of(), visit);
    }

    /** As {@link #serve(int, Visit)}, with several ports, the first of which has to answer, and options of {@code docker run}. */
    public void serve(List<Integer> ports, List<String> options, Visit<Server> visit) throws Exception {
        List<String> command = new ArrayList<>(List.of("run", "--detach"));
        ports.forEach(port -> command.addAll(List.of("--publish", "127.0.0.1::" + port)));
        command.addAll(options);
        command.add(name);
        ProcessResult started = engine.docker(command.toArray(String[]::new));
        String container = started.orFail("docker run").lines().reduce("", (first, last) -> last);
        try {
            Server server = new Server(engine, container);
            server.awaitAnswer(ports.get(0));
            visit.to(server);
        } finally {
            engine.docker("rm", "--force", "--volumes", container);
        }
    }
}
