package io.github.dockerstrategy.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A base image with a layer that nobody has seen before, so that no engine has any layer of an image on it, whatever was built on the
 * engine: what fails only in a first build, fails in each run of the tests.
 */
final class UnseenBase {

    private static final Map<String, String> MADE = new ConcurrentHashMap<>();

    private UnseenBase() {}

    /** The full name of {@code image}, such as {@code base/jre:17}, of the test environment's registry, with such a layer. */
    static String of(TestEnv env, String image) {
        return MADE.computeIfAbsent(image, known -> make(env, known));
    }

    private static String make(TestEnv env, String image) {
        String unique = UUID.randomUUID().toString();
        String name = env.registry() + "/unseen/" + image.replaceFirst(":.*", "") + ":" + unique;
        Engine engine = new Engine(env);
        try {
            Path context = Files.createTempDirectory("unseen");
            Path file = Files.writeString(context.resolve("unseen"), unique);
            Path dockerfile = Files.writeString(
                    context.resolve("Dockerfile"), "FROM " + env.registry() + "/" + image + "\nCOPY unseen /etc/\n");
            engine.docker("build", "--quiet", "--tag", name, context.toString()).orFail("docker build");
            engine.docker("push", "--quiet", name).orFail("docker push");
            engine.docker("rmi", name);
            Files.delete(file);
            Files.delete(dockerfile);
            Files.delete(context);
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
