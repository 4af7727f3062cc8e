package io.github.dockerstrategy.project;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The {@code -D} properties of this run of Maven, for one that builds the module elsewhere. Any of them may be a secret, whatever it
 * is called. So none is written into a command, a Dockerfile or a script, but for those that say themselves that they are none.
 *
 * @param parameters parameters of this plugin that decide what is in the layers: their values are in the image anyway
 * @param builderParameters parameters of this plugin that say how the application is built; they name paths of this machine
 * @param open those that everybody may read: switches, and those that the user has listed
 * @param hidden all others
 * @param fingerprint changes with the values of the hidden ones, and tells nothing about them
 * @param leftOut names of those that the user has not listed, and so are not passed on
 */
public record UserProperties(
        Map<String, String> parameters,
        Map<String, String> builderParameters,
        Map<String, String> open,
        Map<String, String> hidden,
        String fingerprint,
        List<String> leftOut) {

    public static final UserProperties NONE = new UserProperties(Map.of(), Map.of(), Map.of(), Map.of(), "", List.of());

    /** In {@code .mvn} of a copy of the project: the {@link #parameters}, for the goal {@code stage}. */
    public static final String FILE = "docker-strategy.properties";

    public UserProperties {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
        builderParameters = Collections.unmodifiableMap(new TreeMap<>(builderParameters));
        open = Collections.unmodifiableMap(new TreeMap<>(open));
        hidden = Collections.unmodifiableMap(new TreeMap<>(hidden));
        leftOut = List.copyOf(leftOut);
    }

    /** Whether another Maven has to be given anything. */
    public boolean isEmpty() {
        return parameters.isEmpty() && open.isEmpty() && hidden.isEmpty();
    }

    /** Names only: it may stand in a log. */
    @Override
    public String toString() {
        return "parameters " + parameters.keySet() + ", open " + open.keySet() + ", hidden " + hidden.keySet();
    }
}
