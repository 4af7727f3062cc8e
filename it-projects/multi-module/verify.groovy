import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)
def app = sample.image('app/target/docker-strategy/image.tar')
def worker = sample.image('worker/target/docker-strategy/image.tar')

assert app.layerNamesAboveBase() == ['dependencies', 'project-dependencies', 'launch', 'classes']
assert app.layer('dependencies').files() == ['/app/libs/commons-lang3-3.18.0.jar']
assert app.layer('project-dependencies').files() == [
    '/app/libs/greeter-api-1.0.0-SNAPSHOT.jar', '/app/libs/greeter-core-1.0.0-SNAPSHOT.jar']
assert app.layer('dependencies').blob() == worker.layer('dependencies').blob()
assert app.layer('project-dependencies').blob() == worker.layer('project-dependencies').blob()
// The parent and the libraries have no image
assert !sample.has('target/docker-strategy')
assert !sample.has('greeter-core/target/docker-strategy')

sample.inEngine(app) { loaded ->
    loaded.serve(8080) { service ->
        assert service.get('/grace+hopper') == 'How do you do, Grace Hopper?'
    }
}
sample.inEngine(worker) { loaded ->
    assert loaded.run().output() == 'How do you do, Ada Lovelace?\nHow do you do, Grace Hopper?\n'
    assert loaded.run('alan turing').output() == 'How do you do, Alan Turing?\n'
}
