import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)
def image = sample.image()

assert image.layerNamesAboveBase() == ['dependencies', 'launch', 'classes']
assert image.layer('launch').files() == ['/app/launch.jar']
assert image.entrypoint() == ['java', '-jar', '/app/launch.jar']

sample.inEngine(image) { loaded ->
    assert loaded.run('1984', '2026').output() == '1984 is MCMLXXXIV\n2026 is MMXXVI\n'
}
