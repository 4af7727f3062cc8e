package com.example;

import io.github.dockerstrategy.api.JavaImage;
import io.github.dockerstrategy.log.LogSink;
import io.github.dockerstrategy.report.BuildResult;
import java.nio.file.Path;

public final class HelloImage {

    private HelloImage() {}

    /** Builds an image of the classes in the first folder, and writes it to the second. */
    public static void main(String[] folders) {
        Path target = Path.of(folders[1]);
        BuildResult result = JavaImage.named("registry.example.com/team/hello:1.0")
                .from("jlink")
                .classes(Path.of(folders[0]))
                .environment("GREETING", "Hello")
                .port("8080")
                .folder(target)
                .cache(target.resolve("cache"))
                .build(LogSink.of(System.out));
        System.out.println(result.imageDigest());
    }
}
