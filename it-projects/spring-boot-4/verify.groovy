import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)
def image = sample.image()

assert image.layerNamesAboveBase() == ['dependencies', 'launch', 'resources', 'classes']
def libraries = image.layer('dependencies').files()
assert libraries.any { it.startsWith('/app/libs/spring-boot-4') }
assert !libraries.any { it.contains('devtools') || it.contains('configuration-processor') }
assert image.layer('resources').files().contains('/app/resources/application.yaml')
assert image.layer('launch').file('/app/launch.args').text().readLines().last() == 'io.github.dockerstrategy.samples.tasks.TasksApplication'
assert image.entrypoint() == ['java', '@/app/launch.args']
assert image.user() == '65532:65532'

sample.inEngine(image) { loaded ->
    loaded.serve(8080) { service ->
        assert service.post('/', 'title=sleep') == '{"id":1,"title":"sleep"}'
        assert service.get('/') == '[{"id":1,"title":"sleep"}]'
    }
}
