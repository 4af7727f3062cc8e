import io.github.dockerstrategy.it.Engine
import io.github.dockerstrategy.it.Sample
import io.github.dockerstrategy.it.TestEnv

def engine = new Engine(TestEnv.in(itEnv))
def sample = new Sample(basedir, itEnv)
def result = sample.result()

assert result.get('strategy').asText() == 'dockerfile'
assert result.get('output').asText() == 'daemon'
assert result.get('tags')*.asText() == ['1.0.0', 'latest']
assert !new File(basedir, 'Dockerfile').exists()

engine.withImage('own-dockerfile:latest') { latest ->
    engine.withImage('own-dockerfile:1.0.0') { image ->
        assert image.run().output() == 'The full edition\n'
        assert engine.docker('image', 'inspect', '--format', '{{.Config.User}} {{.Id}}', 'own-dockerfile:latest')
            .output().trim() == '65532:65532 ' + result.get('imageId').asText()
    }
}
