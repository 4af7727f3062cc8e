package io.github.dockerstrategy.jlink;

import static io.github.dockerstrategy.problem.Mention.parameter;
import static io.github.dockerstrategy.problem.Mention.setting;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.problem.Problems;
import io.github.dockerstrategy.problem.Suggestion;
import io.github.dockerstrategy.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Decides which modules an application needs. */
final class NeededModules {

    /**
     * Modules that libraries reach by name, which no look at class files can see. Together 1.5 MB on top of java.base. Not here because
     * they cost more than they are worth to most: jdk.localedata (9 MB: formats of other languages than English), jdk.charsets (1 MB),
     * and what only diagnosis needs (jdk.jfr, jdk.jcmd, jdk.management.agent).
     */
    private static final List<String> REACHED_BY_NAME = List.of(
            // -javaagent, also by JAVA_TOOL_OPTIONS when the container is started: without it the JVM does not even
            // start.
            "java.instrument",
            // System.Logger falls back to bare standard error without it; logging facades look for it by name.
            "java.logging",
            // JMX: Micrometer, Hibernate, HikariCP and log4j look for it by name, and for com.sun.management of the
            // second one.
            "java.management",
            "jdk.management",
            // JNDI: Spring and log4j look for it; the DNS context is what mongodb+srv and mail lookups name as a
            // string.
            "java.naming",
            "jdk.naming.dns",
            // Elliptic curves, so nearly every TLS server; part of java.base from 22 on, where this module is empty.
            "jdk.crypto.ec",
            // TCP keep-alive options: HTTP clients and database drivers set them by reflection where they can.
            "jdk.net",
            // sun.misc.Unsafe and sun.reflect.ReflectionFactory: Netty, Guava, Objenesis (Spring), Byte Buddy
            // (Hibernate).
            "jdk.unsupported",
            // FileSystems.newFileSystem on a jar: how resources in jars are listed; a provider, so never referred to.
            "jdk.zipfs");

    private final Programs programs;
    private final Jdk jdk;
    private final CacheFolder cache;

    NeededModules(Programs programs, Jdk jdk, CacheFolder cache) {
        this.programs = programs;
        this.jdk = jdk;
        this.cache = cache;
    }

    /**
     * The modules to link.
     *
     * @param elements the application's class path
     * @param notes gets jars whose modules could not be determined
     * @throws ProblemException if the user named modules that this JDK does not have
     */
    NavigableSet<String> of(JlinkRequest request, List<ClassPathElement> elements, Collection<String> notes)
            throws InterruptedException {
        Problems problems = new Problems();
        NavigableSet<String> modules = new TreeSet<>(List.of("java.base"));
        request.modules().ifPresent(listed -> modules.addAll(known(listed, parameter("jlink.modules"), problems)));
        modules.addAll(known(request.addModules(), parameter("jlink.addModules"), problems));
        problems.throwIfAny();
        if (request.modules().isEmpty()) {
            REACHED_BY_NAME.stream().filter(this::hasContent).forEach(modules::add);
            modules.addAll(found(elements, notes));
        }
        return modules;
    }

    private List<String> known(List<String> names, String where, Problems problems) {
        for (String name : names) {
            if (!jdk.modules().containsKey(name)) {
                problems.add(Problem.of(
                        "jlink-unknown-module",
                        "The JDK " + jdk.feature() + " in " + jdk.home() + " has no module '" + name + "'.",
                        where,
                        didYouMean(name)));
            }
        }
        return names;
    }

    private String didYouMean(String name) {
        return Suggestion.nearest(name, jdk.modules().keySet())
                        .map(near -> "did you mean '" + near + "'? ")
                        .orElse("")
                + "all of them: " + jdk.tool("java") + " --list-modules";
    }

    private boolean hasContent(String name) {
        return jdk.modules().containsKey(name)
                && !jdk.modules().get(name).packages().isEmpty();
    }

    private NavigableSet<String> found(List<ClassPathElement> elements, Collection<String> notes)
            throws InterruptedException {
        NavigableSet<String> modules = new TreeSet<>();
        Map<String, String> owners = ownersOfPackages();
        for (ClassPathElement element : elements) {
            modules.addAll(element.requires());
            element.services().forEach(type -> modules.add(owners.getOrDefault(packageOf(type), "java.base")));
        }
        modules.retainAll(jdk.modules().keySet());
        // Asked apart, so that a change of the application's own code does not have all of its libraries read again.
        modules.addAll(referredTo(
                elements.stream()
                        .filter(element -> Files.isRegularFile(element.path()))
                        .toList(),
                notes));
        modules.addAll(referredTo(
                elements.stream()
                        .filter(element -> Files.isDirectory(element.path()))
                        .toList(),
                notes));
        return modules;
    }

    private Map<String, String> ownersOfPackages() {
        Map<String, String> owners = new TreeMap<>();
        jdk.modules().forEach((name, module) -> module.exports().forEach(export -> owners.put(export.source(), name)));
        return owners;
    }

    private static String packageOf(String type) {
        return type.substring(0, Math.max(0, type.lastIndexOf('.')));
    }

    /** What jdeps says; asked once for the same content. */
    private List<String> referredTo(List<ClassPathElement> elements, Collection<String> notes)
            throws InterruptedException {
        String key = "jdeps-"
                + fingerprint(elements.stream().map(ClassPathElement::path).toList());
        List<String> answer = cache.lines(key).orElse(null);
        if (answer == null) {
            List<String> unreadable = new ArrayList<>();
            try (PlainClasses plain = PlainClasses.of(elements)) {
                answer = new ArrayList<>(new Jdeps(programs, jdk)
                        .modulesOf(plain.roots(), path -> unreadable.add("!" + path.getFileName())));
            } catch (IOException e) {
                throw unreadable(e);
            }
            answer.addAll(unreadable);
            cache.store(key, answer);
        }
        answer.stream().filter(line -> line.startsWith("!")).forEach(line -> notes.add(unread(line.substring(1))));
        return answer.stream().filter(line -> !line.startsWith("!")).toList();
    }

    static String unread(String file) {
        return file + " cannot be read, so the modules that it needs are not known: name them in "
                + parameter("jlink.addModules") + ".";
    }

    private String fingerprint(List<Path> roots) {
        Fingerprint fingerprint = new Fingerprint().add("2").add(jdk.identity());
        try {
            for (Path root : roots) {
                if (Files.isDirectory(root)) {
                    fingerprint.addFolder(root);
                } else {
                    fingerprint.add(String.valueOf(root.getFileName())).addFile(root);
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return fingerprint.hex();
    }

    private static ProblemException unreadable(IOException e) {
        return new ProblemException(
                Problem.ofEnvironment(
                        "jlink-class-path-unreadable",
                        "The class path cannot be read: " + e.getMessage() + ".",
                        setting("from", "jlink"),
                        ""),
                e);
    }
}
