import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)

sample.log().showsError(
    '2 problems',
    'work/here',
    '<workingDirectory>',
    '80800',
    '<port>')
sample.leftNothing()
