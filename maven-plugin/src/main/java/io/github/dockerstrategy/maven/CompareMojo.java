package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.maven.compare.CompareGoal;
import io.github.dockerstrategy.maven.goal.ImageGoal;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Builds the image with each strategy that can run here, and reports side by side: times, bytes to push after a change, images, files
 * and commands. Works in scratch copies below the build folder, which are removed at the end; sources, build folder, tags and images of
 * yours are not touched. Writes {@code compare.json}, {@code compare.md} and {@code compare.html} to
 * {@code target/docker-strategy/compare}.
 */
@Mojo(name = "compare", threadSafe = true, configurator = "docker-strategy")
public class CompareMojo extends AbstractImageMojo {

    /**
     * The strategies to compare. The default is all that can build this image on this machine; those that are left out are listed with
     * the reason.
     */
    @Parameter(property = "docker-strategy.compare.strategies")
    public List<String> compareStrategies = new ArrayList<>();

    /**
     * What is measured: {@code first} (nothing cached; always measured), {@code again} (nothing changed), {@code code} (one class
     * changed), {@code dependency} (one dependency's version changed). The default is all of them.
     */
    @Parameter(property = "docker-strategy.compare.scenarios")
    public List<String> compareScenarios = new ArrayList<>();

    /**
     * How often everything is measured; reports show the median, the least and the greatest.
     */
    @Parameter(property = "docker-strategy.compare.repeats", defaultValue = "1")
    public int compareRepeats;

    /**
     * The dependency that gets another version, and that version: {@code group:artifact:version}. The default is one of the module's
     * dependencies that has another version in the repositories, the nearest older one first.
     */
    @Parameter(property = "docker-strategy.compare.dependency")
    public String compareDependency;

    /**
     * The Java source that is changed, relative to the module. The default is the first one that has a class.
     */
    @Parameter(property = "docker-strategy.compare.source")
    public String compareSource;

    /**
     * How the names of repositories begin, such as {@code localhost:5000/scratch/app}, that the strategies push to: then pushes are
     * measured too, and every strategy does the same work. Each gets new ones, such as {@code localhost:5000/scratch/app-1a2b3c4d-jib-1}, so
     * that nothing is there before. What is pushed stays. Without it, nothing is pushed.
     */
    @Parameter(property = "docker-strategy.compare.repository")
    public String compareRepository;

    /**
     * Keeps the scratch copies and the images.
     */
    @Parameter(property = "docker-strategy.compare.keep", defaultValue = "false")
    public boolean compareKeep;

    @Override
    String doing() {
        return "compare strategies for";
    }

    @Override
    void perform(ImageGoal described) {
        new CompareGoal(this, described).perform();
    }
}
