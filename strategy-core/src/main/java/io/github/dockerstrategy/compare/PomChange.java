package io.github.dockerstrategy.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * A POM in a scratch copy. A dependency that the module itself names has the last word on its version, wherever else the version comes
 * from: so that is where the other one is written, even for a dependency of a dependency.
 *
 * @param pom the file
 */
record PomChange(Path pom) {

    void setVersion(ScratchProject.Change change) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document document = factory.newDocumentBuilder().parse(pom.toFile());
            Element project = document.getDocumentElement();
            Element dependencies =
                    children(project, "dependencies").findFirst().orElseGet(() -> append(project, "dependencies", ""));
            Element dependency = children(dependencies, "dependency")
                    .filter(one -> is(one, change))
                    .findFirst()
                    .orElseGet(() -> added(dependencies, change));
            Optional<Element> version = children(dependency, "version").findFirst();
            version.ifPresentOrElse(
                    element -> element.setTextContent(change.to()), () -> append(dependency, "version", change.to()));
            try (var out = Files.newOutputStream(pom)) {
                TransformerFactory.newInstance()
                        .newTransformer()
                        .transform(new DOMSource(document), new StreamResult(out));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot change " + pom, e);
        } catch (ParserConfigurationException | SAXException | TransformerException e) {
            throw new UncheckedIOException("Cannot change " + pom, new IOException(e));
        }
    }

    private static Element added(Element dependencies, ScratchProject.Change change) {
        Element dependency = append(dependencies, "dependency", "");
        append(dependency, "groupId", change.group());
        append(dependency, "artifactId", change.artifact());
        return dependency;
    }

    private static boolean is(Element dependency, ScratchProject.Change change) {
        boolean plain = children(dependency, "classifier").findFirst().isEmpty()
                && children(dependency, "type").findFirst().isEmpty();
        return plain
                && text(dependency, "groupId").equals(change.group())
                && text(dependency, "artifactId").equals(change.artifact());
    }

    private static String text(Element parent, String name) {
        return children(parent, name)
                .findFirst()
                .map(Node::getTextContent)
                .map(String::strip)
                .orElse("");
    }

    private static Element append(Element parent, String name, String text) {
        Element element = parent.getOwnerDocument().createElement(name);
        if (!text.isEmpty()) {
            element.setTextContent(text);
        }
        parent.appendChild(element);
        return element;
    }

    private static Stream<Element> children(Element parent, String name) {
        return IntStream.range(0, parent.getChildNodes().getLength())
                .mapToObj(i -> parent.getChildNodes().item(i))
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(element -> element.getTagName().equals(name));
    }
}
