import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)

sample.log().showsError(
    "The strategy 'jib' does not support additional arguments of docker build",
    '<additionalArgs>',
    '<run>')
sample.leftNothing()
