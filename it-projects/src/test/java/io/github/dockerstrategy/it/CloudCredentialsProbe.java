package io.github.dockerstrategy.it;

import io.github.dockerstrategy.engine.jib.CloudCredentials;
import io.github.dockerstrategy.oci.ImageReference;

/** A program that finds credentials for an image. It runs with nothing but the plugin's jar. */
final class CloudCredentialsProbe {

    private CloudCredentialsProbe() {}

    public static void main(String[] arguments) {
        ImageReference image = ImageReference.parse(arguments[0], "the image");
        System.out.println(CloudCredentials.find(image, System.getenv()));
    }
}
