package io.github.dockerstrategy.maven.migrate.source;

import io.github.dockerstrategy.maven.migrate.pom.Element;

/** The registry of an image's name that may still contain references to properties. */
final class RegistryHost {

    private RegistryHost() {}

    /** The host as it is written; a name to be replaced, where the image is nothing but a reference. */
    static String of(String image) {
        if (isUnknown(image)) {
            return "HOST";
        }
        int slash = image.indexOf('/');
        String first = slash < 0 ? "" : image.substring(0, slash);
        boolean host = first.contains(".") || first.contains(":") || first.contains("${") || first.equals("localhost");
        return host ? first : "docker.io";
    }

    private static boolean isUnknown(String image) {
        return image.startsWith("${") && !image.contains("/");
    }

    /** The {@code <registry>} of an image, made where it is not there. */
    static Element registry(Element configuration, String image) {
        String host = of(image);
        Element registries = configuration.at("registries");
        return registries
                .children()
                .filter(registry -> registry.at("host").text().equals(host))
                .findFirst()
                .orElseGet(() -> {
                    Element registry = registries.add("registry");
                    registry.at("host").text(host);
                    if (isUnknown(image)) {
                        registry.comment("Write the registry of " + image + " in place of HOST");
                    }
                    return registry;
                });
    }
}
