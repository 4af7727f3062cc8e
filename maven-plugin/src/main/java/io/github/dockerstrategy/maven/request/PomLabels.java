package io.github.dockerstrategy.maven.request;

import io.github.dockerstrategy.problem.PlainText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.maven.model.License;
import org.apache.maven.model.Model;
import org.apache.maven.model.Organization;
import org.apache.maven.model.Scm;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Labels of an image that the module's POM answers.
 *
 * @param project the module
 */
public record PomLabels(MavenProject project) {

    /**
     * Labels that the POM answers, by the names of the OCI image specification. What it inherits from a parent that is not of this
     * checkout is the parent's: Spring Boot's licence and home page say nothing of an application that uses its parent.
     */
    public Map<String, String> all() {
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
        for (MavenProject pom = project; pom != null && pom.getFile() != null; pom = pom.getParent()) {
            Model asWritten = pom.getOriginalModel() == null ? pom.getModel() : pom.getOriginalModel();
            if (declared.apply(asWritten) != null) {
                return Optional.ofNullable(value);
            }
        }
        return Optional.empty();
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
}
