import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)

sample.log().showsError(
    '127.0.0.1:1',
    'does not answer')
sample.leftNothing()
