import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)
def image = sample.image()

assert image.layerNamesAboveBase() == ['dependencies', 'spring-boot-loader', 'launch', 'application']
assert image.layer('dependencies').files().every { it.startsWith('/app/BOOT-INF/lib/') }
assert image.layer('application').files().contains('/app/BOOT-INF/classes/application.yaml')
assert image.layer('launch').file('/app/launch.args').text().readLines() == [
    '-cp', '/app', 'org.springframework.boot.loader.launch.JarLauncher']

sample.inEngine(image) { loaded ->
    loaded.serve(8080) { service ->
        assert service.get('/?dice=3') ==~ /\[[1-6],[1-6],[1-6]]/
    }
}
