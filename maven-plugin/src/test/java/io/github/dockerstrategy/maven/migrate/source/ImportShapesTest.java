package io.github.dockerstrategy.maven.migrate.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.maven.Golden;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shapes of POMs are taken over as the golden files say; together they have every element of which there is a rule. */
class ImportShapesTest {

    private static final Path SHAPES = Path.of("src", "test", "golden", "import");
    private static final Pattern SHAPE =
            Pattern.compile("<shape name=\"([^\"]+)\"(?: packaging=\"(\\w+)\")?>(.*?)</shape>", Pattern.DOTALL);
    private static final Pattern PROPERTY = Pattern.compile("<(quarkus[^>]+)>([^<]*)</quarkus[^>]+>");

    static Stream<Source> sources() {
        return Sources.ALL.stream().filter(source -> !source.equals(Jib.SOURCE));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void isTakenOver(Source source) throws Exception {
        Map<String, Imported> shapes = shapes(source);
        StringBuilder text = new StringBuilder();
        shapes.forEach((name, imported) -> {
            text.append("== ")
                    .append(name)
                    .append(": ")
                    .append(imported.summary())
                    .append('\n');
            imported.plugin().lines().stream()
                    .skip(4)
                    .limit(imported.plugin().lines().size() - 5L)
                    .forEach(line -> text.append(line).append('\n'));
            imported.attention()
                    .forEach(row -> text.append("!! ")
                            .append(row.path())
                            .append(": ")
                            .append(row.fate())
                            .append("; ")
                            .append(row.here())
                            .append('\n'));
        });
        Golden.assertMatches("import/" + source.name() + ".txt", text.toString());

        assertThat(shapes).hasSizeGreaterThanOrEqualTo(10);
        assertThat(text.toString()).doesNotContain("s3cret");
        shapes.forEach((name, imported) -> assertThat(imported.unaccounted())
                .as(name)
                .hasSize(name.equals("an element that is not known") ? 1 : 0));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void hasAShapeForEachRule(Source source) throws Exception {
        Set<String> paths = shapes(source).values().stream()
                .flatMap(imported -> imported.rows().stream())
                .map(Row::path)
                .collect(Collectors.toSet());
        Set<String> unused = source.rules().stream()
                .map(Rule::path)
                .filter(rule -> paths.stream().noneMatch(path -> path.equals(rule) || path.startsWith(rule + ".")))
                // The other name of the same element.
                .filter(rule -> !rule.contains(".assemblies.assembly."))
                // What JKube shares with docker-maven-plugin is in the shapes of that.
                .filter(rule -> !source.equals(JKube.SOURCE) || !rule.startsWith("images."))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(unused).isEmpty();
    }

    private static Map<String, Imported> shapes(Source source) throws Exception {
        String text = Files.readString(SHAPES.resolve(source.name() + ".xml"));
        Map<String, Imported> shapes = new LinkedHashMap<>();
        Matcher shape = SHAPE.matcher(text);
        while (shape.find()) {
            String packaging = Optional.ofNullable(shape.group(2)).orElse("jar");
            shapes.put(
                    shape.group(1),
                    source.read(project(source, packaging, shape.group(3)), "1", true)
                            .orElseThrow());
        }
        return shapes;
    }

    private static MavenProject project(Source source, String packaging, String shape) throws Exception {
        String properties = "";
        String inside = shape;
        int start = shape.indexOf("<properties>");
        if (start >= 0) {
            int end = shape.indexOf("</properties>") + "</properties>".length();
            properties = shape.substring(start, end);
            inside = shape.substring(0, start) + shape.substring(end);
        }
        String[] plugin = source.plugins().get(0).split(":");
        String pom =
                "<project><modelVersion>4.0.0</modelVersion><groupId>org.example.team</groupId><artifactId>app</artifactId>"
                        + "<version>1.0</version><packaging>" + packaging + "</packaging>"
                        + PROPERTY.matcher(properties).replaceAll("")
                        + "<build><plugins><plugin><groupId>" + plugin[0] + "</groupId><artifactId>" + plugin[1]
                        + "</artifactId>"
                        + inside.replace("<KEPT/>", others(source, inside)) + "</plugin></plugins></build></project>";
        Model model = new MavenXpp3Reader().read(new StringReader(pom));
        // A name with quotes cannot be an element.
        Matcher property = PROPERTY.matcher(properties);
        while (property.find()) {
            model.addProperty(property.group(1), property.group(2));
        }
        MavenProject project = new MavenProject(model);
        project.setOriginalModel(model.clone());
        return project;
    }

    /** The parameters that have no counterpart, and are not in the shape. */
    private static String others(Source source, String shape) {
        List<String> names = new ArrayList<>();
        source.rules().stream()
                .filter(rule -> rule.fate() == Fate.NONE || rule.fate() == Fate.KEPT)
                .map(Rule::path)
                .filter(path -> !path.contains(".") && !shape.contains("<" + path + ">"))
                .forEach(names::add);
        return names.stream().map(name -> "<" + name + ">1</" + name + ">").collect(Collectors.joining());
    }
}
