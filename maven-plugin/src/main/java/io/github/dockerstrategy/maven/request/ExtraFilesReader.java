package io.github.dockerstrategy.maven.request;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.FileMode;
import io.github.dockerstrategy.image.Ownership;
import io.github.dockerstrategy.layout.ExtraFiles;
import io.github.dockerstrategy.layout.FileTree;
import io.github.dockerstrategy.layout.LinkedFolders;
import io.github.dockerstrategy.maven.config.ExtraDirectoriesParameters;
import io.github.dockerstrategy.maven.config.FileParameters;
import io.github.dockerstrategy.maven.config.OwnerParameters;
import io.github.dockerstrategy.maven.config.PathParameters;
import io.github.dockerstrategy.maven.config.PermissionParameters;
import io.github.dockerstrategy.maven.module.Module;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.maven.reactor.Pom;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.problem.Problems;
import io.github.dockerstrategy.strategy.BuildLocation;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.jspecify.annotations.Nullable;

/** {@code <extraDirectories>} and {@code <files>}; Maven coordinates are resolved, and so verified, when this is read. */
public record ExtraFilesReader(GoalContext goal) {

    private static final String FILE_FROM = "<files><file><from>";
    private static final String MODE = "<extraDirectories><permissions><permission><mode>";
    private static final String OWNER = "<extraDirectories><ownership><owner><owner>";
    private static final String COORDINATES = "groupId:artifactId:version[:type[:classifier]]";
    private static final List<String> DEFAULT_FOLDERS = List.of("src/main/docker-strategy", "src/main/jib");

    public ExtraFiles read() {
        return read(goal.parameters().files());
    }

    /** Without those that have to be resolved. */
    ExtraFiles readLocal() {
        return read(goal.parameters().files().stream()
                .filter(file -> file.from != null && !isCoordinates(file.from))
                .toList());
    }

    private ExtraFiles read(List<FileParameters> files) {
        ExtraDirectoriesParameters extra = extraDirectories();
        List<ExtraFiles.Rule> rules = new ArrayList<>();
        extra.permissions.forEach(permission -> rules.add(rule(permission)));
        extra.ownership.forEach(owner -> rules.add(rule(owner)));
        return new ExtraFiles(
                folders(extra.paths),
                files.stream().map(file -> single(file, source(file))).toList(),
                rules);
    }

    private ExtraDirectoriesParameters extraDirectories() {
        return goal.parameters().extraDirectories();
    }

    private static ExtraFiles.Rule rule(PermissionParameters permission) {
        return new ExtraFiles.Rule(
                glob(permission.file, "<extraDirectories><permissions><permission><file>"),
                Optional.of(FileMode.parse(required(permission.mode, MODE), MODE)),
                Optional.empty());
    }

    private static ExtraFiles.Rule rule(OwnerParameters owner) {
        return new ExtraFiles.Rule(
                glob(owner.file, "<extraDirectories><ownership><owner><file>"),
                Optional.empty(),
                Optional.of(Ownership.parse(required(owner.owner, OWNER), OWNER)));
    }

    /** All that can be said without resolving anything: values that are wrong or missing, files that are not there. */
    void check(Problems problems) {
        ExtraDirectoriesParameters extra = extraDirectories();
        extra.permissions.forEach(permission -> problems.collect(() -> rule(permission)));
        extra.ownership.forEach(owner -> problems.collect(() -> rule(owner)));
        for (PathParameters folder : extra.paths) {
            problems.collect(() -> folder(folder));
            if (folder.from != null && !Files.isDirectory(path(folder.from))) {
                problems.add(
                        missing("The folder '" + path(folder.from) + "'", "<extraDirectories><paths><path><from>", ""));
            }
        }
        for (FileParameters file : goal.parameters().files()) {
            boolean coordinates = file.from != null && isCoordinates(file.from);
            problems.collect(
                    () -> single(file, coordinates ? path("resolved-later") : path(required(file.from, FILE_FROM))));
            if (file.from == null || coordinates || Files.isRegularFile(path(file.from))) {
                continue;
            }
            if (Files.exists(path(file.from))) {
                problems.collect(() -> {
                    throw FileTree.notAFile(path(file.from), FILE_FROM);
                });
            } else {
                problems.add(
                        missing("'" + path(file.from) + "'", FILE_FROM, ", or write Maven coordinates " + COORDINATES));
            }
        }
    }

    /** What can be said of the files that are there, before anything is built. */
    void check(BaseReference base, Problems problems) {
        ExtraDirectoriesParameters extra = extraDirectories();
        List<ExtraFiles.Folder> folders = new Problems().collect(() -> folders(extra.paths));
        if (folders != null) {
            folders.forEach(folder -> problems.collect(() -> checkedNames(folder)));
        }
        if (base.isEmpty() || readsBase()) {
            return;
        }
        if (folders != null) {
            problems.collect(() -> {
                new ExtraFiles(folders, List.of(), List.of()).check(base);
                return folders;
            });
        }
        for (FileParameters file : goal.parameters().files()) {
            if (file.into != null && file.into.startsWith("/")) {
                problems.collect(() -> {
                    ContainerPath into = new ContainerPath(file.into);
                    LinkedFolders.COMMON.refuse(into, false, "<files><file><into>");
                    return into;
                });
            }
        }
    }

    /** Whether this very run reads the links of the base, so that they need not be guessed. */
    public boolean readsBase() {
        return !goal.chosen().needsDocker() && !goal.kind().stages() && new Module(goal).isBuilt();
    }

    /** Builders take a backslash in the build context for a slash. */
    private ExtraFiles.Folder checkedNames(ExtraFiles.Folder folder) {
        Optional<String> name = !goal.chosen().location().usesBuilder()
                ? Optional.empty()
                : folder.nodes().stream()
                        .map(FileTree.Node::name)
                        .filter(one -> one.indexOf('\\') >= 0)
                        .findFirst();
        if (name.isPresent()) {
            throw new ProblemException(Problem.of(
                    "backslash-in-context",
                    "'" + folder.from().resolve(name.get())
                            + "' has a backslash in its name, which docker's build context turns into a slash.",
                    "<extraDirectories><paths>",
                    "rename it, leave it out with <excludes>, or use a strategy that builds on this machine: "
                            + String.join(
                                    " or ", goal.strategies().names(one -> one.location() == BuildLocation.HOST))));
        }
        return folder;
    }

    private static Problem missing(String what, String where, String orElse) {
        return Problem.of(
                "missing-file",
                what + " does not exist.",
                where,
                "correct the path (relative ones start at the module's folder)" + orElse);
    }

    private List<ExtraFiles.Folder> folders(List<PathParameters> configured) {
        if (configured.isEmpty()) {
            return DEFAULT_FOLDERS.stream()
                    .map(folder -> new ExtraFiles.Folder(path(folder), ContainerPath.ROOT, List.of(), List.of(), true))
                    .toList();
        }
        return configured.stream().map(this::folder).toList();
    }

    private ExtraFiles.Folder folder(PathParameters folder) {
        return new ExtraFiles.Folder(
                path(required(folder.from, "<extraDirectories><paths><path><from>")),
                ContainerPath.parse(folder.into == null ? "/" : folder.into, "<extraDirectories><paths><path><into>"),
                globs(folder.includes, "<extraDirectories><paths><path><includes>"),
                globs(folder.excludes, "<extraDirectories><paths><path><excludes>"),
                false);
    }

    private Path source(FileParameters file) {
        String from = required(file.from, FILE_FROM);
        return isCoordinates(from) ? resolve(from) : path(from);
    }

    private static ExtraFiles.Single single(FileParameters file, Path from) {
        String into = required(file.into, "<files><file><into>");
        ContainerPath target = ContainerPath.parse(into, "<files><file><into>");
        return new ExtraFiles.Single(
                from,
                into.endsWith("/") ? target.resolve(String.valueOf(from.getFileName())) : target,
                Optional.ofNullable(file.mode).map(mode -> FileMode.parse(mode, "<files><file><mode>")),
                Optional.ofNullable(file.owner).map(owner -> Ownership.parse(owner, "<files><file><owner>")));
    }

    private static boolean isCoordinates(String from) {
        return from.matches("[\\w.-]+:[\\w.-]+:[^:/\\\\]+(:[\\w.-]+){0,2}");
    }

    /** Ours are group:artifact:version[:type[:classifier]], Maven resolver's have the version last. */
    private Path resolve(String coordinates) {
        String[] part = coordinates.split(":");
        String type = part.length > 3 ? part[3] : "jar";
        String classifier = part.length > 4 ? part[4] : "";
        ArtifactRequest request = new ArtifactRequest(
                new DefaultArtifact(part[0], part[1], classifier, type, part[2]),
                goal.project().getRemoteProjectRepositories(),
                null);
        try {
            return goal.components()
                    .repositorySystem()
                    .resolveArtifact(goal.session().getRepositorySession(), request)
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException e) {
            throw new ProblemException(
                    Problem.ofEnvironment(
                            "file-not-resolved",
                            "Cannot resolve '" + coordinates + "': " + e.getMessage() + ".",
                            FILE_FROM,
                            "check the coordinates " + COORDINATES),
                    e);
        }
    }

    private Path path(String text) {
        return Pom.folder(goal.project()).resolve(text).normalize();
    }

    private static List<String> globs(List<String> patterns, String where) {
        return patterns.stream().map(pattern -> glob(pattern, where)).toList();
    }

    private static String glob(@Nullable String pattern, String where) {
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + required(pattern, where));
            return String.valueOf(pattern);
        } catch (PatternSyntaxException e) {
            throw new ProblemException(
                    Problem.of(
                            "bad-pattern",
                            "'" + pattern + "' is not a pattern of paths: " + e.getDescription() + ".",
                            where,
                            "write for example /app/bin/* or **/*.sh; a bracket or brace that is meant as such, with a"
                                    + " backslash before it"),
                    e);
        }
    }

    private static String required(@Nullable String value, String where) {
        if (value == null || value.isBlank()) {
            throw new ProblemException(
                    Problem.of("missing-value", where + " is missing, or empty.", where, "give it a value"));
        }
        return value;
    }
}
