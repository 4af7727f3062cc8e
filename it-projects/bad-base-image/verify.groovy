import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)

sample.log().showsError(
    'base/no-such-image:1',
    '<from>')
sample.leftNothing()
