package io.github.dockerstrategy.testing;

import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.layout.Entry.Content;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/** A layout as text: everything about it that an image can show. */
public final class LayoutPicture {

    private LayoutPicture() {}

    /** Layers and entries, and which file below {@code root} each content is taken from. */
    public static String of(Layout layout, Path root) {
        StringBuilder text = new StringBuilder();
        for (Layer layer : layout.layers()) {
            text.append("layer ").append(layer.name()).append('\n');
            for (Entry entry : layer.entries()) {
                text.append(line(entry)).append("  ").append(origin(entry.content(), root));
            }
        }
        return text.toString();
    }

    /** Layers and entries with what is in the files, wherever they are taken from. */
    public static String withContents(Layout layout) {
        StringBuilder text = new StringBuilder();
        for (Layer layer : layout.layers()) {
            text.append("layer ").append(layer.name()).append('\n');
            for (Entry entry : layer.entries()) {
                text.append(line(entry))
                        .append("  ")
                        .append(content(entry.content()))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String line(Entry entry) {
        return "  " + entry.mode() + " " + entry.owner() + " " + entry.modified() + " " + entry.path();
    }

    private static String origin(Content content, Path root) {
        if (content instanceof Content.Source source) {
            return "<- " + root.relativize(source.file()) + "\n";
        }
        if (content instanceof Content.Zipped zipped) {
            return "<- " + root.relativize(zipped.archive()) + "!/" + zipped.member() + "\n";
        }
        if (content instanceof Content.Text text) {
            return "text\n" + text.text().indent(6).replaceAll("(?m)^ {6}", "      | ");
        }
        if (content instanceof Content.EmptyJar jar) {
            return "jar\n" + jar.manifest().indent(6).replaceAll("(?m)^ {6}", "      | ");
        }
        return "directory\n";
    }

    private static String content(Content content) {
        try {
            if (content instanceof Content.Source source) {
                return "'" + Files.readString(source.file()) + "'";
            }
            if (content instanceof Content.Zipped zipped) {
                try (ZipFile zip = new ZipFile(zipped.archive().toFile())) {
                    byte[] bytes =
                            zip.getInputStream(zip.getEntry(zipped.member())).readAllBytes();
                    return "'" + new String(bytes, StandardCharsets.UTF_8) + "'";
                }
            }
            return content instanceof Content.Text text ? "'" + text.text() + "'" : "directory";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
