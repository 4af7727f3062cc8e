package io.github.dockerstrategy.strategy;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.oci.ImageFormat;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.project.IgnoreFile;
import io.github.dockerstrategy.project.SourceTree;
import io.github.dockerstrategy.project.UserProperties;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One action on the way to an image: pure data, executed by an engine. */
public sealed interface Step {

    /** Builds the application. */
    sealed interface ApplicationStep extends Step {
        @Override
        default Phase phase() {
            return Phase.BUILD;
        }
    }

    /** Gives the layout: the files of the application as layers, described but not written. */
    sealed interface LayoutStep extends Step {}

    /** Writes files below the build folder: layers, build contexts, Dockerfiles. */
    sealed interface FileStep extends Step {}

    /** Makes or pushes the image. */
    sealed interface ImageStep extends Step {}

    /** What a person reads while it is done. */
    String title();

    /** The part of the build that it belongs to. */
    default Phase phase() {
        return Phase.PREPARE;
    }

    /** Runs a program on this machine. */
    record HostCommand(String title, Command command) implements ApplicationStep {}

    /**
     * Lays the built application out in layers, in memory.
     *
     * @param artifact where the artifact lies, if it is not where this build would have put it
     */
    record LayOut(Optional<Path> artifact) implements LayoutStep {
        @Override
        public String title() {
            return "Lay out the application";
        }
    }

    /** Lays out only the files that do not come from the application's build. */
    record LayOutExtras() implements LayoutStep {
        @Override
        public String title() {
            return "Lay out the extra files";
        }
    }

    /**
     * Writes the layers to a folder.
     *
     * @param names layers to write in any case, whether or not the application has something for them
     */
    record StageLayers(Path into, List<String> names) implements FileStep {
        public StageLayers {
            names = List.copyOf(names);
        }

        @Override
        public String title() {
            return "Stage the layers";
        }
    }

    /** Reads layers that were staged before, on this machine or in a container. */
    record LoadLayers(Path index) implements LayoutStep {
        @Override
        public String title() {
            return "Load the layers";
        }
    }

    /** Reads the layers that an image was built of on this machine. */
    record LoadBuiltLayers(Path index) implements LayoutStep {
        @Override
        public String title() {
            return "Load the layers";
        }
    }

    /** Assembles base image and layers to an image, without a daemon, and delivers it. */
    record AssembleImage(ImageSpec image, ImageFormat format, Destination to) implements ImageStep {

        /** The image of {@code request}, in the format of its output. */
        static AssembleImage of(BuildRequest request) {
            ImageFormat format =
                    request.image().manifest().formatFor(request.to().output());
            return new AssembleImage(request.image(), format, request.to());
        }

        @Override
        public String title() {
            return "Assemble " + image.name() + " on " + image.from();
        }

        @Override
        public Phase phase() {
            return Phase.ASSEMBLE;
        }
    }

    /** Writes a generated text file. */
    record WriteFile(Path file, String text) implements FileStep {

        /** Whether it is a Dockerfile whose commands mount something, which not every builder can do. */
        public boolean mounts() {
            return text.contains("RUN --mount=");
        }

        @Override
        public String title() {
            return "Write " + file.getFileName();
        }
    }

    /** Starts a fresh context folder, with what a build in a container needs of the sources. */
    record CopySources(SourceTree sources, Path context) implements FileStep {
        @Override
        public String title() {
            return "Copy the sources into the build context";
        }
    }

    /**
     * Puts files into the context, linked or copied, keeping their paths relative to {@code root}.
     *
     * @param files relative to {@code root}
     * @param ignoreFiles the ignore files to respect
     */
    record GatherFiles(String title, Path root, List<String> files, Path into, List<IgnoreFile> ignoreFiles)
            implements FileStep {
        public GatherFiles {
            files = List.copyOf(files);
            ignoreFiles = List.copyOf(ignoreFiles);
        }
    }

    /**
     * Writes the user properties of this run for a Maven in a container.
     *
     * @param projectConfig the project's own {@code .mvn/maven.config}, which need not be there
     * @param folders copies of the project's root in the context
     * @param hiddenFile what is mounted over the copy of that file; written only if there is something to hide
     */
    record WriteUserProperties(UserProperties properties, Path projectConfig, List<Path> folders, Path hiddenFile)
            implements FileStep {
        public WriteUserProperties {
            folders = List.copyOf(folders);
        }

        @Override
        public String title() {
            return "Write the user properties";
        }
    }

    /**
     * Writes each layer as a tar archive into the context.
     *
     * @param names exactly the layers that the Dockerfile adds, bottom first
     */
    record ArchiveLayers(List<String> names, ContainerPath appRoot, Path into) implements FileStep {
        public ArchiveLayers {
            names = List.copyOf(names);
        }

        @Override
        public String title() {
            return "Archive the layers";
        }
    }

    /** Builds the builder image, takes the staged layers or the artifact out of it, and leaves nothing behind. */
    record ExtractFromBuilder(Path dockerfile, Path context, Map<String, Path> secrets, ContainerPath path, Path into)
            implements ApplicationStep {
        public ExtractFromBuilder {
            secrets = Collections.unmodifiableMap(new TreeMap<>(secrets));
        }

        @Override
        public String title() {
            return "Build in a container and copy out " + path;
        }
    }

    /**
     * Has docker push an image that it has built before, under all names of {@code image}.
     *
     * @param imageId what it is called in the daemon, whatever its names mean by now
     */
    record PushWithDocker(ImageSpec image, String imageId) implements ImageStep {
        @Override
        public String title() {
            return "Push " + image.name() + " with docker";
        }

        @Override
        public Phase phase() {
            return Phase.PUSH;
        }
    }

    /**
     * Has docker build the image, and delivers it.
     *
     * @param phase whether this build also compiles the application
     */
    record BuildWithDocker(
            Phase phase,
            ImageSpec image,
            Path dockerfile,
            Path context,
            Optional<String> target,
            Map<String, Path> secrets,
            Destination to)
            implements ImageStep {
        public BuildWithDocker {
            secrets = Collections.unmodifiableMap(new TreeMap<>(secrets));
        }

        /** A build of a generated Dockerfile with the generated context. */
        static BuildWithDocker generated(
                BuildLocation location, BuildRequest request, Path dockerfile, Map<String, Path> secrets) {
            return new BuildWithDocker(
                    location.phaseOfDockerBuild(),
                    request.image(),
                    dockerfile,
                    request.contextFolder(),
                    Optional.empty(),
                    secrets,
                    request.to());
        }

        /** Whether the builder pushes the image: one for several platforms, or one of a builder that the user has named. */
        public boolean isPushedByBuilder(DockerOptions docker) {
            return to.output() == Output.REGISTRY
                    && (image.platforms().size() > 1 || docker.builder().isPresent());
        }

        /** Whether it is in the engine first, and pushed from there. */
        public boolean isPushedAfterwards(DockerOptions docker) {
            return to.output() == Output.REGISTRY && !isPushedByBuilder(docker);
        }

        @Override
        public String title() {
            return "Build " + image.name() + " with docker";
        }
    }
}
