package io.github.dockerstrategy.samples.http;

import java.util.Map;

/** What the service has to say about one path. */
interface Answer {

    /**
     * Answers a request.
     *
     * @param query the parameters of the request
     * @return an object for JSON
     * @throws Exception if there is no answer to such a request
     */
    Map<String, Object> to(Map<String, String> query) throws Exception;
}
