import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)

sample.log().shows('no application')
assert !sample.has('target/docker-strategy/result.json')
