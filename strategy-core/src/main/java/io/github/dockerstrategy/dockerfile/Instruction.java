package io.github.dockerstrategy.dockerfile;

/**
 * One instruction of a stage, or what stands between two of them. The set is closed: these are the ones that generated files
 * need, in the forms that the legacy builder, BuildKit and buildah all understand.
 */
public sealed interface Instruction
        permits Add,
                Arg,
                Blank,
                Cmd,
                Comment,
                Copy,
                Entrypoint,
                Env,
                Expose,
                Health,
                Label,
                Run,
                User,
                Volume,
                Workdir {

    /** The instruction as it stands in the file, without the last line end. */
    String text();
}
