import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)
def image = sample.image()
def root = '/usr/local/tomcat/webapps/ROOT'

assert image.layerNamesAboveBase() == ['dependencies', 'resources', 'classes']
assert image.layer('dependencies').files()*.replaceAll(/-[0-9.]+jar$/, '') == [
    "$root/WEB-INF/lib/jackson-core", "$root/WEB-INF/lib/jackson-jr-objects"]*.toString()
assert image.layer('resources').files().containsAll(["$root/index.html", "$root/WEB-INF/web.xml"]*.toString())
assert image.layer('classes').files() == [
    "$root/WEB-INF/classes/io/github/dockerstrategy/samples/guestbook/GuestBookServlet.class".toString()]
assert image.layer('classes').traits() == ['DIRECTORY 755 0:0', 'FILE 644 0:0 2026-01-01T00:00:00Z'] as Set
// A war keeps what its base starts, and as whom
assert image.entrypoint() == []
assert image.cmd() == ['catalina.sh', 'run']

sample.inEngine(image) { loaded ->
    loaded.serve(8080) { server ->
        assert server.get('/').contains('<h1>Guest book</h1>')
        server.post('/entries', 'name=Ada&text=Nice')
        assert server.get('/entries').contains('"name":"Ada"')
    }
}
