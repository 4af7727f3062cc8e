package io.github.dockerstrategy.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.maven.request.PomLabels;
import java.io.File;
import java.util.Map;
import org.apache.maven.model.License;
import org.apache.maven.model.Model;
import org.apache.maven.model.Scm;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

class LabelsTest {

    private static final String PREFIX = "org.opencontainers.image.";

    @Test
    void tellsWhatTheModuleItselfDeclares() {
        MavenProject module = project(licensed("Apache-2.0"), licensed("Apache-2.0"));
        module.setFile(new File("pom.xml"));

        assertThat(labels(module))
                .containsEntry(PREFIX + "licenses", "Apache-2.0")
                .containsEntry(PREFIX + "description", "A shop.");
    }

    @Test
    void tellsWhatAParentInTheSameCheckoutDeclares() {
        MavenProject parent = project(licensed("Apache-2.0"), licensed("Apache-2.0"));
        parent.setFile(new File("../pom.xml"));
        MavenProject module = project(new Model(), licensed("Apache-2.0"));
        module.setFile(new File("pom.xml"));
        module.setParent(parent);

        assertThat(labels(module)).containsEntry(PREFIX + "licenses", "Apache-2.0");
    }

    @Test
    void keepsSilentAboutWhatAForeignParentDeclares() {
        MavenProject foreign = project(licensed("Apache-2.0"), licensed("Apache-2.0"));
        MavenProject module = project(new Model(), licensed("Apache-2.0"));
        module.setFile(new File("pom.xml"));
        module.setParent(foreign);

        assertThat(labels(module)).containsOnlyKeys(PREFIX + "title", PREFIX + "version");
    }

    @Test
    void tellNoUserOfAnUrl() {
        Model model = licensed("Apache-2.0");
        model.setUrl("https://ci:hunter2@example.com/shop");
        Scm scm = new Scm();
        scm.setUrl("https://oauth2:p@ss@git.example.com/team/shop.git");
        model.setScm(scm);
        model.setDescription("See ssh://me:hunter2@example.com/x and mail me@example.com.");
        MavenProject module = project(model, model);
        module.setFile(new File("pom.xml"));

        assertThat(labels(module))
                .containsEntry(PREFIX + "url", "https://example.com/shop")
                .containsEntry(PREFIX + "source", "https://git.example.com/team/shop.git")
                .containsEntry(PREFIX + "description", "See ssh://example.com/x and mail me@example.com.");
    }

    private static Map<String, String> labels(MavenProject module) {
        return new PomLabels(module).all();
    }

    private static MavenProject project(Model asWritten, Model effective) {
        effective.setArtifactId("shop");
        effective.setVersion("1.0");
        MavenProject project = new MavenProject(effective);
        project.setOriginalModel(asWritten);
        return project;
    }

    private static Model licensed(String name) {
        License license = new License();
        license.setName(name);
        Model model = new Model();
        model.addLicense(license);
        model.setDescription("A\n shop.");
        return model;
    }
}
