package io.github.dockerstrategy.maven.migrate.source;

import io.github.dockerstrategy.maven.migrate.pom.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Another plugin that builds images, and what becomes of its configuration.
 *
 * @param name what {@code docker-strategy.import.from} calls it
 * @param plugins its coordinates, group and artifact; the usual ones first
 * @param imagesOnly whether it does nothing but images, so that a module that names it has one
 * @param builtBy what has its image, so that it can be compared
 * @param property the properties that set it up
 * @param resource a file of properties that does so, relative to the module
 * @param rules its elements, in the order in which this plugin's elements are written
 * @param goals the goals that build or push, with what does so here
 * @param defaults writes what it does where nothing is said, and this plugin does not
 * @param differences what differs from its images in any case
 */
public record Source(
        String name,
        List<String> plugins,
        boolean imagesOnly,
        BuiltBy builtBy,
        PropertyPath property,
        Optional<String> resource,
        List<Rule> rules,
        Map<String, Goal> goals,
        Defaults defaults,
        List<String> differences) {

    /** First what one looks for first; the others stay in their order behind these. */
    private static final List<String> ORDER = List.of(
            "strategy", "image", "tags", "repositories", "from", "platforms", "format", "output", "containerizingMode");

    /** The element with one element for each image. */
    private static final String IMAGES = "images";

    public Source {
        plugins = List.copyOf(plugins);
        rules = List.copyOf(rules);
        goals = Map.copyOf(goals);
        differences = List.copyOf(differences);
    }

    /** What has the image that the plugin builds. */
    public enum BuiltBy {
        /** An archive, of Jib. */
        ARCHIVE,
        /** An engine's store. */
        ENGINE,
        /** Nothing that could be compared. */
        OTHERS
    }

    /**
     * What does here what a goal does there.
     *
     * @param here the goal
     * @param output its output; empty if it has none
     */
    public record Goal(String here, String output) {}

    /** Completes a configuration whose elements are taken over. */
    @FunctionalInterface
    public interface Defaults {
        void complete(Xpp3Dom theirs, Element here, MavenProject project);
    }

    /** The plugin's name, such as {@code jib-maven-plugin}. */
    public String title() {
        return artifacts().get(0);
    }

    /** The names without groups. */
    public List<String> artifacts() {
        return plugins.stream()
                .map(plugin -> plugin.substring(plugin.indexOf(':') + 1))
                .toList();
    }

    /** The plugin's coordinates with the version that a module uses, as Maven takes them for a goal. */
    public String coordinates(MavenProject project) {
        return new DeclaredPlugin(this, project).plugin();
    }

    /**
     * What a module needs of this plugin; empty if it does not build its image with that one.
     *
     * @param asked whether this source was asked for by name
     */
    public Optional<Imported> read(MavenProject project, String version, boolean asked) {
        DeclaredPlugin theirs = new DeclaredPlugin(this, project);
        if (!theirs.isThere()) {
            return Optional.empty();
        }
        Xpp3Dom configuration = theirs.configuration();
        List<Row> rows = new ArrayList<>();
        List<PluginExecution> executions = theirs.executions().keySet().stream()
                .filter(execution -> execution.getGoals().stream().anyMatch(goals::containsKey))
                .toList();
        Element plugin = Element.ofThisPlugin(version);
        List<Xpp3Dom> images = images(configuration);
        if (images.size() > 1) {
            severalImages(plugin, images, executions, rows, project);
        } else {
            // Images that are only run have no counterpart; the one that is built is taken over.
            Migration main = Migration.of(images.isEmpty() ? configuration : images.get(0), rules);
            rows.addAll(Migration.of(configuration, rules).rows());
            if (!images.isEmpty()
                    || theirs.executions().values().stream()
                            .allMatch(own -> images(own).isEmpty())) {
                complete(configuration, main.configuration(), project);
            }
            if (!main.configuration().isEmpty()) {
                plugin.take(main.configuration());
            }
            theirs.executions().forEach((execution, own) -> execution(plugin, execution, own, rows, project));
        }
        boolean used = imagesOnly
                || asked
                || !executions.isEmpty()
                || rows.stream().anyMatch(row -> row.fate() != Fate.KEPT && row.fate() != Fate.IGNORED);
        return used ? Optional.of(new Imported(this, plugin, rows)) : Optional.empty();
    }

    private void complete(Xpp3Dom theirs, Element here, MavenProject project) {
        defaults.complete(theirs, here, project);
        here.prune();
        here.order(ORDER);
    }

    /** The configuration once for each image in it. */
    private static List<Xpp3Dom> images(Xpp3Dom configuration) {
        Xpp3Dom images = configuration.getChild(IMAGES);
        List<Xpp3Dom> all = new ArrayList<>();
        if (images == null) {
            return all;
        }
        for (Xpp3Dom image : images.getChildren()) {
            if (image.getChild("build") == null) {
                continue;
            }
            Xpp3Dom one = new Xpp3Dom(configuration.getName());
            for (Xpp3Dom child : configuration.getChildren()) {
                if (!child.getName().equals(IMAGES)) {
                    one.addChild(child);
                }
            }
            Xpp3Dom only = new Xpp3Dom(IMAGES);
            only.addChild(image);
            one.addChild(only);
            all.add(one);
        }
        return all;
    }

    /** Each image becomes an execution. */
    private void severalImages(
            Element plugin,
            List<Xpp3Dom> images,
            List<PluginExecution> executions,
            List<Row> rows,
            MavenProject project) {
        for (Xpp3Dom image : images) {
            Migration migration = Migration.of(image, rules);
            boolean first = rows.isEmpty();
            migration.rows().stream()
                    .filter(row -> first || row.path().startsWith(IMAGES + "."))
                    .forEach(rows::add);
            complete(image, migration.configuration(), project);
            Element execution = plugin.at("executions").add("execution");
            String alias = Texts.child(image, IMAGES + ".image.alias", "");
            execution.at("id").text(alias.isEmpty() ? "image-" + (images.indexOf(image) + 1) : alias);
            List<String> here = executions.stream()
                    .flatMap(one -> one.getGoals().stream())
                    .flatMap(goal -> Optional.ofNullable(goals.get(goal)).stream())
                    .map(Goal::here)
                    .distinct()
                    .toList();
            (here.isEmpty() ? List.of("build") : here)
                    .forEach(goal -> execution.at("goals").add("goal").text(goal));
            execution.take(migration.configuration());
        }
    }

    private void execution(Element plugin, PluginExecution theirs, Xpp3Dom own, List<Row> rows, MavenProject project) {
        List<Goal> here = theirs.getGoals().stream()
                .filter(goals::containsKey)
                .map(goals::get)
                .toList();
        if (here.isEmpty()) {
            return;
        }
        List<Xpp3Dom> images = images(own);
        rows.addAll(Migration.of(own, rules).rows());
        for (Xpp3Dom image : images.isEmpty() ? List.of(own) : images) {
            String id = images.size() > 1 ? theirs.getId() + "-" + (images.indexOf(image) + 1) : theirs.getId();
            execution(plugin.at("executions").add("execution"), id, theirs, here, image, project);
        }
    }

    private void execution(
            Element execution, String id, PluginExecution theirs, List<Goal> here, Xpp3Dom own, MavenProject project) {
        if (!id.equals("default")) {
            execution.at("id").text(id);
        }
        if (theirs.getPhase() != null && !theirs.getPhase().equals("package")) {
            execution.at("phase").text(theirs.getPhase());
        }
        here.stream()
                .map(Goal::here)
                .distinct()
                .forEach(goal -> execution.at("goals").add("goal").text(goal));
        Element configuration = Migration.of(own, rules).configuration();
        if (!images(own).isEmpty()) {
            complete(own, configuration, project);
        }
        here.stream()
                .map(Goal::output)
                .filter(output ->
                        !output.isEmpty() && configuration.child("output").isEmpty())
                .findFirst()
                .ifPresent(output -> configuration.at("output").text(output));
        if (!configuration.isEmpty()) {
            execution.take(configuration);
        }
    }
}
