package io.github.dockerstrategy.engine.docker;

/** What some builders can do and others cannot, or would not even mention. */
public enum BuildFeature {
    MOUNTS("cache and secret mounts (RUN --mount)", ""),
    SECRETS("build secrets", "--secret"),
    SSH("the ssh agent in a build", "--ssh"),
    OUTPUT("files taken straight out of a build", "--output"),
    ARCHIVE("an image archive straight out of a build", ""),
    PLATFORM("another platform than the engine's", "--platform"),
    SEVERAL_PLATFORMS("several platforms at once", ""),
    PUSH("a push straight out of a build", "--push"),
    BUILDER("builder instances", "--builder"),
    CACHE_TO("a cache to export to", "--cache-to"),
    CACHE_BACKENDS("caches of a type (type=…)", ""),
    METADATA_FILE("a metadata file", "--metadata-file"),
    ANNOTATIONS("annotations", "--annotation"),
    PROVENANCE("provenance attestations", "--provenance"),
    SBOM("SBOM attestations", "--sbom");

    private final String displayName;
    private final String flag;

    BuildFeature(String displayName, String flag) {
        this.displayName = displayName;
        this.flag = flag;
    }

    /** What it is, as it stands in a sentence. */
    public String displayName() {
        return displayName;
    }

    /** The flag of the build command that stands for it; empty if the kind of builder decides alone. */
    String flag() {
        return flag;
    }

    @Override
    public String toString() {
        return flag.isEmpty() ? displayName : displayName + " (" + flag + ")";
    }
}
