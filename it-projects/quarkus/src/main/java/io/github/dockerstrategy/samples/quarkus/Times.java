package io.github.dockerstrategy.samples.quarkus;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.resteasy.reactive.RestPath;

/** Multiplication tables. */
@Path("/times")
public class Times {

    @GET
    @Path("/{factor}")
    public String table(@RestPath int factor) {
        return IntStream.rangeClosed(1, 10)
                .mapToObj(i -> i + " x " + factor + " = " + i * factor)
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
