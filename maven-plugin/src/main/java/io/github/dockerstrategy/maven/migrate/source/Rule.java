package io.github.dockerstrategy.maven.migrate.source;

import io.github.dockerstrategy.maven.migrate.pom.Element;
import java.util.List;
import java.util.stream.Stream;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * What is done with one element of another plugin's configuration: a row of the documentation's table, and the code that does it.
 *
 * @param path names of the elements down to it, with dots
 * @param here what it is here; what to do instead, if there is no counterpart
 * @param fate what becomes of it
 * @param conversion puts it into the new configuration
 */
public record Rule(String path, String here, Fate fate, Conversion conversion) {

    /** Puts an element of the other plugin into a configuration. */
    @FunctionalInterface
    public interface Conversion {
        void apply(Xpp3Dom theirs, Element configuration);
    }

    /** An element that has no counterpart. */
    static Rule none(String path, String instead) {
        return new Rule(path, instead, Fate.NONE, (theirs, configuration) -> {});
    }

    /** An element for something else than the image, which stays where it is. */
    static Rule kept(String path, String what) {
        return new Rule(path, what, Fate.KEPT, (theirs, configuration) -> {});
    }

    /** Elements that have no counterpart, for one reason. */
    static Stream<Rule> none(String instead, List<String> paths) {
        return paths.stream().map(path -> none(path, instead));
    }

    /** Elements for something else than the image. */
    static Stream<Rule> kept(String what, List<String> paths) {
        return paths.stream().map(path -> kept(path, what));
    }

    /** An element that is converted in its own way. */
    static Rule own(String path, String here, Conversion conversion) {
        return new Rule(path, here, Fate.TRANSLATED, conversion);
    }

    /** A text that stands elsewhere here, or under the same name. */
    static Rule text(String path, String here) {
        return new Rule(
                path,
                "<" + here.replace(".", "><") + ">",
                fate(path, here),
                (theirs, configuration) -> configuration.at(here).text(Texts.of(theirs)));
    }

    /** A list, which may be a text with commas. */
    static Rule list(String path, String here, String item) {
        return new Rule(
                path,
                "<" + here.replace(".", "><") + ">",
                fate(path, here),
                (theirs, configuration) -> Texts.list(theirs)
                        .forEach(value -> configuration.at(here).add(item).text(value)));
    }

    /** A map, which may be a text with equals signs and commas. */
    static Rule map(String path, String here) {
        return new Rule(
                path,
                "<" + here.replace(".", "><") + ">",
                fate(path, here),
                (theirs, configuration) -> Texts.map(theirs)
                        .forEach((key, value) -> configuration.at(here).add(key).text(value)));
    }

    private static Fate fate(String path, String here) {
        return path.equals(here) ? Fate.SAME : Fate.TRANSLATED;
    }
}
