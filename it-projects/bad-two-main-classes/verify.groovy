import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)

sample.log().showsError(
    '2 main classes were found: Left, Right',
    '<mainClass>Left</mainClass>')
sample.leftNothing()
