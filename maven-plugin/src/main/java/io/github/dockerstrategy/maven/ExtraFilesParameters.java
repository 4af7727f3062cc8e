package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.FileMode;
import io.github.dockerstrategy.image.Ownership;
import io.github.dockerstrategy.layout.ExtraFiles;
import io.github.dockerstrategy.maven.config.ExtraDirectoriesParameters;
import io.github.dockerstrategy.maven.config.FileParameters;
import io.github.dockerstrategy.maven.config.PathParameters;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.jspecify.annotations.Nullable;

/** {@code <extraDirectories>} and {@code <files>}; Maven coordinates are resolved, and so verified, when this is read. */
record ExtraFilesParameters(AbstractImageMojo mojo) {

    private static final List<String> DEFAULT_FOLDERS = List.of("src/main/docker-strategy", "src/main/jib");

    ExtraFiles read() {
        ExtraDirectoriesParameters extra =
                AbstractImageMojo.orElse(mojo.extraDirectories, new ExtraDirectoriesParameters());
        List<ExtraFiles.Rule> rules = new ArrayList<>();
        extra.permissions.forEach(permission -> rules.add(new ExtraFiles.Rule(
                required(permission.file, "<permission><file>"),
                Optional.of(FileMode.parse(required(permission.mode, "<permission><mode>"), "<permission><mode>")),
                Optional.empty())));
        extra.ownership.forEach(owner -> rules.add(new ExtraFiles.Rule(
                required(owner.file, "<owner><file>"),
                Optional.empty(),
                Optional.of(Ownership.parse(required(owner.owner, "<owner><owner>"), "<owner><owner>")))));
        return new ExtraFiles(
                folders(extra.paths), mojo.files.stream().map(this::single).toList(), rules);
    }

    /** All that can be said without resolving anything: paths that are wrong, files that are not there. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        for (FileParameters file : mojo.files) {
            if (file.from != null && !isCoordinates(file.from) && !Files.isRegularFile(path(file.from))) {
                problems.add(Problem.of(
                        "missing-file",
                        "'" + path(file.from) + "' does not exist.",
                        "<files><file><from>",
                        "correct the path (relative ones start at the module's folder), or write Maven coordinates"
                                + " groupId:artifactId:version[:type[:classifier]]"));
            }
        }
        for (PathParameters folder :
                AbstractImageMojo.orElse(mojo.extraDirectories, new ExtraDirectoriesParameters()).paths) {
            if (folder.from != null && !Files.isDirectory(path(folder.from))) {
                problems.add(Problem.of(
                        "missing-file",
                        "The folder '" + path(folder.from) + "' does not exist.",
                        "<extraDirectories><paths><path><from>",
                        "correct the path (relative ones start at the module's folder), or remove the element"));
            }
        }
        return problems;
    }

    private List<ExtraFiles.Folder> folders(List<PathParameters> configured) {
        if (configured.isEmpty()) {
            return DEFAULT_FOLDERS.stream()
                    .map(folder -> new ExtraFiles.Folder(path(folder), ContainerPath.ROOT, List.of(), List.of(), true))
                    .toList();
        }
        return configured.stream()
                .map(folder -> new ExtraFiles.Folder(
                        path(required(folder.from, "<path><from>")),
                        ContainerPath.parse(folder.into == null ? "/" : folder.into, "<path><into>"),
                        folder.includes,
                        folder.excludes,
                        false))
                .toList();
    }

    private ExtraFiles.Single single(FileParameters file) {
        Path from = isCoordinates(required(file.from, "<file><from>")) ? resolve(file.from) : path(file.from);
        String into = required(file.into, "<file><into>");
        ContainerPath target = ContainerPath.parse(into, "<file><into>");
        return new ExtraFiles.Single(
                from,
                into.endsWith("/") ? target.resolve(String.valueOf(from.getFileName())) : target,
                Optional.ofNullable(file.mode).map(mode -> FileMode.parse(mode, "<file><mode>")),
                Optional.ofNullable(file.owner).map(owner -> Ownership.parse(owner, "<file><owner>")));
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
                mojo.project.getRemoteProjectRepositories(),
                null);
        try {
            return mojo.repositorySystem
                    .resolveArtifact(mojo.session.getRepositorySession(), request)
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException e) {
            throw new ProblemException(
                    Problem.ofEnvironment(
                            "file-not-resolved",
                            "Cannot resolve '" + coordinates + "': " + e.getMessage() + ".",
                            "<files><file><from>",
                            "check the coordinates groupId:artifactId:version[:type[:classifier]]"),
                    e);
        }
    }

    private Path path(String text) {
        return mojo.project.getBasedir().toPath().resolve(text).normalize();
    }

    private static String required(@Nullable String value, String where) {
        if (value == null || value.isBlank()) {
            throw new ProblemException(Problem.of("missing-value", where + " is missing.", where, "give it a value"));
        }
        return value;
    }
}
