package io.github.dockerstrategy.maven.child;

import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.maven.parameters.TypedProperties;
import io.github.dockerstrategy.project.UserProperties;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.project.MavenProject;

/** How the {@code -D} properties of this run reach another Maven: on this machine in its environment, elsewhere in files. */
public record ChildProperties(GoalContext goal) {

    /** Arguments for a Maven on this machine. */
    List<String> arguments() {
        return readsVariables()
                ? typed().arguments(this::isOpen)
                : typed().arguments(name -> true).stream()
                        .filter(this::isNotKept)
                        .toList();
    }

    /** The variables that {@link #arguments} name. */
    Map<String, String> environment() {
        return readsVariables() ? typed().environment(this::isOpen) : Map.of();
    }

    /** Arguments for a build in a comparison. */
    public List<String> argumentsOfComparison() {
        return readsVariables()
                ? typed().argumentsOfComparison(this::isOpen)
                : typed().argumentsOfComparison(name -> true).stream()
                        .filter(this::isNotKept)
                        .toList();
    }

    /** The variables that {@link #argumentsOfComparison} name. */
    public Map<String, String> environmentOfComparison() {
        return readsVariables() ? typed().environmentOfComparison(this::isOpen) : Map.of();
    }

    /** Names of properties that look like a secret, and that a Maven on this machine does not get. */
    List<String> kept() {
        return readsVariables() ? List.of() : typed().secrets();
    }

    /** What a Maven in a container gets, and a script. */
    UserProperties elsewhere() {
        if (goal.keepsFiles()) {
            return typed().forKeeping();
        }
        return typed().forContainer(listed(), new SecretFingerprint(goal.cacheFolder())::of);
    }

    /** An empty list is one that was unset. */
    private List<String> listed() {
        return goal.parameters().builder().properties == null
                ? List.of()
                : goal.parameters().builder().properties;
    }

    private TypedProperties typed() {
        return TypedProperties.of(goal.session().getUserProperties(), System.getenv());
    }

    private boolean isOpen(String name) {
        return typed().isOpen(name, awaited());
    }

    private boolean isNotKept(String argument) {
        return kept().stream().noneMatch(name -> argument.startsWith("-D" + name + "="));
    }

    /** Whether Maven replaces variables in typed properties: Maven 4 does not. */
    private boolean readsVariables() {
        return !goal.session()
                .getSystemProperties()
                .getProperty("maven.version", "3")
                .startsWith("4");
    }

    /** {@code name=value} that profiles wait for: Maven before 3.9 looks at them before it replaces variables. */
    private Set<String> awaited() {
        Stream<String> inPoms = goal.session().getAllProjects().stream()
                .flatMap(project -> Stream.iterate(project, Objects::nonNull, MavenProject::getParent))
                .flatMap(project -> project.getOriginalModel().getProfiles().stream())
                .map(org.apache.maven.model.Profile::getActivation)
                .filter(Objects::nonNull)
                .map(org.apache.maven.model.Activation::getProperty)
                .filter(Objects::nonNull)
                .map(property -> property.getName() + "=" + property.getValue());
        Stream<String> inSettings = goal.session().getRequest().getProfiles().stream()
                .map(org.apache.maven.model.Profile::getActivation)
                .filter(Objects::nonNull)
                .map(org.apache.maven.model.Activation::getProperty)
                .filter(Objects::nonNull)
                .map(property -> property.getName() + "=" + property.getValue());
        return Stream.concat(inPoms, inSettings)
                .map(one -> one.replace("=!", "="))
                .collect(Collectors.toSet());
    }
}
