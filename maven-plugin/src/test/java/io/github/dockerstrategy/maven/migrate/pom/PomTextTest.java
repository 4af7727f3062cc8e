package io.github.dockerstrategy.maven.migrate.pom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PomTextTest {

    private static final List<String> PLUGIN =
            List.of("<plugin>", "  <groupId>g</groupId>", "  <artifactId>new</artifactId>", "</plugin>");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<project>\n  <build>\n    <plugins>\n      <plugin>\n        <artifactId>a</artifactId>\n      </plugin>\n    </plugins>\n  </build>\n</project>\n",
                "<project>\n\t<build>\n\t\t<plugins>\n\t\t</plugins>\n\t</build>\n</project>",
                "<project>\r\n  <build>\r\n    <plugins/>\r\n  </build>\r\n</project>\r\n",
                "<project>\n    <build>\n        <finalName>x</finalName>\n    </build>\n</project>\n",
                "<project>\n  <build/>\n</project>\n",
                "<project>\n  <modelVersion>4.0.0</modelVersion>\n</project>\n",
                "<project><build><plugins><plugin><artifactId>a</artifactId></plugin></plugins></build></project>",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- <project><build><plugins> -->\n<project xmlns=\"http://maven.apache.org/POM/4.0.0\"\n  xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"a > b\">\n  <description><![CDATA[</project> <build>]]></description>\n  <build>\n    <!-- </build> -->\n    <plugins>\n    </plugins>\n  </build>\n</project>\n",
                "<project>\n  <profiles>\n    <profile>\n      <build>\n        <plugins>\n        </plugins>\n      </build>\n    </profile>\n  </profiles>\n  <build>\n    <pluginManagement>\n      <plugins>\n      </plugins>\n    </pluginManagement>\n    <plugins>\n    </plugins>\n  </build>\n</project>\n",
                "<project>\n  <name>\u00fc\u4e2d</name>\n  <build>\n    <plugins>\n    </plugins> </build>\n</project>\n",
            })
    void insertsThePluginAndLeavesEverythingElse(String pom) throws Exception {
        String result = new PomText(pom).withPlugin(PLUGIN);

        Model model = new MavenXpp3Reader().read(new StringReader(result));
        assertThat(model.getBuild()
                        .getPlugins()
                        .get(model.getBuild().getPlugins().size() - 1)
                        .getKey())
                .isEqualTo("g:new");
        assertThat(result.contains("\r\n")).isEqualTo(pom.contains("\r\n"));
        assertThat(withoutTheInsertion(pom, result)).isEqualTo(pom);
    }

    @Test
    void takesTheExecutionsOfOnePluginAway() {
        String jib = "<plugin>\n<executions><execution/></executions>\n<artifactId> jib </artifactId></plugin>";
        String other = "<plugin><artifactId>other</artifactId><executions><execution/></executions></plugin>";
        String pom = "<project><build><pluginManagement><plugins>" + jib + other
                + "</plugins></pluginManagement><plugins>" + other + jib + "</plugins></build></project>";

        assertThat(new PomText(pom).withoutExecutionsOf("jib"))
                .isEqualTo(pom.replace(jib, "<plugin>\n\n<artifactId> jib </artifactId></plugin>"));
    }

    @Test
    void takesOnePluginOut() {
        String old =
                "      <plugin>\r\n        <!-- why -->\r\n        <artifactId>old</artifactId>\r\n      </plugin>\r\n";
        String other = "      <plugin>\r\n        <artifactId>other</artifactId>\r\n      </plugin>\r\n";
        String head = "<project>\r\n  <build>\r\n    <plugins>\r\n";
        String tail = "    </plugins>\r\n  </build>\r\n</project>\r\n";
        PomText pom = new PomText(head + old + other + tail);
        List<String> plugins = List.of("old");

        assertThat(OldPlugin.of("keep").apply(pom, plugins)).isEqualTo(pom.text());
        assertThat(OldPlugin.of("remove").apply(pom, plugins)).isEqualTo(head + other + tail);
        assertThat(OldPlugin.of("comment").apply(pom, plugins))
                .isEqualTo(head
                        + "      <!-- <plugin>\r\n        <!- - why - ->\r\n        <artifactId>old</artifactId>\r\n      </plugin> -->\r\n"
                        + other + tail);
        assertThatThrownBy(() -> OldPlugin.of("delete")).hasMessageContaining("keep, comment or remove");
    }

    @Test
    void takesAPluginOutOfALineWithOthers() {
        String pom = "<project><build><plugins><plugin><artifactId>old</artifactId></plugin><plugin>"
                + "<artifactId>other</artifactId></plugin></plugins></build></project>";

        assertThat(OldPlugin.REMOVE.apply(new PomText(pom), List.of("old")))
                .isEqualTo(pom.replace("<plugin><artifactId>old</artifactId></plugin>", ""));
    }

    /** One piece was put in at one place; an empty tag may have become two. */
    private static String withoutTheInsertion(String pom, String result) {
        int same = 0;
        while (same < pom.length() && pom.charAt(same) == result.charAt(same)) {
            same++;
        }
        int tail = 0;
        while (tail < pom.length() - same
                && pom.charAt(pom.length() - 1 - tail) == result.charAt(result.length() - 1 - tail)) {
            tail++;
        }
        String replaced = pom.substring(same, pom.length() - tail);
        assertThat(replaced).isIn("", "/", "/>", "<plugins/>", "<build/>");
        return result.substring(0, same) + replaced + result.substring(result.length() - tail);
    }
}
