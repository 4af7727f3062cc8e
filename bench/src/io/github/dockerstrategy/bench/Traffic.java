package io.github.dockerstrategy.bench;

import java.util.List;

/**
 * What went through the proxy in one run of Maven.
 *
 * @param requests method and path of each HTTP request, in the order in which they began
 * @param connections TCP connections
 * @param tlsHellos connections that only tried whether the registry speaks TLS, which a loopback registry does not
 * @param sent bytes of request bodies
 * @param received bytes of all responses, with their headers
 */
record Traffic(List<String> requests, int connections, int tlsHellos, long sent, long received) {

    /** The same, with the bytes that a daemon was sent. */
    Traffic toDaemon(long bytes) {
        return new Traffic(requests, connections, tlsHellos, bytes, received);
    }
}
