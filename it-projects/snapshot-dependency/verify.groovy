import io.github.dockerstrategy.it.Sample

def sample = new Sample(basedir, itEnv)
def image = sample.image()

assert image.layerNamesAboveBase() == ['dependencies', 'snapshot-dependencies', 'launch', 'extra', 'classes']
assert image.layer('snapshot-dependencies').files() == ['/app/libs/word-list-1.0.0-SNAPSHOT.jar']
assert image.layer('extra').files() == ['/usr/local/bin/count-words.sh', '/var/lib/words/letter.txt']
assert image.file('/usr/local/bin/count-words.sh').traits() == 'FILE 755 0:0 2026-01-01T00:00:00Z'
assert image.file('/var/lib/words/letter.txt').traits() == 'FILE 644 65532:65532 2026-01-01T00:00:00Z'

sample.inEngine(image) { loaded ->
    assert loaded.run().output().readLines() == ['letter.txt: please 1', 'letter.txt: sorry 0', 'letter.txt: thanks 1']
    assert loaded.shell('count-words.sh').contains('please 1')
    assert loaded.shell('echo >> /var/lib/words/letter.txt && echo written') == 'written'
}
