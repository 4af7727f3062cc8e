import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)

sample.log().showsError(
    "The strategy 'jib' does not support a health check",
    '<healthCheck>',
    '<run>')
sample.leftNothing()
