import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)
def image = sample.image()

assert image.layerNamesAboveBase() == ['dependencies', 'classes']
assert image.entrypoint()[0..1] == ['java', '-cp']
assert image.entrypoint().last() == 'io.github.dockerstrategy.samples.java8.RomanNumbers'

sample.inEngine(image) { loaded ->
    assert loaded.run('1984', '2026').output() == '1984 is MCMLXXXIV\n2026 is MMXXVI\n'
}
