package io.github.dockerstrategy.jlink;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.Arrays;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** An application that runs in a linked runtime and tells what it finds there. */
final class ProbeApplication {

    private ProbeApplication() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Files.writeString(Path.of(arguments[0], "größe-日本.txt"), "x", StandardCharsets.UTF_8);
        System.out.println("file=" + Files.exists(file));
        System.out.println("sql=" + new Timestamp(0).getTime());
        System.out.println("zone=" + ZoneId.systemDefault());
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        Arrays.stream(((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers())
                .forEach(issuer -> System.out.println("trusted=" + issuer.getSubjectX500Principal()));
    }
}
