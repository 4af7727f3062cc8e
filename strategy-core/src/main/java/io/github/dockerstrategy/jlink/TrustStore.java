package io.github.dockerstrategy.jlink;

import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.problem.Problems;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which certificates a linked runtime trusts: public ones, and those that the user asked for; never the building machine's own.
 *
 * <p>A JDK without jmods hands on whatever trust store it has, and the packages of Debian, Fedora and many a company's build image put the
 * machine's own there. Of such a store only what is publicly known stays.
 */
final class TrustStore {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String PUBLIC_ROOTS = "public-roots.txt";
    private static final String RETIRED = "-";
    private static final int NAMES_SHOWN = 5;

    private final boolean publicOnly;
    private final List<X509Certificate> added;

    private TrustStore(boolean publicOnly, List<X509Certificate> added) {
        this.publicOnly = publicOnly;
        this.added = added;
    }

    /**
     * @param pemFiles the certificates that the user asked for
     * @throws ProblemException if one of the files holds no certificate
     */
    static TrustStore of(Jdk jdk, List<Path> pemFiles) {
        Problems problems = new Problems();
        List<X509Certificate> added = new ArrayList<>();
        for (Path file : pemFiles) {
            List<X509Certificate> read = problems.collect(() -> certificates(file));
            added.addAll(read == null ? List.of() : read);
        }
        problems.throwIfAny();
        return new TrustStore(jdk.source() == Jdk.Source.INSTALLATION_WITH_FOREIGN_TRUST, added);
    }

    /** Differs between two trust stores that would come out differently. */
    String fingerprint() throws IOException {
        Fingerprint fingerprint = new Fingerprint();
        for (X509Certificate certificate : added) {
            fingerprint.add(fingerprint(certificate));
        }
        if (publicOnly) {
            publicRoots().forEach(fingerprint::add);
        }
        return fingerprint.hex();
    }

    /**
     * Puts a linked runtime's trust store right.
     *
     * @return what the user should hear of
     */
    List<String> applyTo(Path runtime) throws IOException {
        if (!publicOnly && added.isEmpty()) {
            return List.of();
        }
        Path file = runtime.resolve(Jdk.TRUST_STORE);
        NavigableMap<String, X509Certificate> trusted = read(file);
        List<String> notes = publicOnly ? removeUnknown(trusted) : List.of();
        for (X509Certificate certificate : added) {
            trusted.put("added-" + fingerprint(certificate), certificate);
        }
        Files.write(file, JavaKeyStoreFile.of(trusted));
        return notes;
    }

    /** Removes what is not publicly known, and what once was: only of the first kind the user should hear. */
    private static List<String> removeUnknown(NavigableMap<String, X509Certificate> trusted) throws IOException {
        List<String> lines = publicRoots();
        List<String> own = new ArrayList<>();
        for (Map.Entry<String, X509Certificate> entry : new TreeMap<>(trusted).entrySet()) {
            String fingerprint = fingerprint(entry.getValue());
            if (!lines.contains(fingerprint)) {
                trusted.remove(entry.getKey());
                if (!lines.contains(RETIRED + fingerprint)) {
                    own.add(entry.getKey());
                }
            }
        }
        if (own.isEmpty()) {
            return List.of();
        }
        String names = String.join(", ", own.subList(0, Math.min(NAMES_SHOWN, own.size())));
        return List.of("The JDK's trust store is not the one it was built with, and " + own.size()
                + " of its certificates are no public ones (" + names + (own.size() > NAMES_SHOWN ? ", …" : "")
                + "): the image does not trust them; name those that it shall in " + parameter("jlink.caCertificates")
                + ".");
    }

    private static NavigableMap<String, X509Certificate> read(Path file) throws IOException {
        NavigableMap<String, X509Certificate> certificates = new TreeMap<>();
        try {
            KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD);
            for (String alias : Collections.list(store.aliases())) {
                if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                    certificates.put(alias, certificate);
                }
            }
            return certificates;
        } catch (GeneralSecurityException | IOException e) {
            throw new IOException("the JDK's trust store cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<X509Certificate> certificates(Path file) {
        try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(file))) {
            List<X509Certificate> found = new ArrayList<>();
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                if (certificate instanceof X509Certificate x509) {
                    found.add(x509);
                }
            }
            if (found.isEmpty()) {
                throw notCertificates(file, "it holds none");
            }
            return found;
        } catch (IOException | CertificateException e) {
            throw notCertificates(file, e.toString());
        }
    }

    private static ProblemException notCertificates(Path file, String why) {
        return new ProblemException(Problem.of(
                "jlink-bad-certificate",
                "No certificates can be read from " + file + ": " + why + ".",
                parameter("jlink.caCertificates"),
                "name files with certificates in PEM form (-----BEGIN CERTIFICATE-----)"));
    }

    private static String fingerprint(X509Certificate certificate) throws IOException {
        return HexFormat.of().formatHex(Fingerprint.sha("SHA-256").digest(JavaKeyStoreFile.encoded(certificate)));
    }

    private static List<String> publicRoots() throws IOException {
        try (InputStream in = TrustStore.class.getResourceAsStream(PUBLIC_ROOTS)) {
            if (in == null) {
                throw new IOException("not in the jar: " + PUBLIC_ROOTS);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }
}
