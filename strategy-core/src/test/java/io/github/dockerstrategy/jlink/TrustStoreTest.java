package io.github.dockerstrategy.jlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustStoreTest {

    @TempDir
    Path runtime;

    @Test
    void leavesTheTrustStoreOfItsVendorAsItIs() throws Exception {
        Files.createDirectories(store().getParent());
        Files.writeString(store(), "untouched");

        assertThat(trust(Jdk.Source.JMODS, List.of()).applyTo(runtime)).isEmpty();
        assertThat(trust(Jdk.Source.INSTALLATION, List.of()).applyTo(runtime)).isEmpty();
        assertThat(store()).hasContent("untouched");
    }

    @Test
    void keepsOnlyPublicCertificatesOfATrustStoreThatIsTheMachines() throws Exception {
        writePublicOnesAnd("debian:our-company.pem", authority());

        List<String> notes =
                trust(Jdk.Source.INSTALLATION_WITH_FOREIGN_TRUST, List.of()).applyTo(runtime);

        assertThat(notes)
                .singleElement()
                .asString()
                .contains("debian:our-company.pem", "the image does not trust them", "jlink.caCertificates");
        assertThat(trusted()).hasSizeGreaterThan(80).doesNotContain(authority());
        assertThat(trusted()).extracting(Object::toString).anyMatch(text -> text.contains("ISRG Root X1"));
    }

    @Test
    void trustsWhatTheUserAskedForBesides() throws Exception {
        writePublicOnesAnd("z", authority());
        int before = trusted().size();

        trust(Jdk.Source.JMODS, List.of(authorityFile())).applyTo(runtime);

        assertThat(trusted()).contains(authority()).hasSize(before + 1);
    }

    @Test
    void writesTheSameBytesForTheSameCertificates() throws Exception {
        writePublicOnesAnd("own", authority());
        byte[] before = Files.readAllBytes(store());
        TrustStore trust = trust(Jdk.Source.INSTALLATION_WITH_FOREIGN_TRUST, List.of(authorityFile()));

        trust.applyTo(runtime);
        byte[] first = Files.readAllBytes(store());
        Files.write(store(), before);
        trust.applyTo(runtime);

        assertThat(Files.readAllBytes(store())).isEqualTo(first);
    }

    @Test
    void namesOtherTrustByOtherFingerprints() throws Exception {
        assertThat(List.of(
                        trust(Jdk.Source.JMODS, List.of()).fingerprint(),
                        trust(Jdk.Source.JMODS, List.of(authorityFile())).fingerprint(),
                        trust(Jdk.Source.INSTALLATION_WITH_FOREIGN_TRUST, List.of())
                                .fingerprint()))
                .doesNotHaveDuplicates();
    }

    @Test
    void refusesFilesWithoutCertificatesAllAtOnce() throws Exception {
        Path noCertificate = Files.writeString(runtime.resolve("a.pem"), "hello");
        Path nothing = Files.writeString(runtime.resolve("b.pem"), "");
        Path missing = runtime.resolve("c.pem");

        assertThatThrownBy(() -> trust(Jdk.Source.JMODS, List.of(noCertificate, nothing, missing)))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problems()).hasSize(3))
                .hasMessageContaining("a.pem")
                .hasMessageContaining("b.pem: it holds none")
                .hasMessageContaining("c.pem")
                .hasMessageContaining("-----BEGIN CERTIFICATE-----");
    }

    private Path store() {
        return runtime.resolve("lib/security/cacerts");
    }

    private static TrustStore trust(Jdk.Source source, List<Path> pemFiles) {
        return TrustStore.of(new Jdk(Path.of("/jdk"), 17, Platform.LINUX_AMD64, "test", source, Map.of()), pemFiles);
    }

    private void writePublicOnesAnd(String alias, X509Certificate certificate) throws Exception {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        TreeMap<String, X509Certificate> certificates = new TreeMap<>();
        Arrays.stream(((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers())
                .forEach(issuer -> certificates.put("issuer" + certificates.size(), issuer));
        certificates.put(alias, certificate);
        Files.createDirectories(store().getParent());
        Files.write(store(), JavaKeyStoreFile.of(certificates));
    }

    private List<Certificate> trusted() throws Exception {
        KeyStore keyStore = KeyStore.getInstance(store().toFile(), "changeit".toCharArray());
        TreeMap<String, Certificate> certificates = new TreeMap<>();
        for (String alias : Collections.list(keyStore.aliases())) {
            certificates.put(alias, keyStore.getCertificate(alias));
        }
        return List.copyOf(certificates.values());
    }

    private static X509Certificate authority() throws Exception {
        try (InputStream in = Files.newInputStream(authorityFile())) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    static Path authorityFile() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(TrustStoreTest.class.getResource("test-authority.pem"))
                .toURI());
    }
}
