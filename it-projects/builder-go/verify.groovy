import io.github.dockerstrategy.it.Sample
import com.sun.net.httpserver.HttpServer

def sample = new Sample(basedir, itEnv)
def image = sample.image()

assert image.layerNamesAboveBase() == ['application']
assert image.layer('application').files() == ['/link-counter']
assert image.layer('application').file('/link-counter').traits() == 'FILE 755 0:0 2026-01-01T00:00:00Z'
assert image.entrypoint() == ['/link-counter']

def page = '<a href="/in">in</a> <a href="https://example.org/">out</a> <a href="in.html">in</a>'.bytes
def server = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
server.createContext('/') {
    it.sendResponseHeaders(200, page.length)
    it.responseBody.write(page)
    it.close()
}
server.start()
try {
    sample.inEngine(image) { loaded ->
        def address = "http://127.0.0.1:${server.address.port}/".toString()
        assert loaded.runWith(['--network', 'host'], address).output() == '{"internal":2,"external":1}\n'
        assert loaded.run().output().contains('which page?')
    }
} finally {
    server.stop(0)
}
