import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)
def image = sample.image()
def root = '/var/lib/jetty/webapps/ROOT'

assert image.layerNamesAboveBase() == ['dependencies', 'resources', 'classes']
assert image.layer('resources').files().containsAll(["$root/index.html", "$root/WEB-INF/classes/units.properties"]*.toString())
assert image.user() == 'jetty'
assert image.entrypoint() == ['/docker-entrypoint.sh']

sample.inEngine(image) { loaded ->
    loaded.serve(8080) { server ->
        assert server.get('/').contains('<h1>Units</h1>')
        assert server.get('/convert?value=3&from=mile&to=kilometre') == '{"kilometre":4.828032}'
    }
}
