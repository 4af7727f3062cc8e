import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)

sample.log().showsError(
    'public static void main',
    '<mainClass>')
sample.leftNothing()
