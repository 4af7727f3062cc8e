import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)

sample.log().showsError(
    '2 classes could be started: Left, Right',
    '<mainClass>Left</mainClass>')
sample.leftNothing()
