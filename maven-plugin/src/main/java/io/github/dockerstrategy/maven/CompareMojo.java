package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.maven.compare.CompareGoal;
import io.github.dockerstrategy.maven.goal.ImageGoal;
import io.github.dockerstrategy.maven.parameters.CompareParameters;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Builds the image with every strategy that works on this machine and reports side by side: times, bytes to push after a change,
 * images, files and commands. Works in scratch copies below the build folder, which are removed at the end; your sources, build
 * folder, tags and images are not touched. Writes {@code compare.json}, {@code compare.md} and {@code compare.html} to
 * {@code target/docker-strategy/compare}.
 */
@Mojo(name = "compare", threadSafe = true, configurator = "docker-strategy")
public class CompareMojo extends AbstractImageMojo {

    /**
     * The strategies to compare. The default is all that can build this image on this machine; the others are listed with the
     * reason.
     */
    @Parameter(property = "docker-strategy.compare.strategies")
    public List<String> compareStrategies = new ArrayList<>();

    /**
     * The scenarios to measure: {@code first} (nothing cached; always measured), {@code again} (nothing changed), {@code code}
     * (one class changed), {@code dependency} (one dependency's version changed). The default is all of them.
     */
    @Parameter(property = "docker-strategy.compare.scenarios")
    public List<String> compareScenarios = new ArrayList<>();

    /**
     * Number of measurements; reports show the median, minimum and maximum.
     */
    @Parameter(property = "docker-strategy.compare.repeats", defaultValue = "1")
    public int compareRepeats;

    /**
     * The dependency to change, with its new version: {@code group:artifact:version}. The default is one of the module's
     * dependencies that has another version in the repositories, preferably the nearest older one.
     */
    @Parameter(property = "docker-strategy.compare.dependency")
    public String compareDependency;

    /**
     * The Java source to change, relative to the module. The default is the first one that has a class.
     */
    @Parameter(property = "docker-strategy.compare.source")
    public String compareSource;

    /**
     * Prefix of the repositories to push to, such as {@code localhost:5000/scratch/app}. Pushes are then measured too, and every
     * strategy does the same work. Each strategy gets new repositories, such as
     * {@code localhost:5000/scratch/app-1a2b3c4d-jib-1}, so that nothing exists before. Pushed images stay in the registry.
     * Without a prefix, nothing is pushed.
     */
    @Parameter(property = "docker-strategy.compare.repository")
    public String compareRepository;

    /**
     * Keeps the scratch copies and the images.
     */
    @Parameter(property = "docker-strategy.compare.keep", defaultValue = "false")
    public boolean compareKeep;

    @Override
    protected String doing() {
        return "compare strategies for";
    }

    @Override
    protected void perform(ImageGoal goal) {
        CompareParameters parameters = new CompareParameters(
                compareStrategies,
                compareScenarios,
                compareRepeats,
                compareDependency,
                compareSource,
                compareRepository,
                compareKeep);
        new CompareGoal(goal, parameters).perform();
    }
}
