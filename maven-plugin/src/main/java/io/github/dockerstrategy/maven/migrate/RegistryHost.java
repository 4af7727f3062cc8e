package io.github.dockerstrategy.maven.migrate;

/** The registry of an image's name that may still contain references to properties. */
final class RegistryHost {

    private RegistryHost() {}

    static String of(String image) {
        int slash = image.indexOf('/');
        String first = slash < 0 ? "" : image.substring(0, slash);
        boolean host = first.contains(".") || first.contains(":") || first.contains("${") || first.equals("localhost");
        return host ? first : "docker.io";
    }

    /** The {@code <registry>} with that host, made where it is not there. */
    static Element registry(Element configuration, String host) {
        Element registries = configuration.at("registries");
        return registries
                .children()
                .filter(registry -> registry.at("host").text().equals(host))
                .findFirst()
                .orElseGet(() -> {
                    Element registry = registries.add("registry");
                    registry.at("host").text(host);
                    return registry;
                });
    }
}
