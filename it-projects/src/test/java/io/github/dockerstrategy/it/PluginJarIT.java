package io.github.dockerstrategy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin is one jar with the classes of libraries that it reaches, and no others. */
class PluginJarIT {

    private static final long LARGEST = 8_900_000;

    /** What Maven provides, annotations that only compilers read, and loggers that FreeMarker uses where they are. */
    private static final Pattern ELSEWHERE = Pattern.compile(
            "org\\.apache\\.maven\\..*|org\\.codehaus\\.plexus\\..*|org\\.eclipse\\.aether\\..*|javax\\.inject\\..*"
                    + "|javax\\.annotation\\..*|com\\.google\\.errorprone\\.annotations\\..*"
                    + "|com\\.google\\.j2objc\\.annotations\\..*|org\\.checkerframework\\..*"
                    + "|org\\.slf4j\\..*|org\\.apache\\.commons\\.logging\\..*|org\\.apache\\.log4j\\..*|org\\.apache\\.log\\..*");

    /** Packages of this project, and of works under the Apache License. */
    private static final Pattern OWN_OR_APACHE = Pattern.compile(
            "io/github/dockerstrategy.*|com/fasterxml/jackson/.*|freemarker/.*"
                    + "|com/google/(api|auto|cloud|common|gson|thirdparty)/.*|io/(grpc|opencensus)/.*|org/(apache|codehaus/plexus|jspecify)/.*");

    @TempDir
    Path folder;

    @Test
    void isNotLargerThanItsDocumentationSays() throws IOException {
        assertThat(Files.size(jar())).isLessThan(LARGEST);
    }

    @Test
    void hasEveryClassThatItsClassesReferTo() {
        StringWriter found = new StringWriter();
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        jdeps.run(
                new PrintWriter(found),
                new PrintWriter(found),
                "--multi-release",
                "base",
                "--missing-deps",
                jar().toString());
        assertThat(found.toString()
                        .lines()
                        .filter(line -> line.startsWith(" "))
                        .filter(line -> !ELSEWHERE
                                .matcher(line.replaceFirst(".*-> (\\S+) +not found", "$1"))
                                .matches()))
                .isEmpty();
        assertThat(found.toString()).contains("org.apache.maven.");
    }

    @Test
    void hasTheLicensesOfWhatItContainsAndOfNothingElse() throws IOException {
        try (JarFile plugin = new JarFile(jar().toFile())) {
            List<String> packages = plugin.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(0, Math.max(0, name.lastIndexOf('/'))))
                    .distinct()
                    .toList();
            String licenses = new String(
                    plugin.getInputStream(plugin.getEntry("META-INF/LICENSES-OF-OTHERS"))
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
            List<String> named = Pattern.compile("^.+ \\(([a-z.]+)\\)$", Pattern.MULTILINE)
                    .matcher(licenses)
                    .results()
                    .map(match -> match.group(1).replace('.', '/'))
                    .toList();
            assertThat(named)
                    .contains("org/objectweb/asm")
                    .allSatisfy(name -> assertThat(packages).anyMatch(one -> one.startsWith(name)));
            assertThat(packages.stream()
                            .filter(name -> !OWN_OR_APACHE.matcher(name + "/").matches()))
                    .allSatisfy(name -> assertThat(named).anyMatch(name::startsWith));
        }
    }

    @Test
    void findsCredentialsWithTheHelperOfAmazonsTools() throws IOException {
        Path helper = Files.createDirectories(folder.resolve("bin")).resolve("docker-credential-ecr-login");
        Files.writeString(
                helper,
                "#!/bin/sh\nread host\necho '{\"ServerURL\":\"'$host'\",\"Username\":\"AWS\",\"Secret\":\"token\"}'\n");
        assertThat(helper.toFile().setExecutable(true)).isTrue();

        assertThat(find("123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app"))
                .contains("AWS:<hidden>");
    }

    @Test
    void findsGooglesApplicationDefaultCredentials() throws IOException, GeneralSecurityException {
        HttpServer tokens = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tokens.createContext("/token", exchange -> {
            byte[] answer = "{\"access_token\":\"t\",\"expires_in\":3600,\"token_type\":\"Bearer\"}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        tokens.start();
        try {
            writeServiceAccount("http://127.0.0.1:" + tokens.getAddress().getPort() + "/token");
            assertThat(find("gcr.io/team/app")).contains("oauth2accesstoken:<hidden>");
        } finally {
            tokens.stop(0);
        }
    }

    private void writeServiceAccount(String tokenUri) throws IOException, GeneralSecurityException {
        byte[] key = KeyPairGenerator.getInstance("RSA")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key) + "\n-----END PRIVATE KEY-----\n";
        Path gcloud = Files.createDirectories(folder.resolve(".config/gcloud"));
        new ObjectMapper()
                .writeValue(
                        gcloud.resolve("application_default_credentials.json").toFile(),
                        Map.of(
                                "type", "service_account",
                                "client_id", "1",
                                "client_email", "builder@example.com",
                                "private_key_id", "k",
                                "private_key", pem,
                                "token_uri", tokenUri));
    }

    /** In a process whose only libraries are those of the plugin's jar, without the tools of this machine. */
    private String find(String image) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        String tests = Path.of("target", "test-classes").toAbsolutePath().toString();
        return ProcessResult.program(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Duser.home=" + folder,
                                "-cp",
                                jar() + File.pathSeparator + System.getProperty("it.classes", tests),
                                CloudCredentialsProbe.class.getName(),
                                image),
                        folder,
                        Map.of(
                                "PATH", folder.resolve("bin").toString(),
                                "GOOGLE_APPLICATION_CREDENTIALS", "",
                                "CLOUDSDK_CONFIG", ""))
                .orFail("the probe");
    }

    private static Path jar() {
        String version = Workspace.property("it.plugin.version");
        return Path.of(
                Workspace.property("it.repo"),
                "io/github/dockerstrategy/docker-strategy-maven-plugin",
                version,
                "docker-strategy-maven-plugin-" + version + ".jar");
    }
}
