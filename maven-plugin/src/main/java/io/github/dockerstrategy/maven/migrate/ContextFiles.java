package io.github.dockerstrategy.maven.migrate;

import io.github.dockerstrategy.externalize.HostTree;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.maven.project.MavenProject;

/**
 * The files of a build context, and the artifacts that the build will add.
 *
 * @param context the folder
 * @param modules the modules of the build
 */
record ContextFiles(Path context, List<MavenProject> modules) {

    /** Large folders that no Dockerfile copies single files from. */
    private static final Set<String> LEFT_OUT = Set.of(".git", "node_modules", "docker-strategy");

    ContextFiles {
        modules = List.copyOf(modules);
    }

    HostTree tree() throws IOException {
        SortedSet<String> files = new TreeSet<>();
        Files.walkFileTree(context, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return LEFT_OUT.contains(String.valueOf(folder.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(relative(file));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
        modules.stream()
                .filter(module -> !module.getPackaging().equals("pom"))
                .map(ContextFiles::artifact)
                .filter(file -> file.startsWith(context))
                .forEach(file -> files.add(relative(file)));
        return new HostTree(files);
    }

    private static Path artifact(MavenProject module) {
        String type = module.getPackaging().matches("war|ear|rar") ? module.getPackaging() : "jar";
        return Path.of(module.getBuild().getDirectory(), module.getBuild().getFinalName() + "." + type);
    }

    private String relative(Path file) {
        return context.relativize(file).toString().replace('\\', '/');
    }
}
