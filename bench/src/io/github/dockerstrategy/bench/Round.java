package io.github.dockerstrategy.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One project built by one plugin, case after case, into a repository of its own.
 *
 * @param number how many rounds of this project and plugin there were before
 * @param cache the plugin's cache folder, for what does not lie in target/
 * @param image name of the image
 * @param daemon where images go that go to a daemon
 */
record Round(Maven maven, CountingProxy proxy, Peer peer, Project project, int number, Path cache, String image, Daemon daemon) {

    Measurement measure(Case what, String... further) throws IOException, InterruptedException {
        what.prepare(this);
        List<String> arguments = new ArrayList<>(what.goals);
        arguments.add("-P" + peer.profile);
        arguments.add("-Dbench.base=" + proxy.name() + "/base/jre:17");
        arguments.add("-Dbench.tomcat=" + proxy.name() + "/base/tomcat:10");
        arguments.add("-Dbench.image=" + image);
        arguments.addAll(peer.arguments(cache));
        arguments.addAll(List.of(further));
        if (what.isToDaemon()) {
            arguments.addAll(peer.toDaemon(daemon.docker()));
        }
        proxy.take();
        Maven.Run run = maven.run(project.folder(), arguments);
        double[] seconds = run.seconds(peer.goal(what));
        Traffic traffic = what.isToDaemon() ? proxy.take().toDaemon(daemon.take()) : proxy.take();
        return new Measurement(
                project.name(),
                what,
                peer,
                number,
                traffic,
                seconds[0],
                seconds[1],
                run.wallSeconds(),
                run.seconds("peak")[0]);
    }

    void forgetEverything() throws IOException {
        for (Path folder : peer.caches(project.folder(), cache)) {
            Folders.delete(folder);
        }
    }
}
