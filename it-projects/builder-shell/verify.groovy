import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)
def image = sample.image()

assert image.layerNamesAboveBase() == ['application']
assert image.layer('application').files() == ['/srv/site/about.html', '/srv/site/contact.html', '/srv/site/index.html']
assert image.layer('application').traits() == ['DIRECTORY 755 0:0', 'FILE 644 0:0 2026-01-01T00:00:00Z'] as Set
assert image.entrypoint() == ['cat', '/srv/site/index.html']

sample.inEngine(image) { loaded ->
    assert loaded.run().output().contains('<a href="about.html">about</a>')
}
