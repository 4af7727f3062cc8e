package io.github.dockerstrategy.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dockerstrategy.it.Engine.Visit;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** A sample project that has just been built: the entrance for the {@code verify} scripts. */
public final class Sample {

    private final Path folder;
    private final TestEnv env;

    public Sample(File folder, String env) {
        this(folder.toPath(), TestEnv.in(env));
    }

    Sample(Path folder, TestEnv env) {
        this.folder = folder;
        this.env = env;
    }

    /** The image of the default execution. */
    public ImageTar image() {
        return image("target/docker-strategy/image.tar");
    }

    /** The image of another execution, or of a module: a path below the project. */
    public ImageTar image(String path) {
        if (!has(path) && has("build.log")) {
            throw new AssertionError("no " + path + ", because: " + log().error());
        }
        return ImageTar.at(folder.resolve(path));
    }

    /** What the default execution says that it built. */
    public JsonNode result() {
        return result("target/docker-strategy");
    }

    /** What is said to have been built in a folder of results. */
    public JsonNode result(String path) {
        return Engine.unchecked(() -> new ObjectMapper()
                .readTree(folder.resolve(path).resolve("result.json").toFile()));
    }

    /** What Maven has printed. */
    public BuildLog log() {
        return new BuildLog(read("build.log"));
    }

    public boolean has(String path) {
        return Files.exists(folder.resolve(path));
    }

    public String read(String path) {
        return Engine.unchecked(() -> Files.readString(folder.resolve(path)));
    }

    public Engine engine() {
        return new Engine(env);
    }

    /** Loads an image, and removes it when {@code visit} is over. */
    public void inEngine(ImageTar image, Visit<LoadedImage> visit) throws Exception {
        engine().withImage(image, visit);
    }

    /** Fails if a failed build has left anything that looks like a result. */
    public void leftNothing() {
        for (String name : new String[] {"image.tar", "result.json", "image.digest", "image.id"}) {
            if (has("target/docker-strategy/" + name)) {
                throw new AssertionError("a failed build has left " + name);
            }
        }
    }
}
