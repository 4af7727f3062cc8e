import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)

sample.log().showsError(
    'cannot find the flux capacitor',
    'exit code 3')
sample.leftNothing()
