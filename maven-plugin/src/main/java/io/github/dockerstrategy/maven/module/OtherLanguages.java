package io.github.dockerstrategy.maven.module;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;

/** Compilers of a module besides Java's own, which ignore its settings. */
record OtherLanguages(Module module, MavenProject project) {

    private static final String KOTLIN = "org.jetbrains.kotlin:kotlin-maven-plugin";
    private static final String GROOVY = "org.codehaus.gmavenplus:gmavenplus-plugin";
    private static final List<String> COMPILERS =
            List.of(KOTLIN, GROOVY, "net.alchim31.maven:scala-maven-plugin", "org.scala-tools:maven-scala-plugin");

    /** How the compilers' command lines say it: {@code -jvm-target 17}, {@code -release:17}, {@code -Xjdk-release=17}. */
    private static final Pattern ARGUMENT =
            Pattern.compile("-(?:jvm-target|Xjdk-release|Xtarget|release|target)[=:\\s]\\s*(?:jvm-)?([\\d.]+)");

    boolean present() {
        return compilers().findAny().isPresent();
    }

    /** The release that they compile for. */
    Optional<Integer> release() {
        return Stream.of(
                        module.configured(KOTLIN, "jvmTarget"),
                        property(KOTLIN, "kotlin.compiler.jvmTarget"),
                        module.configured(GROOVY, "targetBytecode"),
                        compilers()
                                .map(OtherLanguages::argument)
                                .flatMap(Optional::stream)
                                .findFirst())
                .flatMap(Optional::stream)
                .map(Module::release)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Stream<Plugin> compilers() {
        return COMPILERS.stream().map(project::getPlugin).flatMap(Stream::ofNullable);
    }

    private Optional<String> property(String plugin, String name) {
        return project.getPlugin(plugin) == null ? Optional.empty() : module.property(name);
    }

    private static Optional<String> argument(Plugin plugin) {
        return Stream.concat(
                        plugin.getExecutions().stream().map(PluginExecution::getConfiguration),
                        Stream.ofNullable(plugin.getConfiguration()))
                .map(configuration -> String.valueOf(configuration).replaceAll("<[^>]*>", " "))
                .map(ARGUMENT::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst();
    }
}
