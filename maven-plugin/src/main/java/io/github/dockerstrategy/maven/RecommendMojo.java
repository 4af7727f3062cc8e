package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.maven.goal.ImageGoal;
import io.github.dockerstrategy.recommend.Recommendation;
import io.github.dockerstrategy.recommend.RecommendationText;
import io.github.dockerstrategy.recommend.Situation;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Recommends a strategy for this module and machine, with reasons. Builds nothing and writes nothing. Each reason has the id of
 * its rule, which docs/recommend.md explains; {@code <strategy>auto</strategy>} uses the same rules.
 */
@Mojo(name = "recommend", threadSafe = true, configurator = "docker-strategy")
public class RecommendMojo extends AbstractImageMojo {

    @Override
    protected String doing() {
        return "recommend a strategy for";
    }

    @Override
    protected void perform(ImageGoal goal) {
        Situation situation = goal.situation();
        goal.log()
                .result(RecommendationText.of(
                        Recommendation.of(situation, goal.context().strategies()), situation));
    }
}
