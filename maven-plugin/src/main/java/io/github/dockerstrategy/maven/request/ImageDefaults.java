package io.github.dockerstrategy.maven.request;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.layout.ApplicationKind;
import io.github.dockerstrategy.layout.DependencyLayering;
import io.github.dockerstrategy.layout.Launch;
import io.github.dockerstrategy.layout.LinkedFolders;
import io.github.dockerstrategy.maven.config.ContainerParameters;
import io.github.dockerstrategy.maven.module.ExecutableWar;
import io.github.dockerstrategy.maven.module.Module;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.problem.PlainText;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.License;
import org.apache.maven.model.Model;
import org.apache.maven.model.Organization;
import org.apache.maven.model.Scm;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** What an image gets where nothing is said. */
public record ImageDefaults(GoalContext goal, Module module) {

    private static final String OUTPUT_TIMESTAMP = "project.build.outputTimestamp";

    /** Not root; the number is the one that "distroless" images call nonroot. */
    private static final String NON_ROOT = "65532:65532";

    private static final String APP_ROOT = "<container><appRoot>";
    private static final String JETTY = "/var/lib/jetty/webapps/ROOT";
    private static final String TOMCAT = "/usr/local/tomcat/webapps/ROOT";

    /** Whether a war is laid open for a servlet container. */
    public boolean isWar() {
        return goal.project().getPackaging().equals("war") && !hasBuilderArtifact() && !isExecutableWar();
    }

    /** Whether a war is started by itself, as it brings its server. */
    boolean isExecutableWar() {
        return !hasBuilderArtifact() && new ExecutableWar(goal).isStarted();
    }

    boolean hasBuilderArtifact() {
        return goal.parameters().builder().artifact != null;
    }

    /** Whether the project's own Dockerfile says all of the image: then nothing of it has to be known here. */
    boolean hasOwnDockerfile() {
        return !goal.chosen().location().usesDescription();
    }

    /** Whether a JVM is started by us: for an exploded or packaged jar, not for a war or another builder's artifact. */
    boolean isLaunched() {
        return !hasOwnDockerfile()
                && !isWar()
                && (!hasBuilderArtifact()
                        || goal.parameters().containerizingMode().equals("packaged"));
    }

    String from() {
        int java = lts(module.javaRelease());
        if (!isWar()) {
            return "eclipse-temurin:" + java + "-jre";
        }
        boolean javax = goal.project().getDependencies().stream().anyMatch(ImageDefaults::isOfPackageJavax);
        return (javax ? "tomcat:9.0-jre" : "tomcat:10.1-jre") + Math.max(java, 17);
    }

    /** The same on every machine: a file where no daemon is needed, else the daemon that is. */
    String output() {
        return goal.chosen().assembler().defaultOutput().word();
    }

    String builderFrom() {
        return "maven:3.9-eclipse-temurin-" + Math.max(lts(module.javaRelease()), 17);
    }

    ApplicationKind kind() {
        if (isWar()) {
            return ApplicationKind.WAR;
        }
        if (goal.parameters().containerizingMode().equals("packaged") || isExecutableWar()) {
            return ApplicationKind.PACKAGED;
        }
        return hasBuilderArtifact() ? ApplicationKind.ARTIFACT : ApplicationKind.EXPLODED;
    }

    DependencyLayering split() {
        String layers = goal.parameters().dependencies().layers;
        DependencyLayering split =
                layers == null ? DependencyLayering.DEFAULT : DependencyLayering.parse(layers.strip());
        return split.with(new NamedLayersReader(goal).read(kind()));
    }

    /** The first release of each under the new group still had the packages of old. */
    private static boolean isOfPackageJavax(Dependency dependency) {
        if (dependency.getGroupId().equals("javax.servlet")
                || dependency.getGroupId().equals("javax")) {
            return true;
        }
        String version = String.valueOf(dependency.getVersion());
        return switch (dependency.getArtifactId()) {
            case "jakarta.servlet-api" -> version.startsWith("4.");
            case "jakarta.servlet.jsp-api" -> version.startsWith("2.");
            case "jakarta.jakartaee-api", "jakarta.jakartaee-web-api" -> version.startsWith("8.");
            default -> false;
        };
    }

    /** A linked runtime brings no user of its own, so root would be left. */
    Optional<String> user(BaseReference from) {
        return isLaunched() || from instanceof BaseReference.Jlink ? Optional.of(NON_ROOT) : Optional.empty();
    }

    public Launch launch(BaseReference base) {
        boolean files = module.javaRelease() >= 9 || base instanceof BaseReference.Jlink;
        // Spring Boot starts its own jars from the class path.
        boolean named = container().mainClass != null && container().mainClass.contains("/");
        boolean modules = container().modulePath == null ? named || !module.isSpringBoot() : container().modulePath;
        return new Launch(appRoot(base), container().jvmFlags, files, modules);
    }

    /** In a class path these mean something else. */
    private static ContainerPath checked(ContainerPath appRoot) {
        if (appRoot.value().matches(".*[:*].*")) {
            throw new ProblemException(Problem.of(
                    "bad-app-root",
                    "The path '" + appRoot + "' cannot be in a class path.",
                    APP_ROOT,
                    "remove colons and asterisks"));
        }
        return appRoot;
    }

    ContainerPath appRoot(BaseReference base) {
        if (container().appRoot != null) {
            ContainerPath root = checked(ContainerPath.parse(container().appRoot, APP_ROOT));
            if (!base.isEmpty() && !hasOwnDockerfile() && !new ExtraFilesReader(goal).readsBase()) {
                LinkedFolders.COMMON.refuse(root, true, APP_ROOT);
            }
            return root;
        }
        if (!isWar() || hasOwnDockerfile()) {
            return new ContainerPath("/app");
        }
        String name = base.toString();
        if (name.contains("jetty")) {
            return new ContainerPath(JETTY);
        }
        if (name.contains("tomcat")) {
            return new ContainerPath(TOMCAT);
        }
        throw new ProblemException(Problem.of(
                "unknown-servlet-container",
                "The application folder of the servlet container in '" + name + "' is not known.",
                "<from>",
                "set the war's folder, for example <container><appRoot>" + TOMCAT + "</appRoot></container>"));
    }

    Instant created() {
        return times().created();
    }

    /** Whether the module's build says that it gives the same jars each time. */
    public boolean isReproducible() {
        String typed = goal.session().getUserProperties().getProperty(OUTPUT_TIMESTAMP);
        String text = typed == null ? goal.project().getProperties().getProperty(OUTPUT_TIMESTAMP) : typed;
        return text != null && text.strip().length() > 1;
    }

    public Instant modified() {
        return times().modified();
    }

    private ImageTimes times() {
        return new ImageTimes(goal, container());
    }

    /**
     * Labels that the POM answers, by the names of the OCI image specification. What it inherits from a parent that is not of this
     * checkout is the parent's: Spring Boot's licence and home page say nothing of an application that uses its parent.
     */
    public Map<String, String> labels() {
        MavenProject project = goal.project();
        Map<String, String> labels = new LinkedHashMap<>();
        put(labels, "title", project.getName());
        put(labels, "description", own(project.getDescription(), Model::getDescription));
        put(labels, "version", project.getVersion());
        put(labels, "url", own(project.getUrl(), Model::getUrl));
        put(labels, "source", own(project.getScm(), Model::getScm).map(Scm::getUrl));
        put(
                labels,
                "vendor",
                own(project.getOrganization(), Model::getOrganization).map(Organization::getName));
        List<String> licenses = own(
                        project.getLicenses(), model -> model.getLicenses().isEmpty() ? null : model.getLicenses())
                .map(all -> all.stream().map(License::getName).toList())
                .orElse(List.of());
        put(labels, "licenses", Optional.of(String.join(" OR ", licenses)));
        return labels;
    }

    /** The interpolated {@code value}, if a POM of this checkout declares it. */
    private <T> Optional<T> own(@Nullable T value, Function<Model, @Nullable Object> declared) {
        for (MavenProject pom = goal.project(); pom != null && pom.getFile() != null; pom = pom.getParent()) {
            Model asWritten = pom.getOriginalModel() == null ? pom.getModel() : pom.getOriginalModel();
            if (declared.apply(asWritten) != null) {
                return Optional.ofNullable(value);
            }
        }
        return Optional.empty();
    }

    String image() {
        String artifactId = goal.project().getArtifactId().toLowerCase(java.util.Locale.ROOT);
        return artifactId + ":" + goal.project().getVersion().replaceAll("[^A-Za-z0-9_.-]", "-");
    }

    static boolean hasRegistry(ImageReference name) {
        return !name.registry().equals(ImageReference.DOCKER_HUB)
                || name.repository().startsWith("library/");
    }

    private ContainerParameters container() {
        return goal.parameters().container();
    }

    private static void put(Map<String, String> labels, String name, @Nullable String value) {
        put(labels, name, Optional.ofNullable(value));
    }

    private static void put(Map<String, String> labels, String name, Optional<String> value) {
        // Everybody who can pull the image can read its labels.
        value.map(text -> PlainText.withoutUserInfo(text.strip().replaceAll("\\s+", " ")))
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> labels.put("org.opencontainers.image." + name, text));
    }

    private static int lts(int release) {
        for (int lts : new int[] {8, 11, 17, 21, 25}) {
            if (release <= lts) {
                return lts;
            }
        }
        return release;
    }
}
