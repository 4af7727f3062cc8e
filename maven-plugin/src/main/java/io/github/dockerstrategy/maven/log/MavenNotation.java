package io.github.dockerstrategy.maven.log;

import io.github.dockerstrategy.maven.AbstractImageMojo;
import io.github.dockerstrategy.maven.config.ParameterProperties;
import io.github.dockerstrategy.problem.Mention;
import io.github.dockerstrategy.problem.Notation;
import io.github.dockerstrategy.problem.Text;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes parameters as elements and properties, goals as commands of Maven. */
public final class MavenNotation implements Notation {

    public static final Notation INSTANCE = new MavenNotation();

    /** The page that explains every problem, an anchor for each id. */
    public static final String PAGE = "docs/troubleshooting.md";

    /** Nothing but elements, one in the other. */
    private static final Pattern ELEMENTS = Pattern.compile("(?:<[A-Za-z]+>)+");

    private static final ParameterProperties PROPERTIES = new ParameterProperties(AbstractImageMojo.class);

    private static final String PREFIX = "docker-strategy";

    /** Phases, which stand in a command as they are. */
    private static final Set<String> PHASES = Set.of("package");

    private MavenNotation() {}

    @Override
    public String write(Mention mention) {
        if (mention instanceof Mention.Parameter parameter) {
            return opened(parameter.name());
        } else if (mention instanceof Mention.Setting setting) {
            return element(setting.name(), setting.value());
        } else if (mention instanceof Mention.Group group) {
            return element(
                    group.name(),
                    group.entries().stream()
                            .map(entry -> element(entry.name(), entry.value()))
                            .collect(Collectors.joining()));
        } else if (mention instanceof Mention.Argument argument) {
            return "-D" + PREFIX + "." + argument.name()
                    + argument.value().map(value -> "=" + value).orElse("");
        } else if (mention instanceof Mention.Goals goals) {
            return goals.names().stream()
                    .map(goal -> PHASES.contains(goal) ? goal : PREFIX + ":" + goal)
                    .collect(Collectors.joining(" ", "mvn ", ""));
        }
        Mention.OfBuildTool tool = (Mention.OfBuildTool) mention;
        String value = tool.value();
        return switch (tool.term()) {
            case OFFLINE -> "offline mode (-o)";
            case DEBUG_LOG -> "the debug log (-X)";
            case USER_SETTINGS -> "settings.xml";
            case USER_CREDENTIALS -> "a <server> with <id>" + value + "</id> in settings.xml";
            case PROPERTIES -> "<properties> or with -D" + value + "=…";
            case JAVA_RELEASE -> "maven.compiler.release";
            case SET_JAVA_RELEASE -> "<maven.compiler.release>" + value + "</maven.compiler.release>";
            case JAR_MAIN_CLASS -> "<manifest><mainClass> of the jar plugin";
            case BOOT_MAIN_CLASS -> "<mainClass> of spring-boot-maven-plugin";
        };
    }

    /** An element, with the property that sets it as well. */
    @Override
    public String where(Text where) {
        String written = where.in(this);
        if (!ELEMENTS.matcher(written).matches()) {
            return written;
        }
        List<String> path = List.of(written.substring(1, written.length() - 1).split("><"));
        return path.equals(List.of("image"))
                ? written + ", -Dimage"
                : PROPERTIES.find(path).map(name -> written + ", -D" + name).orElse(written);
    }

    @Override
    public String reference(String id) {
        return "[" + id + "] " + PAGE + "#" + id;
    }

    private static String opened(String name) {
        return "<" + name.replace(".", "><") + ">";
    }

    private static String element(String name, String content) {
        StringBuilder closed = new StringBuilder();
        for (String part : name.split("\\.")) {
            closed.insert(0, "</" + part + ">");
        }
        return opened(name) + content + closed;
    }
}
