package io.github.dockerstrategy.maven.migrate.pom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An element of the configuration that is made, with what is in it. */
public final class Element {

    private static final String INDENT = "  ";

    private final String name;
    private final List<Element> children = new ArrayList<>();
    private String text = "";
    private String comment = "";

    public Element(String name) {
        this.name = name;
    }

    /** The {@code <plugin>} element of this plugin. */
    public static Element ofThisPlugin(String version) {
        Element plugin = new Element("plugin");
        plugin.at("groupId").text("io.github.dockerstrategy");
        plugin.at("artifactId").text("docker-strategy-maven-plugin");
        plugin.at("version").text(version);
        return plugin;
    }

    /** The element at a path of names with dots, made where it is not there. */
    public Element at(String path) {
        Element element = this;
        for (String step : path.split("\\.")) {
            Element parent = element;
            element = parent.child(step).orElseGet(() -> parent.add(step));
        }
        return element;
    }

    /** A new element behind the others, whether or not there is one of that name. */
    public Element add(String child) {
        Element element = new Element(child);
        children.add(element);
        return element;
    }

    /** Puts an element behind the others. */
    public void take(Element child) {
        children.add(child);
    }

    public Element text(String value) {
        text = value;
        return this;
    }

    /** A comment in front of the element. */
    public Element comment(String why) {
        comment = why;
        return this;
    }

    public Optional<Element> child(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted)).findFirst();
    }

    /** Takes away what has that name, if it is there. */
    public void remove(String unwanted) {
        children.removeIf(child -> child.name.equals(unwanted));
    }

    /** Takes away the elements in it that have neither a text nor elements. */
    public void prune() {
        children.removeIf(Element::isEmpty);
    }

    /** Puts the elements with these names in front, in that order. */
    public void order(List<String> first) {
        children.sort(Comparator.comparingInt(child -> {
            int at = first.indexOf(child.name);
            return at < 0 ? first.size() : at;
        }));
    }

    public boolean isEmpty() {
        return children.isEmpty() && text.isEmpty();
    }

    public String text() {
        return text;
    }

    public Stream<Element> children() {
        return children.stream();
    }

    /** The element as XML, one tag a line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (!comment.isEmpty()) {
            lines.add("<!-- " + comment.replace("--", "- -") + " -->");
        }
        if (children.isEmpty()) {
            lines.add(text.isEmpty() ? "<" + name + "/>" : "<" + name + ">" + escaped(text) + "</" + name + ">");
            return lines;
        }
        lines.add("<" + name + ">");
        children.forEach(child -> child.lines().forEach(line -> lines.add(INDENT + line)));
        lines.add("</" + name + ">");
        return lines;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
