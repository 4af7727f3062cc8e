import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)
def server = sample.image('target/docker-strategy/server/image.tar')
def client = sample.image('target/docker-strategy/client/image-oci.tar')

assert server.names() == ['echo-server:1.0.0']
assert sample.result('target/docker-strategy/client').image.asText() == 'echo-client:1.0.0'
assert sample.result('target/docker-strategy/client').tags*.asText().sort() == ['1.0.0', 'latest']
assert sample.result('target/docker-strategy/server').output.asText() == 'tar'
assert sample.result('target/docker-strategy/client').output.asText() == 'oci'
assert !sample.has('target/docker-strategy/image.tar')

sample.inEngine(server) { loaded ->
    loaded.serve(7007) { echo ->
        assert echo.say('anybody there?') == 'anybody there?'
        sample.inEngine(client) { loadedClient ->
            def port = echo.hostPort(7007).toString()
            assert loadedClient.runWith(['--network', 'host'], '127.0.0.1', port, 'hello', 'server').output() == 'hello server\n'
        }
    }
}
