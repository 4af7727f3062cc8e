import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)

sample.log().showsError(
    'target/no-such-artifact',
    '<artifact>')
sample.leftNothing()
