import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)

sample.log().showsError(
    '3 problems',
    "There is no strategy 'multi-stag'",
    "'tarr' is not an output",
    "did you mean 'tar'?",
    "did you mean 'exploded'?")
sample.leftNothing()
