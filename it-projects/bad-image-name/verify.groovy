import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)

sample.log().showsError(
    'registry.example.com/Bad-Image-Name:1.0',
    '<image>')
sample.leftNothing()
