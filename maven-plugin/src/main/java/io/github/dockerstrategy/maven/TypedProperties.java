package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.maven.config.Overlay;
import io.github.dockerstrategy.process.SecretNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The {@code -D} properties of this run of Maven, as another one gets them. A command line can be read by everybody on the machine
 * and ends up in logs and image histories, so a secret is not written there: Maven replaces {@code ${env.NAME}} in the value.
 */
record TypedProperties(Properties typed) {

    /** What is set anew, or concerns only what is done with the layers afterwards. */
    private static final Pattern NOT_FOR_OTHERS = Pattern.compile(
            "maven\\.repo\\.local|skipTests|image|(env|session)\\..*|"
                    + Pattern.quote(Overlay.PREFIX)
                    + "(image|tags|strategy|output|cache|cacheSize|force|eject|container\\.environment|(docker|builder)\\..*)");

    private static final Pattern SET_BY_COMPARISON =
            Pattern.compile("maven\\.repo\\.local|skipTests|image|(env|session)\\..*|" + Pattern.quote(Overlay.PREFIX)
                    + "(image|tags|strategy|output|cache|compare\\..*)");

    /** Arguments for all that is no secret. */
    List<String> open() {
        List<String> arguments = new ArrayList<>();
        for (String name : names(NOT_FOR_OTHERS, name -> !SecretNames.include(name))) {
            arguments.add("-D" + name + "=" + typed.getProperty(name));
        }
        return arguments;
    }

    /** Arguments for a build in a comparison: what concerns docker and the builder too, but not what the comparison sets itself. */
    List<String> forComparison() {
        return comparable(this::isOpen).stream().map(this::argument).toList();
    }

    /** The same for what is secret, naming variables of {@link #environmentOfComparison}. */
    List<String> hiddenInComparison() {
        return comparable(name -> !isOpen(name)).stream()
                .map(name -> "-D" + name + "=${env." + variable(name) + "}")
                .toList();
    }

    /** The variables that {@link #hiddenInComparison} names. */
    Map<String, String> environmentOfComparison() {
        Map<String, String> environment = new TreeMap<>();
        comparable(name -> !isOpen(name)).forEach(name -> environment.put(variable(name), typed.getProperty(name)));
        return environment;
    }

    /** What was typed, for people to read; of a secret the name only. */
    List<String> shown() {
        return new TreeSet<>(typed.stringPropertyNames())
                .stream()
                        .filter(name -> !name.matches("maven\\.repo\\.local|(env|session)\\..*"))
                        .map(name -> isOpen(name) ? argument(name) : "-D" + name + "=…")
                        .toList();
    }

    private String argument(String name) {
        return "-D" + name + "=" + typed.getProperty(name);
    }

    /** A list or map of build arguments or variables can hold a secret under a harmless name. */
    private boolean isOpen(String name) {
        return !SecretNames.include(name) && !SecretNames.include(typed.getProperty(name));
    }

    /** Arguments for the secrets, which name variables of the {@link #environment}. */
    List<String> hidden() {
        return secrets().stream()
                .map(name -> "-D" + name + "=${env." + variable(name) + "}")
                .toList();
    }

    /** The variables that {@link #hidden} names. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        secrets().forEach(name -> environment.put(variable(name), typed.getProperty(name)));
        return environment;
    }

    /** The names of those that are not for everybody to see. */
    List<String> secrets() {
        return names(NOT_FOR_OTHERS, SecretNames::include);
    }

    private List<String> comparable(Predicate<String> wanted) {
        return names(SET_BY_COMPARISON, wanted);
    }

    private List<String> names(Pattern except, Predicate<String> wanted) {
        return new TreeSet<>(typed.stringPropertyNames())
                .stream()
                        .filter(name -> !except.matcher(name).matches())
                        .filter(wanted)
                        .toList();
    }

    /** Two names that differ in punctuation only would share one variable, but for the hash. */
    private static String variable(String name) {
        return "DOCKER_STRATEGY_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_"
                + Integer.toHexString(name.hashCode()).toUpperCase(Locale.ROOT);
    }
}
