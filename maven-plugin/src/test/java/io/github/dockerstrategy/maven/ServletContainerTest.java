package io.github.dockerstrategy.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServletContainerTest {

    @TempDir
    Path basedir;

    @Test
    void isOneOfTheOldPackagesForTheirLastReleaseUnderTheNewGroup() {
        assertThat(from("jakarta.servlet", "jakarta.servlet-api", "4.0.4")).startsWith("tomcat:9.0-");
        assertThat(from("jakarta.platform", "jakarta.jakartaee-web-api", "8.0.0"))
                .startsWith("tomcat:9.0-");
        assertThat(from("javax", "javaee-api", "7.0")).startsWith("tomcat:9.0-");
    }

    @Test
    void isOneOfTheNewPackagesElse() {
        assertThat(from("jakarta.servlet", "jakarta.servlet-api", "6.0.0")).startsWith("tomcat:10.1-");
        assertThat(from("jakarta.platform", "jakarta.jakartaee-web-api", "10.0.0"))
                .startsWith("tomcat:10.1-");
        assertThat(from("org.example", "other", "4.0.4")).startsWith("tomcat:10.1-");
    }

    private String from(String groupId, String artifactId, String version) {
        String dependency = "<dependency><groupId>" + groupId + "</groupId><artifactId>" + artifactId
                + "</artifactId><version>" + version + "</version></dependency>";
        return TestModule.in(basedir)
                .pom("<packaging>war</packaging><dependencies>" + dependency + "</dependencies>")
                .request()
                .image()
                .from()
                .toString();
    }
}
