package io.github.dockerstrategy.oci;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {

    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource({
        "eclipse-temurin:21-jre, docker.io, library/eclipse-temurin, 21-jre",
        "eclipse-temurin, docker.io, library/eclipse-temurin,",
        "docker.io/eclipse-temurin, docker.io, library/eclipse-temurin,",
        "index.docker.io/library/eclipse-temurin, docker.io, library/eclipse-temurin,",
        "team/app, docker.io, team/app,",
        "localhost/app:1, localhost, app, 1",
        "localhost:5000/team/app:1.0_a-B, localhost:5000, team/app, 1.0_a-B",
        "127.0.0.1:5000/app, 127.0.0.1:5000, app,",
        "'[::1]:5000/app', '[::1]:5000', app,",
        "registry.example.com/a/b/c__d.e-f, registry.example.com, a/b/c__d.e-f,",
    })
    void readsNamesAsDockerDoes(String text, String registry, String repository, String tag) {
        ImageReference name = ImageReference.parse(text, "image");
        assertThat(name)
                .isEqualTo(new ImageReference(registry, repository, Optional.ofNullable(tag), Optional.empty()));
    }

    @Test
    void readsTagAndDigestTogether() {
        ImageReference name = ImageReference.parse("app:1@" + DIGEST, "from");
        assertThat(name.tag()).contains("1");
        assertThat(name.digest().map(Digest::toString)).contains(DIGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app:1@", "app@", "localhost:5000/team/app:1@"})
    void refusesADigestWhereAnImageIsToBeBuilt(String name) {
        refusalOf(() -> ImageReference.parseTarget(name + DIGEST, "image"))
                .hasId("target-with-digest")
                .says(name + DIGEST)
                .pointsAt("image")
                .advises("write " + name.substring(0, name.length() - 1) + ";");
        assertThat(ImageReference.parseTarget(name.substring(0, name.length() - 1), "image")
                        .digest())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eclipse-temurin:21-jre",
                "eclipse-temurin",
                "team/app",
                "localhost:5000/app:1",
                "registry.example.com/a/b:2",
            })
    void printsANameAsItWasWritten(String text) {
        assertThat(ImageReference.parse(text, "image")).hasToString(text);
    }

    @Test
    void printsADigest() {
        assertThat(ImageReference.parse("app:1@" + DIGEST, "from")).hasToString("app:1@" + DIGEST);
    }

    @ParameterizedTest
    @CsvSource({
        "'', is not a repository name",
        "a b, is not a repository name",
        "app:, is not a tag",
        "app:-1, is not a tag",
        "/app, is not a repository name",
        "app/, is not a repository name",
        "a//b, is not a repository name",
        "localhost:99999999/app, is not a registry host",
        "-x.example.com/app, is not a registry host",
        "app@sha256:123, is not a sha256 digest",
        "app@latest, is not a sha256 digest",
        "https://registry.example.com/app, is not a",
    })
    void refusesWhatIsNoName(String text, String detail) {
        refusalOf(() -> ImageReference.parse(text, "image"))
                .hasId("bad-image-name")
                .says("'" + text + "'", detail)
                .pointsAt("image")
                .advises("[registry[:port]/]repository[:tag]");
    }

    @Test
    void tellsHowToWriteARepositoryWithCapitals() {
        refusalOf(() -> ImageReference.parse("Team/MyApp", "image")).says("lower case: team/myapp");
    }

    @Test
    void refusesATagThatIsTooLong() {
        assertThat(ImageReference.parseTag("a".repeat(128), "tags")).hasSize(128);
        refusalOf(() -> ImageReference.parseTag("a".repeat(129), "tags"))
                .hasId("bad-tag")
                .pointsAt("tags");
    }

    @Test
    void anotherTagIsAnotherImageAndHasNoDigestYet() {
        ImageReference name = ImageReference.parse("app:1@" + DIGEST, "image").withTag("2");
        assertThat(name).hasToString("app:2");
    }

    @Test
    void isLatestUnlessTagged() {
        assertThat(ImageReference.parse("app", "image").tagOrLatest()).isEqualTo("latest");
        assertThat(ImageReference.parse("app:1", "image").tagOrLatest()).isEqualTo("1");
    }
}
