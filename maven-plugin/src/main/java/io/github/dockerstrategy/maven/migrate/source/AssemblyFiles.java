package io.github.dockerstrategy.maven.migrate.source;

import io.github.dockerstrategy.maven.migrate.pom.Element;
import java.util.List;
import java.util.Optional;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** The files of an inline assembly. Their folders in the image are below the assembly's, which is a rule before these. */
final class AssemblyFiles {

    private static final String DEFAULT_ROOT = "/maven";

    private AssemblyFiles() {}

    /** JKube's layers, each with files of its own. */
    static void layers(Xpp3Dom theirs, Element here) {
        for (Xpp3Dom layer : theirs.getChildren()) {
            Optional.ofNullable(layer.getChild("fileSets")).ifPresent(sets -> fileSets(sets, here));
            Optional.ofNullable(layer.getChild("files")).ifPresent(files -> files(files, here));
        }
    }

    static void fileSets(Xpp3Dom theirs, Element here) {
        for (Xpp3Dom set : theirs.getChildren()) {
            Element path = here.at("extraDirectories.paths").add("path");
            path.at("from").text(inModule(Texts.child(set, "directory", ".")));
            String into = inImage(here, Texts.child(set, "outputDirectory", ""));
            path.at("into").text(into);
            globs(set, "includes", "include", path);
            globs(set, "excludes", "exclude", path);
            String mode = Texts.child(set, "fileMode", "");
            if (!mode.isEmpty()) {
                Element permission = here.at("extraDirectories.permissions").add("permission");
                permission.at("file").text(into.replaceFirst("/$", "") + "/**");
                permission.at("mode").text(threeDigits(mode));
            }
        }
    }

    static void files(Xpp3Dom theirs, Element here) {
        for (Xpp3Dom one : theirs.getChildren()) {
            Element file = here.at("files").add("file");
            String source = inModule(Texts.child(one, "source", ""));
            file.at("from").text(source);
            String name = Texts.child(one, "destName", source.substring(source.lastIndexOf('/') + 1));
            String folder = inImage(here, Texts.child(one, "outputDirectory", ""));
            file.at("into").text(folder.replaceFirst("/$", "") + "/" + name);
            String mode = Texts.child(one, "fileMode", "");
            if (!mode.isEmpty()) {
                file.at("mode").text(threeDigits(mode));
            }
        }
    }

    /** The module's own artifact is the application anyway. */
    static void dependencySets(Xpp3Dom theirs, Element here) {
        for (Xpp3Dom set : theirs.getChildren()) {
            patterns(set, "includes", "include", here);
            patterns(set, "excludes", "exclude", here);
        }
    }

    private static void patterns(Xpp3Dom set, String list, String item, Element here) {
        Optional.ofNullable(set.getChild(list)).map(Texts::list).orElse(List.of()).stream()
                .filter(pattern -> !pattern.contains("${project.artifactId}"))
                .forEach(pattern -> here.at("dependencies." + list).add(item).text(pattern));
    }

    private static void globs(Xpp3Dom set, String list, String item, Element path) {
        Optional.ofNullable(set.getChild(list))
                .map(Texts::list)
                .orElse(List.of())
                .forEach(glob -> path.at(list).add(item).text(glob));
    }

    /** A path relative to the module, which is itself a dot. */
    static String inModule(String path) {
        String relative = CommonRules.withoutBasedir(path).replace("${project.build.directory}", "target");
        return relative.isEmpty() ? "." : relative;
    }

    private static String inImage(Element here, String folder) {
        String root = here.at("container").child("appRoot").map(Element::text).orElse(DEFAULT_ROOT);
        String below = folder.replaceFirst("^\\.?/", "").replaceFirst("^\\.$", "");
        return below.isEmpty() ? root : root.replaceFirst("/$", "") + "/" + below;
    }

    private static String threeDigits(String mode) {
        return mode.length() == 4 && mode.startsWith("0") ? mode.substring(1) : mode;
    }
}
