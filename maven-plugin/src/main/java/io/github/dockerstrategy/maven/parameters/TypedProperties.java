package io.github.dockerstrategy.maven.parameters;

import io.github.dockerstrategy.maven.config.Overlay;
import io.github.dockerstrategy.problem.PlainText;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.SecretNames;
import io.github.dockerstrategy.project.UserProperties;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code -D} properties of this run of Maven, as another one gets them. A command line can be read by everybody on the machine
 * and ends up in logs and image histories, and no name tells for sure what is a secret. So no value is written there but that of a
 * switch: Maven 3 replaces {@code ${env.NAME}} in the value.
 */
public record TypedProperties(Properties typed) {

    /** What is set anew, concerns this machine or this terminal only, or only what is done with the layers afterwards. */
    private static final String NOT_FOR_OTHERS = "maven\\.repo\\.local|skipTests|image|(env|session)\\..*|"
            + Pattern.quote(Overlay.PREFIX)
            + "(image|tags|repositories|strategy|output|cache|cacheSize|force|eject|docker\\..*|compare\\..*"
            + "|container\\.(environment|labels|args))";

    private static final Pattern NOT_FOR_A_CHILD =
            Pattern.compile(NOT_FOR_OTHERS + "|" + Pattern.quote(Overlay.PREFIX) + "builder\\..*");

    /** Never sent to a container. */
    private static final Pattern OF_THIS_MACHINE = Pattern.compile(
            "style\\.color|jansi\\..*|org\\.slf4j\\.simpleLogger\\..*|maven\\.(ext\\.class\\.path|home|conf|multiModuleProjectDirectory)"
                    + "|maven\\.repo\\.local\\..*|user\\.(home|dir|name)|java\\.io\\.tmpdir");

    /** Read by Maven, its resolver or the JVM before variables are replaced: a reference to one would be taken for the value. */
    private static final Pattern READ_AT_ONCE = Pattern.compile(OF_THIS_MACHINE
            + "|(aether|maven\\.(wagon|resolver|artifact)|java|javax|jdk|sun|user|file|https?)\\..*|socksProxy\\w+");

    private static final Pattern SET_BY_COMPARISON =
            Pattern.compile("maven\\.repo\\.local|skipTests|image|(env|session)\\..*|" + Pattern.quote(Overlay.PREFIX)
                    + "(image|tags|repositories|strategy|output|cache|compare\\..*)");

    private static final String VARIABLE = "DOCKER_STRATEGY_";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{env\\.(" + VARIABLE + "\\w+)}");
    private static final Set<String> SWITCH = Set.of("true", "false", "");

    /** Those of a run that may be a child itself: not every Maven replaces variables where it tells what was typed. */
    public static TypedProperties of(Properties typed, Map<String, String> environment) {
        Properties replaced = new Properties();
        for (String name : typed.stringPropertyNames()) {
            Matcher reference = REFERENCE.matcher(typed.getProperty(name));
            String value = reference.matches() ? environment.get(reference.group(1)) : null;
            replaced.setProperty(name, value == null ? typed.getProperty(name) : value);
        }
        return new TypedProperties(replaced);
    }

    /** Arguments for a Maven on this machine, with values that {@code isOpen} only. */
    public List<String> arguments(Predicate<String> isOpen) {
        return arguments(NOT_FOR_A_CHILD, isOpen);
    }

    /** The variables that {@link #arguments} name. */
    public Map<String, String> environment(Predicate<String> isOpen) {
        return environment(NOT_FOR_A_CHILD, isOpen);
    }

    /** Arguments for a build in a comparison: what concerns docker and the builder too, but not what the comparison sets itself. */
    public List<String> argumentsOfComparison(Predicate<String> isOpen) {
        return arguments(SET_BY_COMPARISON, isOpen);
    }

    /** The variables that {@link #argumentsOfComparison} name. */
    public Map<String, String> environmentOfComparison(Predicate<String> isOpen) {
        return environment(SET_BY_COMPARISON, isOpen);
    }

    /** Whether a value can be read by all: that of a switch, the one that a profile of the POM waits for, and settings of Maven itself. */
    public boolean isOpen(String name, Set<String> awaited) {
        return isSwitch(name)
                || awaited.contains(name + "=" + typed.getProperty(name))
                || (READ_AT_ONCE.matcher(name).matches() && !looksSecret(name));
    }

    /** Names of those that look like a secret, for a Maven that can be told values on its command line only. */
    public List<String> secrets() {
        return names(NOT_FOR_A_CHILD).stream().filter(this::looksSecret).toList();
    }

    boolean looksSecret(String name) {
        String value = typed.getProperty(name);
        return SecretNames.include(name) || !PlainText.withoutUserInfo(value).equals(value);
    }

    /**
     * Those that decide what is in the image, for a Maven in a container.
     *
     * @param listed names of those that everybody may read: if there are any, only these are passed
     * @param fingerprint makes the fingerprint of a text that may be secret
     */
    public UserProperties forContainer(List<String> listed, Function<String, String> fingerprint) {
        Map<String, String> open = new TreeMap<>();
        Map<String, String> hidden = new TreeMap<>();
        Set<String> leftOut = new TreeSet<>();
        for (String name : names(NOT_FOR_A_CHILD)) {
            if (name.startsWith(Overlay.PREFIX) || OF_THIS_MACHINE.matcher(name).matches()) {
                continue;
            }
            if (isSwitch(name) || listed.contains(name)) {
                open.put(name, line(name));
            } else if (listed.isEmpty()) {
                hidden.put(name, line(name));
            } else {
                leftOut.add(name);
            }
        }
        return new UserProperties(
                parameters(),
                builderParameters(),
                open,
                hidden,
                hidden.isEmpty() ? "" : fingerprint.apply(hidden.toString()),
                List.copyOf(leftOut));
    }

    /** What a kept script needs: parameters of ours, which its Dockerfiles were made from too, and nothing of other properties. */
    public UserProperties forKeeping() {
        return new UserProperties(parameters(), builderParameters(), Map.of(), Map.of(), "", List.of());
    }

    /** What was typed, for people to read: values of switches and of our parameters, names of all others. */
    public List<String> shown() {
        return new TreeSet<>(typed.stringPropertyNames())
                .stream()
                        .filter(name -> !name.matches("maven\\.repo\\.local|(env|session)\\..*"))
                        .map(name -> isShown(name) ? argument(name) : "-D" + name + "=…")
                        .toList();
    }

    private boolean isShown(String name) {
        boolean ours = name.startsWith(Overlay.PREFIX) || name.equals("image");
        // A list or map of build arguments or variables can hold a secret under a harmless name.
        return isSwitch(name) || (ours && !looksSecret(name) && !SecretNames.include(typed.getProperty(name)));
    }

    private boolean isSwitch(String name) {
        return SWITCH.contains(typed.getProperty(name));
    }

    /** Those of ours that decide what is in the layers. */
    private Map<String, String> parameters() {
        return values(name -> name.startsWith(Overlay.PREFIX)
                && !NOT_FOR_A_CHILD.matcher(name).matches());
    }

    /** Those of ours that say how the application is built, and how the image is called. */
    private Map<String, String> builderParameters() {
        return values(name -> name.equals("image")
                || name.equals(Overlay.PREFIX + "image")
                || name.startsWith(Overlay.PREFIX + "builder."));
    }

    private Map<String, String> values(Predicate<String> wanted) {
        Map<String, String> values = new TreeMap<>();
        typed.stringPropertyNames().stream().filter(wanted).forEach(name -> values.put(name, typed.getProperty(name)));
        return values;
    }

    /** Maven reads a file of arguments by lines, and before 3.9 by words. */
    private String line(String name) {
        String value = typed.getProperty(name);
        if (value.matches("(?s).*([\\n\\r]|\\s-).*")) {
            throw new ProblemException(Problem.of(
                    "bad-typed-property",
                    "The value of -D" + name + " cannot be passed to a container build: it has a line break, or a"
                            + " word that starts with a '-'.",
                    "-D" + name,
                    "set it in the POM, or leave it out with <builder><properties>"));
        }
        return value;
    }

    private List<String> arguments(Pattern except, Predicate<String> isOpen) {
        return names(except).stream()
                .map(name -> isOpen.test(name) ? argument(name) : "-D" + name + "=${env." + variable(name) + "}")
                .toList();
    }

    private Map<String, String> environment(Pattern except, Predicate<String> isOpen) {
        Map<String, String> environment = new TreeMap<>();
        names(except).stream()
                .filter(isOpen.negate())
                .forEach(name -> environment.put(variable(name), typed.getProperty(name)));
        return environment;
    }

    private String argument(String name) {
        return "-D" + name + "=" + typed.getProperty(name);
    }

    private List<String> names(Pattern except) {
        return new TreeSet<>(typed.stringPropertyNames())
                .stream().filter(name -> !except.matcher(name).matches()).toList();
    }

    /** Two names that differ in punctuation only would share one variable, but for the hash. */
    private static String variable(String name) {
        return VARIABLE + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_"
                + Integer.toHexString(name.hashCode()).toUpperCase(Locale.ROOT);
    }
}
