package io.github.dockerstrategy.maven.config;

import io.github.dockerstrategy.problem.Problem;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * An element of the configuration, and whether it holds what may stand in it: text, elements, or either.
 *
 * @param name the element
 * @param text its text, without blanks around it
 * @param children how many elements there are in it
 */
record ElementShape(String name, String text, int children) {

    /**
     * Whether what the element holds can be read into {@code type}.
     *
     * @return what is wrong with it; empty if nothing is
     */
    Optional<Problem> misfit(Type type, String where) {
        if (ElementTypes.isText(type)) {
            return children > 0 ? Optional.of(elementsForText(where)) : badValue(type, where);
        }
        boolean textMayStandAlone = ElementTypes.isListOfTexts(type) && children == 0;
        boolean knowsWhatStandsInIt =
                ElementTypes.isMap(type) || ElementTypes.isListOfTexts(type) || ElementTypes.hasElementsOnly(type);
        return knowsWhatStandsInIt && !textMayStandAlone && !text.isEmpty() && !isExpression()
                ? Optional.of(textForElements(type, where))
                : Optional.empty();
    }

    /** What Maven has yet to replace, such as the property of a parameter. */
    boolean isExpression() {
        return text.contains("${");
    }

    private Optional<Problem> badValue(Type type, String where) {
        if (text.isEmpty() || isExpression()) {
            return Optional.empty();
        }
        if (ElementTypes.isTruth(type) && !text.equals("true") && !text.equals("false")) {
            return Optional.of(Problem.of(
                    "bad-boolean",
                    "'" + text + "' is neither true nor false.",
                    where,
                    "write <" + name + ">true</" + name + ">"));
        }
        if (type == Integer.class && !text.matches("-?\\d{1,9}")) {
            return Optional.of(Problem.of(
                    "bad-number",
                    "'" + text + "' is not a whole number.",
                    where,
                    "write <" + name + ">3</" + name + ">"));
        }
        return Optional.empty();
    }

    private Problem elementsForText(String where) {
        return Problem.of(
                "unexpected-elements",
                "Elements are not allowed in <" + name + ">, which has text.",
                where,
                "write <" + name + ">…</" + name + "> with text in it");
    }

    private Problem textForElements(Type type, String where) {
        return Problem.of(
                "unexpected-text",
                "The text '" + text + "' is not allowed in <" + name + ">, which has elements.",
                where,
                elements(type));
    }

    private String elements(Type type) {
        if (ElementTypes.isMap(type)) {
            return "write an element for each, as in <" + name + "><NAME>value</NAME></" + name + ">";
        }
        if (ElementTypes.isListOfTexts(type)) {
            return "write an element for each";
        }
        return (ElementTypes.isBean(type) ? "the elements are: " : "write an element for each, in which there are: ")
                + String.join(", ", ElementTypes.names(type));
    }
}
