package io.github.dockerstrategy.maven.parameters;

import io.github.dockerstrategy.maven.AbstractImageMojo;
import io.github.dockerstrategy.maven.config.BeanCopy;
import io.github.dockerstrategy.maven.config.BuilderParameters;
import io.github.dockerstrategy.maven.config.ContainerParameters;
import io.github.dockerstrategy.maven.config.DependenciesParameters;
import io.github.dockerstrategy.maven.config.DockerParameters;
import io.github.dockerstrategy.maven.config.EmptyElements;
import io.github.dockerstrategy.maven.config.ExtraDirectoriesParameters;
import io.github.dockerstrategy.maven.config.JlinkParameters;
import io.github.dockerstrategy.maven.config.Overlay;
import io.github.dockerstrategy.maven.config.UnknownElements;
import io.github.dockerstrategy.maven.config.UnsetElements;
import io.github.dockerstrategy.maven.goal.ImageGoal;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.Problems;
import io.github.dockerstrategy.project.TextFile;
import io.github.dockerstrategy.project.UserProperties;
import io.github.dockerstrategy.strategy.Strategies;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Turns a goal's form into its context: reports elements that nobody knows, lays typed properties over a copy of the form, and gives
 * empty elements their meaning. The form itself stays as Maven filled it in.
 */
public final class ParametersReader {

    private static final String JIB = "com.google.cloud.tools:jib-maven-plugin";

    private final AbstractImageMojo form;
    private final Problems problems;

    /** @param problems gets everything that is wrong with elements and properties */
    public ParametersReader(AbstractImageMojo form, Problems problems) {
        this.form = form;
        this.problems = problems;
    }

    public GoalContext read() {
        AbstractImageMojo values = new Values();
        BeanCopy.fields(AbstractImageMojo.class, form, values);
        UnknownElements elements = new UnknownElements(form.project, form.mojoExecution, form.getClass());
        elements.refuse(problems);
        if (form.kind() != GoalKind.STAGE && form.stageOnly == null) {
            new UnsetElements(
                            new PluginParameterExpressionEvaluator(form.session, form.mojoExecution),
                            form.session.getUserProperties())
                    .refuse(elements.configurations(), problems);
        }
        overlay(values);
        new EmptyElements(defaults()).settle(values, AbstractImageMojo.class);
        return context(values);
    }

    private GoalContext context(AbstractImageMojo values) {
        return new GoalContext(
                form.kind(),
                parameters(values),
                values.strategy,
                form.strategies,
                form.project,
                form.session,
                form.mojoExecution,
                new MavenComponents(form.dependenciesResolver, form.repositorySystem, form.settingsDecrypter),
                form.getLog());
    }

    /** The fields of a form, as they are. */
    public static ImageParameters parameters(AbstractImageMojo values) {
        return new ImageParameters(
                values.image,
                values.tags,
                values.repositories,
                values.output,
                values.format,
                values.annotations,
                values.from,
                values.platforms,
                values.skip,
                values.force,
                values.containerizingMode,
                values.artifact,
                orElse(values.container, ContainerParameters::new),
                orElse(values.extraDirectories, ExtraDirectoriesParameters::new),
                values.files,
                values.run,
                orElse(values.builder, BuilderParameters::new),
                orElse(values.dependencies, DependenciesParameters::new),
                values.layers,
                orElse(values.jlink, JlinkParameters::new),
                orElse(values.docker, DockerParameters::new),
                values.registries,
                values.mirrors,
                values.cache,
                values.cacheSize,
                values.eject,
                values.stageOnly);
    }

    private void overlay(AbstractImageMojo values) {
        Properties typed = typed();
        Overlay overlay = new Overlay(typed, form.project.getProperties(), problems);
        overlay.apply(values, AbstractImageMojo.class);
        overlay.refuseUnknown(otherProperties());
        refuseShortStrategy(typed);
        refuseJibProperties(typed);
        @Nullable String image = typed.getProperty("image");
        if (image != null) {
            values.image = image;
        }
    }

    /** Other plugins may have a property of this name, but hardly with the name of a strategy in it. */
    private void refuseShortStrategy(Properties typed) {
        @Nullable String value = typed.getProperty("strategy");
        boolean isMeantForUs = value != null
                && (value.equals(Strategies.AUTO) || form.strategies.find(value).isPresent());
        if (isMeantForUs) {
            problems.add(Problem.of(
                    "unknown-property",
                    "There is no property 'strategy'.",
                    "-Dstrategy",
                    "write -D" + Overlay.PREFIX + "strategy=" + value));
        }
    }

    /** In a project without Jib, they can only be meant for this plugin. */
    private void refuseJibProperties(Properties typed) {
        boolean usesJib = form.project.getPlugin(JIB) != null;
        typed.stringPropertyNames().stream()
                .filter(name -> name.startsWith("jib.") && !usesJib)
                .sorted()
                .forEach(name -> problems.add(Problem.of(
                        "foreign-parameter",
                        "'" + name + "' is a property of jib-maven-plugin.",
                        "-D" + name,
                        "docs/import.md lists the names here, such as -Dimage for jib.to.image")));
    }

    /** What was typed; where only a module is staged in a container, also what was typed for the build of the image. */
    private Properties typed() {
        Properties typed = new Properties();
        typed.putAll(TypedProperties.of(form.session.getUserProperties(), System.getenv())
                .typed());
        @Nullable String root = form.session.getExecutionRootDirectory();
        if (form.stageOnly != null && root != null) {
            Path file = Path.of(root, ".mvn", UserProperties.FILE);
            typed.putAll(new TextFile(file).properties());
        }
        return typed;
    }

    /** Those of goals that are not about one image, and the one that POMs like to keep our version in. */
    private Set<String> otherProperties() {
        Set<String> others = new TreeSet<>(Set.of(Overlay.PREFIX + "version"));
        for (MojoDescriptor goal :
                form.mojoExecution.getMojoDescriptor().getPluginDescriptor().getMojos()) {
            for (PlexusConfiguration parameter : goal.getMojoConfiguration().getChildren()) {
                String expression = parameter.getValue("");
                if (expression.startsWith("${" + Overlay.PREFIX)) {
                    others.add(expression.substring(2, expression.length() - 1));
                }
            }
        }
        return others;
    }

    /** What the parameters of the goal are where nothing is said. */
    private Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        for (PlexusConfiguration parameter :
                form.mojoExecution.getMojoDescriptor().getMojoConfiguration().getChildren()) {
            @Nullable String value = parameter.getAttribute("default-value");
            if (value != null && !value.startsWith("${")) {
                defaults.put(parameter.getName(), value);
            }
        }
        return defaults;
    }

    private static <T> T orElse(@Nullable T group, Supplier<T> empty) {
        return group == null ? empty.get() : group;
    }

    /** A copy of the form to lay properties over. */
    @NullUnmarked
    private static final class Values extends AbstractImageMojo {
        @Override
        protected String doing() {
            throw new IllegalStateException("holds values only");
        }

        @Override
        protected void perform(ImageGoal goal) {
            throw new IllegalStateException("holds values only");
        }
    }
}
