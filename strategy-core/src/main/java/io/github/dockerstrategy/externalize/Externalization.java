package io.github.dockerstrategy.externalize;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An externalized Dockerfile.
 *
 * @param dockerfile the Dockerfile without the stages that build
 * @param ignore the ignore file beside it
 * @param script the script that builds on the host, then the image
 * @param fates what became of each instruction, in order
 * @param findings what is refused or to be known, by line
 * @param settings the image as parameters of this library
 * @param untold the lines that no parameter expresses, with the reason
 */
public record Externalization(
        String dockerfile,
        String ignore,
        String script,
        List<LineFate> fates,
        List<Finding> findings,
        List<Setting> settings,
        SortedMap<Integer, String> untold) {

    public Externalization {
        fates = List.copyOf(fates);
        findings = List.copyOf(findings);
        settings = List.copyOf(settings);
        untold = Collections.unmodifiableSortedMap(new TreeMap<>(untold));
    }

    /** Externalizes a Dockerfile. */
    public static Externalization of(ExternalizeInput input) {
        return new Externalizer(input).result();
    }

    /** Why it cannot be externalized. */
    public List<Finding> refusals() {
        return findings.stream().filter(Finding::refused).toList();
    }

    /** What users of the result have to know. */
    public List<Finding> warnings() {
        return findings.stream().filter(finding -> !finding.refused()).toList();
    }
}
