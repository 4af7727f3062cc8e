import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)
def image = sample.image()

assert image.layerNamesAboveBase() == ['tools', 'json', 'extra', 'resources', 'classes']
assert image.layer('tools').files() == ['/service/lib/agent.jar', '/service/lib/runner.jar']
assert image.layer('json').files()*.replaceAll(/-[0-9.]+jar$/, '') == [
    '/service/war/WEB-INF/lib/jackson-core', '/service/war/WEB-INF/lib/jackson-jr-objects']
assert image.layer('extra').files() == [
    '/service/bin/start.sh', '/service/etc/agent.yml', '/service/etc/entity-registry.yml']
assert image.file('/service/bin/start.sh').mode() == '755'
assert image.file('/service/etc/agent.yml').mode() == '640'
assert image.file('/service/etc/agent.yml').owner() == '0:1000'
assert image.file('/service/etc/entity-registry.yml').traits() == 'FILE 644 0:0 2026-01-01T00:00:00Z'
assert image.filesAboveBase().containsKey('/service/war/WEB-INF/classes/io/github/dockerstrategy/samples/metadata/MetadataServlet.class')
assert image.user() == '1000:1000'
assert image.workingDirectory() == '/service'
assert image.entrypoint() == ['/service/bin/start.sh']
assert image.environment().JAVA_OPTS == ''
assert image.environment().SERVICE_PORT == '8080'
assert image.ports() == ['8080/tcp', '9404/tcp']
assert image.labels()['com.example.team'] == 'metadata'

sample.inEngine(image) { loaded ->
    loaded.serve([8080, 9404], []) { service ->
        assert service.get('/health') == '{"healthy":true}'
        assert service.get('/entities') == '["dataset","chart","dashboard"]'
        assert service.get(9404, '/metrics').contains('java_lang_')
        assert service.exec('id', '-u') == '1000'
        assert service.stop().toSeconds() < 8
    }
}
