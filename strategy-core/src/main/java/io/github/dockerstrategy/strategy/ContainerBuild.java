package io.github.dockerstrategy.strategy;

import io.github.dockerstrategy.dockerfile.Comment;
import io.github.dockerstrategy.dockerfile.Copy;
import io.github.dockerstrategy.dockerfile.Instruction;
import io.github.dockerstrategy.dockerfile.Mount;
import io.github.dockerstrategy.dockerfile.Run;
import io.github.dockerstrategy.dockerfile.Stage;
import io.github.dockerstrategy.dockerfile.Workdir;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.project.Builder;
import io.github.dockerstrategy.project.Builder.DependencyCache;
import io.github.dockerstrategy.project.IgnoreFile;
import io.github.dockerstrategy.project.MavenBuild;
import io.github.dockerstrategy.project.SourceTree;
import io.github.dockerstrategy.strategy.DockerOptions.OwnDockerfile;
import io.github.dockerstrategy.strategy.Step.CopySources;
import io.github.dockerstrategy.strategy.Step.GatherFiles;
import io.github.dockerstrategy.strategy.Step.WriteUserProperties;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The build of the application in a container: the stage of a Dockerfile that does it, and the steps that make its context. Shared
 * by all strategies that build in a container.
 *
 * @param request the image that is wanted
 * @param context the folder that is the build's context
 * @param form what the finished stage holds
 */
record ContainerBuild(BuildRequest request, Path context, Form form) {

    /** How the finished stage holds the layers. */
    enum Form {
        /** For {@code COPY} from the stage, and for readers of the index. */
        FOLDERS,
        /** For {@code ADD}, after they were taken out of the container, where folders would lose their owners. */
        ARCHIVES
    }

    static final String STAGE = "build";

    /** As touch of every system takes it. */
    private static final DateTimeFormatter TOUCH =
            DateTimeFormatter.ofPattern("yyyyMMddHHmm.ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String SOURCES = "sources";
    private static final String POMS = "poms";
    private static final String PLUGIN = "plugin";
    private static final String MAVEN_CONFIG = ".mvn/maven.config";
    /** Id of the secret that holds user properties. */
    private static final String HIDDEN = "docker-strategy.maven.config";

    private static final ContainerPath HOME = new ContainerPath("/src");
    private static final ContainerPath PRIMING = new ContainerPath("/prime");
    private static final ContainerPath REPOSITORY = new ContainerPath("/m2");

    /** The stage that builds. */
    Stage stage() {
        Stage plain = Stage.from(request.builder().from()).named(STAGE);
        // Compiled once, on what the builder runs on, and copied to all; the legacy builder does not know the word.
        Stage stage = request.image().platforms().size() > 1 ? plain.onPlatform(Stage.BUILD_PLATFORM) : plain;
        return stage.with(usesMaven() ? maven() : commands());
    }

    /** What the finished stage holds for us: the folder of staged layers, or the artifact. */
    ContainerPath product() {
        if (request.builder().isForeign()) {
            Path artifact = request.project()
                    .basedir()
                    .relativize(request.builder().artifact().orElseThrow());
            ContainerPath module =
                    usesMaven() ? HOME.resolve(request.project().maven().get().module()) : HOME;
            return module.resolve(artifact.toString().replace('\\', '/'));
        }
        MavenBuild maven = request.project().maven().get();
        return HOME.resolve(maven.module()).resolve(maven.stagedIn());
    }

    /**
     * Whether Maven builds in the container. An artifact below the build folder is made by Maven where no command makes it; any other is
     * one of the sources.
     */
    private boolean usesMaven() {
        Builder builder = request.builder();
        return builder.artifact()
                .map(artifact -> !builder.hasCommands()
                        && artifact.startsWith(request.project().buildDirectory()))
                .orElse(true);
    }

    /** The steps that fill the context. */
    List<Step> gather() {
        List<Step> steps = new ArrayList<>();
        steps.add(new CopySources(sources(), context.resolve(SOURCES)));
        if (usesMaven()) {
            MavenBuild maven = request.project().maven().get();
            steps.add(gather("Gather the POMs", maven, SOURCES));
            if (request.builder().cache() == DependencyCache.LAYER) {
                steps.add(gather("Gather the POMs once more", maven, POMS));
            }
            if (!maven.plugin().isEmpty()) {
                steps.add(new GatherFiles(
                        "Gather this plugin", maven.repository(), maven.plugin(), context.resolve(PLUGIN), List.of()));
            }
            properties(maven).ifPresent(steps::add);
        }
        return steps;
    }

    /** The root's settings and wrapper too: its folder is no source of a module that has another parent. */
    private Step gather(String title, MavenBuild maven, String into) {
        List<String> files = new ArrayList<>(maven.poms());
        files.add(".mvn");
        if (maven.wrapper()) {
            files.add("mvnw");
        }
        return new GatherFiles(title, maven.root(), files, context.resolve(into), ignoreFiles(maven.root()));
    }

    /** Those of the project's own Dockerfile's context, of the root of this one, and of the modules. */
    private List<IgnoreFile> ignoreFiles(Path root) {
        List<String> names =
                request.docker().isPodman() ? List.of(".containerignore", ".dockerignore") : List.of(".dockerignore");
        OwnDockerfile own = request.docker().own();
        Set<Path> folders = new LinkedHashSet<>(List.of(own.context(), root));
        if (usesMaven()) {
            request.project().maven().get().needed().forEach(module -> folders.add(root.resolve(module)));
        }
        List<IgnoreFile> files = new ArrayList<>();
        for (Path folder : folders) {
            List<Path> candidates = new ArrayList<>();
            if (folder.equals(own.context())) {
                candidates.add(own.file().resolveSibling(own.file().getFileName() + ".dockerignore"));
            }
            names.forEach(name -> candidates.add(folder.resolve(name)));
            files.add(new IgnoreFile(folder, candidates));
        }
        return files;
    }

    private Optional<Step> properties(MavenBuild maven) {
        List<Path> folders = request.builder().cache() == DependencyCache.LAYER
                ? List.of(context.resolve(SOURCES), context.resolve(POMS))
                : List.of(context.resolve(SOURCES));
        return maven.properties().isEmpty()
                ? Optional.empty()
                : Optional.of(new WriteUserProperties(
                        maven.properties(), maven.root().resolve(MAVEN_CONFIG), folders, request.hiddenProperties()));
    }

    /** The files that commands of the stage can mount, by id. */
    Map<String, Path> secrets() {
        Map<String, Path> secrets = new LinkedHashMap<>(request.builder().secrets());
        if (hidesProperties()) {
            secrets.put(HIDDEN, request.hiddenProperties());
        }
        return secrets;
    }

    private boolean hidesProperties() {
        return usesMaven()
                && !request.project().maven().get().properties().hidden().isEmpty();
    }

    private SourceTree sources() {
        if (!usesMaven()) {
            Path basedir = request.project().basedir();
            String built =
                    basedir.relativize(request.project().buildDirectory()).toString();
            return new SourceTree(basedir, List.of(""), Set.of(built), List.of(), ignoreFiles(basedir));
        }
        MavenBuild maven = request.project().maven().get();
        Set<String> without = new LinkedHashSet<>();
        for (String pom : maven.poms()) {
            String folder = pom.contains("/") ? pom.substring(0, pom.lastIndexOf('/')) : "";
            without.add(folder.isEmpty() ? "target" : folder + "/target");
            if (!folder.isEmpty() && !maven.needed().contains(folder)) {
                without.add(folder);
            }
        }
        List<String> required = maven.needed().stream()
                .map(folder -> folder.isEmpty() ? "src/main" : folder + "/src/main")
                .toList();
        return new SourceTree(maven.root(), maven.needed(), without, required, ignoreFiles(maven.root()));
    }

    private List<Instruction> commands() {
        List<Instruction> all = new ArrayList<>();
        all.add(new Workdir(HOME));
        all.add(Copy.of(SOURCES + "/", "./"));
        request.builder().commands().forEach(command -> all.add(secretly(Run.of(command))));
        all.addAll(readable());
        return all;
    }

    private List<Instruction> readable() {
        String path = Command.quoted(product().value());
        String touch = "touch -c -t " + TOUCH.format(request.filesModified());
        return List.of(
                new Comment("Readable by all, whatever the umask was."),
                Run.of("chmod -R u=rwX,go=rX " + path),
                new Comment("With the time that files have in the image."),
                Run.of(
                        "export TZ=UTC0",
                        touch + " " + path,
                        "if [ -d " + path + " ]; then find " + path + " ! -type l -exec " + touch + " {} +; fi"));
    }

    private List<Instruction> maven() {
        MavenBuild maven = request.project().maven().get();
        List<Instruction> all = new ArrayList<>();
        boolean carried = !maven.plugin().isEmpty();
        if (carried) {
            all.add(new Comment("This version of the plugin is not released, so the build context contains it."));
            all.add(Copy.of(PLUGIN + "/", "/" + PLUGIN + "/"));
        }
        String carry = carried ? "mkdir -p " + REPOSITORY + " && cp -R /" + PLUGIN + "/. " + REPOSITORY + "/" : "";
        if (request.builder().cache() == DependencyCache.LAYER) {
            all.add(new Comment("All downloads of the build, in a layer that is cached until a POM changes."));
            all.add(new Workdir(PRIMING));
            all.add(Copy.of(POMS + "/", "./"));
            all.add(run(PRIMING, carry, mvn(maven, true)));
            carry = "";
        }
        all.add(new Workdir(HOME));
        all.add(Copy.of(SOURCES + "/", "./"));
        all.add(run(HOME, carry, mvn(maven, false)));
        if (request.builder().isForeign()) {
            all.addAll(readable());
        }
        return all;
    }

    private Run run(ContainerPath folder, String first, String command) {
        Run plain = first.isEmpty() ? Run.of(command) : Run.of(first, command);
        // Maven reads it as if it were typed: no value is in a command, a layer or the history.
        Run run = hidesProperties()
                ? plain.with(new Mount.Secret(HIDDEN, Optional.of(folder.resolve(MAVEN_CONFIG)), Optional.empty()))
                : plain;
        return secretly(
                request.builder().cache() == DependencyCache.MOUNT
                        ? run.with(
                                new Mount.Cache(REPOSITORY, Optional.of("docker-strategy-maven"), Mount.Sharing.LOCKED))
                        : run);
    }

    private Run secretly(Run run) {
        Run result = run;
        for (String id : request.builder().secrets().keySet().stream().sorted().toList()) {
            result = result.with(new Mount.Secret(id, Optional.empty(), Optional.empty()));
        }
        return request.docker().ssh().isEmpty() ? result : result.with(new Mount.Ssh(Optional.empty()));
    }

    private String mvn(MavenBuild maven, boolean priming) {
        List<String> words = new ArrayList<>();
        // The maven images set it to a folder, which the wrapper takes for arguments.
        words.add("unset MAVEN_CONFIG &&");
        words.add(maven.wrapper() ? "sh ./mvnw" : "mvn");
        words.add("-B -ntp -Dmaven.repo.local=" + REPOSITORY);
        if (request.builder().secrets().containsKey(Builder.SETTINGS)) {
            words.add("-s /run/secrets/" + Builder.SETTINGS);
        }
        maven.arguments().forEach(argument -> words.add(Command.quoted(argument)));
        if (priming) {
            // Without sources some modules cannot be packaged: what counts is what was downloaded until then.
            words.add("-q -fn -Ddocker-strategy.stageOnly=none");
        } else {
            words.add("-Ddocker-strategy.stageOnly="
                    + Command.quoted(request.project().coordinates().selector()));
            if (form == Form.ARCHIVES) {
                words.add("-Ddocker-strategy.stageAs=archives");
            }
        }
        goals(maven).forEach(goal -> words.add(Command.quoted(goal)));
        return String.join(" ", words);
    }

    /** Nothing is staged where Maven makes the artifact as it is: the phase will do. */
    private List<String> goals(MavenBuild maven) {
        return request.builder().isForeign() ? maven.goals().subList(0, 1) : maven.goals();
    }
}
