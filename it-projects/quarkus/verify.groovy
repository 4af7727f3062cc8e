import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)
def image = sample.image()

assert image.layerNamesAboveBase() == ['dependencies', 'launch', 'application']
assert image.layer('dependencies').files().any { it.startsWith('/app/lib/main/io.quarkus.quarkus-rest-') }
assert image.layer('application').files().contains('/app/quarkus-run.jar')
assert image.layer('application').files().contains('/app/app/quarkus-1.0.0.jar')
assert image.layer('launch').file('/app/launch.args').text().readLines() == ['-jar', '/app/quarkus-run.jar']
assert image.entrypoint() == ['java', '@/app/launch.args']

sample.inEngine(image) { loaded ->
    loaded.serve(8080) { service ->
        assert service.get('/times/7').readLines()[5] == '6 x 7 = 42'
    }
}
