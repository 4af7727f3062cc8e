package io.github.dockerstrategy.samples.digest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the digests of files, or of what it reads from its input. */
@Command(
        name = "digest",
        mixinStandardHelpOptions = true,
        version = "digest 1.0.0",
        description = "Prints the digests of files, or of the standard input.")
public final class DigestTool implements Callable<Integer> {

    @Option(
            names = {"-a", "--algorithm"},
            description = "Any that Java knows; ${DEFAULT-VALUE} unless told.")
    private String algorithm = "SHA-256";

    @Parameters(paramLabel = "FILE", description = "The files; none for the standard input.")
    private List<Path> files = List.of();

    public static void main(String[] args) {
        System.exit(new CommandLine(new DigestTool()).execute(args));
    }

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
        if (files.isEmpty()) {
            print(System.in, "-");
        }
        for (Path file : files) {
            try (InputStream content = Files.newInputStream(file)) {
                print(content, file.toString());
            }
        }
        return 0;
    }

    private void print(InputStream content, String name) throws IOException, GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance(algorithm);
        new DigestInputStream(content, digest).transferTo(OutputStream.nullOutputStream());
        System.out.printf("%s  %s%n", HexFormat.of().formatHex(digest.digest()), name);
    }
}
