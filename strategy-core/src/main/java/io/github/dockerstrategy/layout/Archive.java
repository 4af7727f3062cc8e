package io.github.dockerstrategy.layout;

import static io.github.dockerstrategy.problem.Mention.parameter;
import static io.github.dockerstrategy.problem.Mention.setting;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.FileMode;
import io.github.dockerstrategy.image.Ownership;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * A jar or war that was built, read without unpacking it.
 *
 * @param file where it lies
 * @param sizes sizes of its files by name, as they are unpacked
 * @param twice names of which it has more than one file
 * @param manifest main attributes of its manifest; empty if it has none
 */
record Archive(Path file, SortedMap<String, Long> sizes, Set<String> twice, Attributes manifest) {

    private static final Pattern UNSAFE = Pattern.compile("(?s)/.*|.*[\\\\\\x00].*|(.*/)?\\.{0,2}(/.*)?");

    /** @throws ProblemException if it is not there, or no archive */
    static Archive open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ProblemException(Problem.of(
                    "missing-artifact",
                    "There is no archive '" + file + "'.",
                    "",
                    "build it first, or correct the path (relative ones start at the module's folder)"));
        }
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            SortedMap<String, Long> sizes = new TreeMap<>();
            Set<String> twice = new HashSet<>();
            jar.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> {
                if (sizes.put(entry.getName(), entry.getSize()) != null) {
                    twice.add(entry.getName());
                }
            });
            return new Archive(file, sizes, twice, manifest == null ? new Attributes() : manifest.getMainAttributes());
        } catch (IOException e) {
            // Also a manifest that is none.
            throw new ProblemException(
                    Problem.of(
                            "broken-archive",
                            "'" + file + "' is not a readable jar or war: " + e.getMessage() + ".",
                            "",
                            "build it again; a file or folder that is no archive goes into the image with "
                                    + parameter("builder.artifact") + " and "
                                    + setting("containerizingMode", "exploded")),
                    e);
        }
    }

    Optional<String> attribute(String name) {
        return Optional.ofNullable(manifest.getValue(name)).filter(value -> !value.isBlank());
    }

    /** Names of its files, sorted. */
    Set<String> members() {
        return sizes.keySet();
    }

    /** Size of a file that it has. */
    long size(String member) {
        return sizes.getOrDefault(member, 0L);
    }

    boolean has(String member) {
        return sizes.containsKey(member);
    }

    /**
     * A member as text.
     *
     * @throws ProblemException if it is damaged
     */
    Optional<String> text(String member) {
        if (!has(member)) {
            return Optional.empty();
        }
        try (OpenArchives archives = new OpenArchives();
                InputStream stream = archives.read(new Entry.Content.Zipped(file, member))) {
            return Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of(
                            "broken-archive",
                            "'" + member + "' in '" + file + "' cannot be read: " + e.getMessage() + ".",
                            "",
                            "build the archive again"),
                    e);
        }
    }

    /**
     * The member as a file below {@code into}.
     *
     * @throws ProblemException if it would lie anywhere else, or in the place of another
     */
    Entry entry(String member, ContainerPath into, Instant modified) {
        if (UNSAFE.matcher(member).matches()) {
            throw unsafe(
                    member, "its name would lead out of the application's folder, or means something else elsewhere");
        }
        if (twice.contains(member)) {
            throw unsafe(member, "there are two of that name");
        }
        for (int slash = member.indexOf('/'); slash > 0; slash = member.indexOf('/', slash + 1)) {
            if (sizes.containsKey(member.substring(0, slash))) {
                throw unsafe(member, "'" + member.substring(0, slash) + "' is a file, too");
            }
        }
        return new Entry(
                into.resolve(member), new Entry.Content.Zipped(file, member), FileMode.FILE, Ownership.ROOT, modified);
    }

    /** The refusal of a member that must not get into an image. */
    ProblemException unsafe(String member, String why) {
        return new ProblemException(Problem.of(
                "unsafe-archive-member",
                "The member '" + member + "' of the archive '" + file + "' cannot be added to an image: " + why + ".",
                "",
                "build the archive without it"));
    }
}
