import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)

sample.log().showsError(
    'no-such-file.yml',
    'does not exist',
    '<files>')
sample.leftNothing()
