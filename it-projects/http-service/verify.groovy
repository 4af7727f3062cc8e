import io.github.dockerstrategy.it.Sample
import groovy.json.JsonSlurper

def sample = new Sample(basedir, itEnv)
def image = sample.image()

assert image.layerNamesAboveBase() == ['system', 'runtime', 'dependencies', 'launch', 'extra', 'resources', 'classes']
assert image.layer('dependencies').files()*.replaceAll(/-[0-9.]+jar$/, '') == [
    '/app/libs/jackson-core', '/app/libs/jackson-jr-objects', '/app/libs/slf4j-api', '/app/libs/slf4j-simple']
assert image.layer('extra').files() == ['/etc/http-service/banner.txt']
assert image.layer('resources').files() == [
    '/app/resources/greetings.properties', '/app/resources/greetings_de.properties', '/app/resources/simplelogger.properties']
assert image.layer('classes').files().contains('/app/classes/io/github/dockerstrategy/samples/http/HttpService.class')
for (name in ['dependencies', 'launch', 'extra', 'resources', 'classes']) {
    assert image.layer(name).traits() == ['DIRECTORY 755 0:0', 'FILE 644 0:0 2026-01-01T00:00:00Z'] as Set
}
assert image.layer('launch').file('/app/launch.args').text().readLines().first() == '-XX:MaxRAMPercentage=75'
assert image.entrypoint() == ['java', '@/app/launch.args']
assert image.cmd() == []
assert image.user() == '65532:65532'
assert image.environment().GREETING_LANGUAGE == 'en'
assert image.ports() == ['8080/tcp']
assert image.labels()['org.opencontainers.image.title'] == 'HTTP service'
assert image.created() == '2026-01-01T00:00:00Z'
assert image.names() == ['http-service:1.0.0']

assert sample.result().strategy.asText() == 'jib'
assert sample.result().imageDigest.asText() == sample.read('target/docker-strategy/image.digest').strip()
assert sample.result().imageId.asText() == sample.read('target/docker-strategy/image.id').strip()
sample.log().shows('Built http-service:1.0.0', 'docker load -i')

sample.inEngine(image) { loaded ->
    loaded.serve(8080) { service ->
        def json = { path -> new JsonSlurper().parseText(service.get(path)) }
        assert json('/?name=Ada').greeting == 'Hello, Ada!'
        assert json('/time?zone=America/New_York').time.contains('[America/New_York]')
        assert json('/lookup?host=localhost').addresses.contains('127.0.0.1')
        def runtime = json('/runtime')
        assert runtime.uid == 65532
        assert runtime.flags.contains('-XX:MaxRAMPercentage=75')
        def authorities = json('/trust').authorities
        assert authorities.size() > 50
        assert authorities.any { it.contains('ISRG Root X1') }
        assert service.log().contains('A greeting for everybody who asks.')
        assert service.stop().toSeconds() < 5
    }
    assert sample.engine().unpackedSize(loaded.name()) < 60_000_000
}
