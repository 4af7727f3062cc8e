package io.github.dockerstrategy.jlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTest {

    @TempDir
    Path home;

    private Path recorded = Path.of("");

    @BeforeEach
    void makeAJdkThatLinksFromItsOwnFiles() throws IOException {
        recorded = home.resolve("fs_java.base_files");
        Path trustStore = home.resolve(Jdk.TRUST_STORE);
        Files.createDirectories(home.resolve("lib/security"));
        Files.writeString(trustStore, "as built");
        String digest = HexFormat.of().formatHex(Fingerprint.ofFile(trustStore, "SHA-512"));
        Files.write(
                recorded, List.of("1|0|00ff|conf/security/java.security", "6|0|" + digest + "|lib/security/cacerts"));
    }

    @Test
    void trustsTheTrustStoreThatItWasBuiltWith() throws IOException {
        assertThat(Jdk.source(home, recorded)).isEqualTo(Jdk.Source.INSTALLATION);
    }

    @Test
    void noticesThatTheTrustStoreWasReplaced() throws IOException {
        Files.writeString(home.resolve(Jdk.TRUST_STORE), "the machine's");

        assertThat(Jdk.source(home, recorded)).isEqualTo(Jdk.Source.INSTALLATION_WITH_FOREIGN_TRUST);
    }

    @Test
    void noticesThatTheTrustStoreIsALinkToTheMachines() throws IOException {
        Path machines = Files.writeString(home.resolve("machines"), "the machine's");
        Files.delete(home.resolve(Jdk.TRUST_STORE));
        Files.createSymbolicLink(home.resolve(Jdk.TRUST_STORE), machines);

        assertThat(Jdk.source(home, recorded)).isEqualTo(Jdk.Source.INSTALLATION_WITH_FOREIGN_TRUST);
    }

    @Test
    void takesFilesFromJmodsWhereThereAreSome() throws IOException {
        Files.createDirectories(home.resolve("jmods"));
        Files.writeString(home.resolve("jmods/java.base.jmod"), "");
        Files.writeString(home.resolve(Jdk.TRUST_STORE), "the machine's");

        assertThat(Jdk.source(home, recorded)).isEqualTo(Jdk.Source.JMODS);
    }

    @Test
    void refusesAJdkThatHasNothingToLinkFrom() throws IOException {
        Files.delete(recorded);

        assertThatThrownBy(() -> Jdk.source(home, recorded))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("has no jmods folder")
                .hasMessageContaining("use another JDK");
    }

    @Test
    void knowsTheModulesOfTheJdkThatRunsThis() {
        Jdk jdk = Jdk.at(Path.of(System.getProperty("java.home")));

        assertThat(jdk.feature()).isEqualTo(Runtime.version().feature());
        assertThat(jdk.modules()).containsKeys("java.base", "java.sql", "jdk.zipfs");
        assertThat(jdk.modules())
                .hasEntrySatisfying(
                        "java.sql", module -> assertThat(module.packages()).contains("java.sql"));
    }
}
