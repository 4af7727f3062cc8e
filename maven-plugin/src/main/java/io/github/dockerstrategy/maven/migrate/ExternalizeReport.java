package io.github.dockerstrategy.maven.migrate;

import io.github.dockerstrategy.externalize.Externalization;
import io.github.dockerstrategy.externalize.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * A page on what became of a Dockerfile.
 *
 * @param externalization the externalized Dockerfile
 * @param name of the Dockerfile
 */
record ExternalizeReport(Externalization externalization, String name) {

    String text() {
        List<String> lines = new ArrayList<>(List.of("# " + name + ", externalized", ""));
        findings(lines, "Refused", externalization.refusals());
        findings(lines, "Warnings", externalization.warnings());
        lines.addAll(List.of("| line | instruction | | |", "|---|---|---|---|"));
        externalization.fates().forEach(fate -> {
            String range = fate.first() == fate.last() ? "" + fate.first() : fate.first() + "–" + fate.last();
            lines.add("| " + range + " | `" + cell(fate.text()).replace("`", "'") + "` | "
                    + fate.fate().words() + " | " + cell(fate.note()) + " |");
        });
        if (!externalization.untold().isEmpty()) {
            lines.addAll(List.of("", "Without a counterpart in `snippet.xml`:", ""));
            externalization.untold().forEach((line, why) -> lines.add("- line " + line + ": " + why));
        }
        return String.join("\n", lines) + "\n";
    }

    private static void findings(List<String> lines, String title, List<Finding> findings) {
        if (!findings.isEmpty()) {
            lines.addAll(List.of("## " + title, ""));
            findings.forEach(finding -> lines.add("- Line " + finding.line() + ": " + finding.reason()
                    + (finding.fix().isEmpty() ? "" : " Fix: " + finding.fix() + ".")));
            lines.add("");
        }
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
