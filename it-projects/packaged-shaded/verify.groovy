import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)
def image = sample.image()

assert image.layerNamesAboveBase() == ['launch', 'application']
assert image.layer('application').files() == ['/app/app.jar']
assert image.layer('launch').file('/app/launch.args').text().readLines() == [
    '-cp', '/app/app.jar', 'io.github.dockerstrategy.samples.digest.DigestTool']
assert image.entrypoint() == ['java', '@/app/launch.args']
assert image.cmd() == ['--help']

sample.inEngine(image) { loaded ->
    assert loaded.run().output().contains('Usage: digest')
    assert loaded.run('/app/launch.args').output() ==~ /[0-9a-f]{64}  \/app\/launch.args\n/
}
