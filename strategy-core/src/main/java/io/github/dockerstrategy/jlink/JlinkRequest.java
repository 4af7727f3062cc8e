package io.github.dockerstrategy.jlink;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The runtime that an application asks for.
 *
 * @param javaHome the JDK to link from, 17 or newer; the runtime is of its version and for its processor
 * @param javaRelease the Java release that the application is compiled for
 * @param classPath the application's jars and class folders; what does not exist is passed over
 * @param modules all of the modules to link, where the user lists them; otherwise they are found
 * @param addModules modules to link besides the ones that were found or listed
 * @param caCertificates PEM files with certificates that the runtime is to trust besides the public ones
 * @param cacheFolder where runtimes and module lists are kept between builds; shared by any number of processes
 * @param modified the modification time of every file in the image
 */
public record JlinkRequest(
        Path javaHome,
        int javaRelease,
        List<Path> classPath,
        Optional<List<String>> modules,
        List<String> addModules,
        List<Path> caCertificates,
        Path cacheFolder,
        Instant modified) {

    public JlinkRequest {
        javaHome = javaHome.toAbsolutePath().normalize();
        classPath = classPath.stream()
                .map(path -> path.toAbsolutePath().normalize())
                .toList();
        modules = modules.map(List::copyOf);
        addModules = List.copyOf(addModules);
        caCertificates = List.copyOf(caCertificates);
        cacheFolder = cacheFolder.toAbsolutePath().normalize();
    }
}
