import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)
def image = sample.image()

assert image.names() == ['any-project:from-the-command-line']
assert image.layerNamesAboveBase() == ['system', 'runtime', 'dependencies', 'launch', 'classes']
assert image.environment().NAME == 'a value'
assert image.labels()['com.example.one'] == '1'
assert image.ports() == ['53/udp', '8080/tcp']

sample.inEngine(image) { loaded ->
    assert loaded.run('Never odd or even', 'something else').output() == 'Never odd or even: yes\nsomething else: no\n'
}
