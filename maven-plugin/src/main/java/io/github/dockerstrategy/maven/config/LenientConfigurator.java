package io.github.dockerstrategy.maven.config;

import java.lang.reflect.Field;
import java.lang.reflect.Type;
import org.codehaus.plexus.classworlds.realm.ClassRealm;
import org.codehaus.plexus.component.configurator.BasicComponentConfigurator;
import org.codehaus.plexus.component.configurator.ComponentConfigurationException;
import org.codehaus.plexus.component.configurator.ConfigurationListener;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluator;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;

/**
 * Fills parameters in as Maven's own configurator does, but passes over misspelt elements inside them, and over text or elements
 * that have no place there. Maven's gives up at the first one, and names a class that no user knows; so they are left to {@link UnknownElements}, which reports them with all other problems.
 */
public class LenientConfigurator extends BasicComponentConfigurator {

    @Override
    public void configureComponent(
            Object component,
            PlexusConfiguration configuration,
            ExpressionEvaluator evaluator,
            ClassRealm realm,
            ConfigurationListener listener)
            throws ComponentConfigurationException {
        PlexusConfiguration known = new XmlPlexusConfiguration(configuration.getName());
        for (PlexusConfiguration parameter : configuration.getChildren()) {
            known.addChild(known(parameter, type(component, parameter.getName())));
        }
        super.configureComponent(component, known, evaluator, realm, listener);
    }

    private static Type type(Object component, String parameter) {
        return ElementTypes.fields(component.getClass()).stream()
                .filter(field -> field.getName().equals(parameter))
                .findFirst()
                .map(Field::getGenericType)
                .orElse(Object.class);
    }

    private static PlexusConfiguration known(PlexusConfiguration element, Type type) {
        PlexusConfiguration known = new XmlPlexusConfiguration(element.getName());
        String text = element.getValue() == null ? "" : element.getValue().strip();
        ElementShape shape = new ElementShape(element.getName(), text, element.getChildCount());
        boolean keepsText = shape.misfit(type, "").isEmpty() && !ElementTypes.hasElementsOnly(type);
        known.setValue(keepsText ? element.getValue() : null);
        for (String attribute : element.getAttributeNames()) {
            known.setAttribute(attribute, element.getAttribute(attribute));
        }
        if (ElementTypes.isListOfTexts(type) && element.getChildCount() == 0 && !shape.isExpression()) {
            // Not every Maven reads a list that is written with commas.
            known.setValue(null);
            Overlay.split(text).forEach(part -> known.addChild("element", part));
        }
        for (PlexusConfiguration child : element.getChildren()) {
            ElementTypes.child(type, child.getName()).ifPresent(inner -> known.addChild(known(child, inner)));
        }
        return known;
    }
}
