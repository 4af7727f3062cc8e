package io.github.dockerstrategy.oci.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dockerstrategy.oci.Json;
import io.github.dockerstrategy.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Docker's {@code config.json}, or podman's {@code auth.json}.
 *
 * @param source what it is called in messages
 * @param content its bytes; empty if there is no such file
 * @param programs runs credential helpers
 */
record DockerConfigFile(String source, Content content, Programs programs) {

    /** Gives the bytes of a configuration; empty if there is none. */
    @FunctionalInterface
    interface Content {
        Optional<byte[]> read() throws IOException;
    }

    private static final String AUTHS = "auths";

    /** The name of identity tokens, in place of a user's. */
    private static final String IDENTITY_TOKEN = "<token>";

    /** The configuration in a file, which need not exist. */
    static DockerConfigFile in(Path file, Programs programs) {
        return new DockerConfigFile(
                file.toString(),
                () -> Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty(),
                programs);
    }

    /** The configuration that is the value of an environment variable. */
    static DockerConfigFile inVariable(String name, String text, Programs programs) {
        return new DockerConfigFile(
                "the environment variable " + name, () -> Optional.of(text.getBytes(UTF_8)), programs);
    }

    /**
     * Credentials for a repository.
     *
     * @param hosts all names of its registry
     */
    public CredentialLookup find(List<String> hosts, String repository) {
        Map<String, Object> config;
        try {
            Optional<byte[]> bytes = content.read();
            if (bytes.isEmpty()) {
                return CredentialLookup.none(source);
            }
            config = Json.object(bytes.get());
        } catch (IOException e) {
            return failed(source + " cannot be read: it is no JSON object");
        }
        Map<String, Object> auths = Json.object(config.get(AUTHS));
        String failure = "";
        for (String host : hosts) {
            CredentialLookup kept = fromHelper(config, auths, host);
            if (kept.login().isPresent()) {
                return kept;
            }
            if (!kept.failure().isEmpty()) {
                failure = kept.failure();
                break;
            }
        }
        for (String host : hosts) {
            for (String key : keys(auths, host, repository)) {
                CredentialLookup written = written(Json.object(auths.get(key)), key);
                if (written.login().isPresent()) {
                    return written;
                }
                failure = failure.isEmpty() ? written.failure() : failure;
            }
        }
        return new CredentialLookup(Optional.empty(), source, failure);
    }

    private CredentialLookup fromHelper(Map<String, Object> config, Map<String, Object> auths, String host) {
        Map<String, Object> helpers = Json.object(config.get("credHelpers"));
        @Nullable
        Object name = helpers.keySet().stream()
                .filter(key -> host(key).equals(host))
                .findFirst()
                .<@Nullable Object>map(helpers::get)
                .orElse(config.get("credsStore"));
        if (!(name instanceof String helper) || helper.isBlank()) {
            return CredentialLookup.none(source);
        }
        CredentialHelper program =
                new CredentialHelper("docker-credential-" + helper, source, programs, CredentialHelper.USUAL_PATIENCE);
        CredentialLookup found = program.get(host);
        if (found.login().isPresent() || !found.failure().isEmpty()) {
            return found;
        }
        for (String key : keys(auths, host, "")) {
            CredentialLookup other = key.equals(host) ? found : program.get(key);
            if (other.login().isPresent()) {
                return other;
            }
        }
        return found;
    }

    /** Entries for a host, with or without scheme and version; podman's may name a part of its repositories, the longest first. */
    private static List<String> keys(Map<String, Object> auths, String host, String repository) {
        List<String> keys = new ArrayList<>();
        for (String path = repository; !path.isEmpty(); path = parent(path)) {
            String key = host + "/" + path;
            if (auths.containsKey(key)) {
                keys.add(key);
            }
        }
        if (auths.containsKey(host)) {
            keys.add(host);
        }
        auths.keySet().stream()
                .filter(key -> !keys.contains(key) && host(key).equals(host) && isWholeRegistry(key))
                .sorted()
                .forEach(keys::add);
        return keys;
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    private static String host(String key) {
        return key.replaceFirst("^https?://", "").replaceFirst("/.*", "");
    }

    private static boolean isWholeRegistry(String key) {
        return key.replaceFirst("^https?://", "").matches("[^/]+(/|/v[12]/?)?");
    }

    /** An entry may be empty: then a helper has the credentials. */
    private CredentialLookup written(Map<String, Object> entry, String key) {
        if (entry.get("identitytoken") instanceof String token && !token.isBlank()) {
            return CredentialLookup.of(new Credentials(IDENTITY_TOKEN, token), source);
        }
        if (entry.get("auth") instanceof String auth && !auth.isBlank()) {
            try {
                String text = new String(Base64.getDecoder().decode(auth.strip()), UTF_8).replaceAll("\0+$", "");
                int colon = text.indexOf(':');
                if (colon > 0) {
                    return CredentialLookup.of(
                            new Credentials(text.substring(0, colon), text.substring(colon + 1)), source);
                }
            } catch (IllegalArgumentException e) {
                // Reported below.
            }
            return failed(
                    "the entry '" + key + "' of " + source + " cannot be read: it is not 'user:password' in base64");
        }
        if (entry.get("username") instanceof String user && entry.get("password") instanceof String password) {
            return CredentialLookup.of(new Credentials(user, password), source);
        }
        return CredentialLookup.none(source);
    }

    private CredentialLookup failed(String failure) {
        return new CredentialLookup(Optional.empty(), source, failure);
    }
}
