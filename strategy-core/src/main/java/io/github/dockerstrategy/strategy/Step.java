package io.github.dockerstrategy.strategy;

import io.github.dockerstrategy.image.ImageFormat;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.process.Command;
import java.nio.file.Path;

/** One thing to do on the way to an image: pure data, carried out by an engine. */
public sealed interface Step {

    /** What a person reads while it is done. */
    String title();

    /** Runs a program on this machine. */
    record HostCommand(String title, Command command) implements Step {}

    /** Lays the built application out in layers, in memory. */
    record LayOut() implements Step {
        @Override
        public String title() {
            return "Lay out the application";
        }
    }

    /** Writes the layers to a folder. */
    record StageLayers(Path into) implements Step {
        @Override
        public String title() {
            return "Stage the layers";
        }
    }

    /** Reads layers that were staged or built before. */
    record LoadLayers(Path index) implements Step {
        @Override
        public String title() {
            return "Load the layers";
        }
    }

    /** Assembles base and layers to an image, without a daemon, and takes it where it belongs. */
    record AssembleWithJib(ImageSpec image, ImageFormat format, Destination to) implements Step {
        @Override
        public String title() {
            return "Assemble " + image.name() + " on " + image.from();
        }
    }
}
