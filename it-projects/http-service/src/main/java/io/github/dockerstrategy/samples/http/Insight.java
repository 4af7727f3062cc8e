package io.github.dockerstrategy.samples.http;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** What the program sees from inside. */
final class Insight {

    private Insight() {}

    /** The time in a zone: {@code /time?zone=Europe/Berlin}. */
    static Map<String, Object> time(Map<String, String> query) {
        ZoneId zone = query.containsKey("zone") ? ZoneId.of(query.get("zone")) : ZoneId.systemDefault();
        return Map.of("zone", zone.getId(), "time", ZonedDateTime.now(zone).toString());
    }

    /** The addresses of a host: {@code /lookup?host=localhost}. */
    static Map<String, Object> lookup(Map<String, String> query) throws UnknownHostException {
        String host = query.getOrDefault("host", "localhost");
        List<String> addresses = Arrays.stream(InetAddress.getAllByName(host))
                .map(InetAddress::getHostAddress)
                .toList();
        return Map.of("host", host, "addresses", addresses);
    }

    /** The Java runtime, the user that it runs as, and what it was started with. */
    static Map<String, Object> runtime(Map<String, String> query) throws IOException {
        return Map.of(
                "java", Runtime.version().toString(),
                "flags", ManagementFactory.getRuntimeMXBean().getInputArguments(),
                "uid", Files.getAttribute(Path.of("/proc/self"), "unix:uid"),
                "user", System.getProperty("user.name"),
                "directory", Path.of("").toAbsolutePath().toString(),
                "modules",
                        ModuleLayer.boot().modules().stream()
                                .map(Module::getName)
                                .sorted()
                                .toList());
    }

    /** The certificate authorities that the runtime trusts. */
    static Map<String, Object> trust(Map<String, String> query) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        List<String> authorities = Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
                .map(certificate -> certificate.getSubjectX500Principal().getName())
                .sorted()
                .toList();
        return Map.of("authorities", authorities);
    }
}
