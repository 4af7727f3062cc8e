package io.github.dockerstrategy.problem;

import static io.github.dockerstrategy.problem.Mention.argument;
import static io.github.dockerstrategy.problem.Mention.buildTool;
import static io.github.dockerstrategy.problem.Mention.goals;
import static io.github.dockerstrategy.problem.Mention.group;
import static io.github.dockerstrategy.problem.Mention.parameter;
import static io.github.dockerstrategy.problem.Mention.setting;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MentionTest {

    @Test
    void parametersAreWrittenByTheirPath() {
        assertThat(new Text("name a CLI in " + parameter("docker.executable")))
                .hasToString("name a CLI in docker.executable");
    }

    @Test
    void valuesFollowAnEqualsSign() {
        assertThat(new Text("set " + setting("output", "tar") + " or " + argument("output", "oci")))
                .hasToString("set output=tar or output=oci");
        assertThat(new Text(group("registries.registry", "host", "h:1", "insecure", "true")))
                .hasToString("registries.registry(host=h:1, insecure=true)");
    }

    @Test
    void goalsAndTermsAreWords() {
        assertThat(new Text(goals("build") + "; " + goals("build", "push") + "; " + buildTool(BuildToolTerm.OFFLINE)))
                .hasToString("the goal build; the goals build and push; offline mode");
    }

    @Test
    void valuesOfUsersAreLeftAsTheyAre() {
        String value = "{a,b} ${x} $1 \\ <run> %s \u0002";
        assertThat(new Text("'" + value + "' in " + setting("from", value)))
                .hasToString(("'" + value + "' in from=" + value).replace('\u0002', '?'));
    }

    @Test
    void mentionsAreFoundInTheirOrder() {
        assertThat(new Text(parameter("from") + " and " + setting("output", "tar")).mentions())
                .isEqualTo(List.of(new Mention.Parameter("from"), new Mention.Setting("output", "tar")));
    }

    @Test
    void aFrontEndWritesThemInItsOwnWay() {
        Notation shouting = new Notation() {
            @Override
            public String write(Mention mention) {
                return mention.plain().toUpperCase(java.util.Locale.ROOT);
            }

            @Override
            public String where(Text where) {
                return "the line " + where.in(this);
            }

            @Override
            public String reference(String id) {
                return "see " + id;
            }
        };
        assertThat(Problem.of("bad-port", "No port.", parameter("ports"), "").text(shouting))
                .isEqualTo("No port.\n  where: the line PORTS\n  see bad-port");
    }
}
