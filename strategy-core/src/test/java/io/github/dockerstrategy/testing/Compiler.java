package io.github.dockerstrategy.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The JDK's own compiler, for sources that a test writes down. */
public final class Compiler {

    private Compiler() {}

    /** Compiles sources, by class name, into {@code folder}. */
    public static Path compile(Path folder, Map<String, String> sources) {
        return compile(folder, sources, List.of());
    }

    /** With further options of the compiler, such as a module path. */
    public static Path compile(Path folder, Map<String, String> sources, List<String> more) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<Source> units = sources.entrySet().stream()
                .map(source -> new Source(source.getKey(), source.getValue()))
                .toList();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> options = new ArrayList<>(List.of("-d", folder.toString(), "-proc:none"));
        options.addAll(more);
        boolean compiled =
                compiler.getTask(messages, null, null, options, null, units).call();
        assertThat(compiled).as(messages.toString()).isTrue();
        return folder;
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String className, String text) {
            super(URI.create("memory:///" + className.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
