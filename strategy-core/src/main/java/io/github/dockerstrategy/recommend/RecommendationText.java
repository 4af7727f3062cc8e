package io.github.dockerstrategy.recommend;

import static io.github.dockerstrategy.problem.Mention.setting;

import io.github.dockerstrategy.recommend.Verdict.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A recommendation as a person reads it, on one screen. */
public final class RecommendationText {

    private static final int WIDTH = 90;
    private static final int INDENT = 24;

    private RecommendationText() {}

    public static List<String> of(Recommendation recommendation, Situation situation) {
        List<String> lines = new ArrayList<>();
        lines.addAll(wrapped("Strategies ", subject(situation)));
        lines.add("");
        for (Verdict verdict : recommendation.verdicts()) {
            List<Finding> findings = Stream.concat(verdict.blockers().stream(), verdict.notes().stream())
                    .toList();
            String head =
                    String.format(Locale.ROOT, "  %-16s %-5s ", verdict.strategy(), verdict.fits() ? "fits" : "no");
            String said =
                    String.join("; ", findings.stream().map(Finding::toString).toList());
            lines.addAll(wrapped(head, said.isEmpty() ? verdict.summary() : said));
        }
        lines.add("");
        recommendation
                .choice()
                .ifPresentOrElse(
                        choice -> {
                            lines.addAll(wrapped(
                                    "Choice: ",
                                    choice.strategy() + ", because " + choice.reason() + " [" + choice.rule() + "]"));
                            lines.add("Use it: " + setting("strategy", choice.strategy()) + ", or "
                                    + setting("strategy", "auto") + " to choose in every build");
                        },
                        () -> lines.add("Choice: none; no strategy fits"));
        return lines;
    }

    private static String subject(Situation situation) {
        String module = situation.request().project().coordinates().artifactId() + " ("
                + situation.request().project().packaging();
        String modules = situation.modules() > 1 ? ", a build of " + situation.modules() + " modules" : "";
        return "for " + module + modules + ") on this machine ("
                + situation.machine().displayName() + ")";
    }

    private static List<String> wrapped(String head, String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(head);
        for (String word : text.split(" ")) {
            if (line.length() + word.length() > WIDTH) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(" ".repeat(Math.min(INDENT, head.length())));
            }
            line.append(word).append(' ');
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }
}
