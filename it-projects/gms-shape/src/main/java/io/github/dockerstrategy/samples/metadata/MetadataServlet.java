package io.github.dockerstrategy.samples.metadata;

import com.fasterxml.jackson.jr.ob.JSON;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The kinds of entities that the registry file names, and the health of the service. */
@WebServlet({"/entities", "/health"})
public final class MetadataServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Path REGISTRY = Path.of("/service/etc/entity-registry.yml");

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        Object answer = request.getServletPath().equals("/health") ? Map.of("healthy", true) : entities();
        response.getOutputStream().write(JSON.std.asBytes(answer));
    }

    private static List<String> entities() throws IOException {
        try (var lines = Files.lines(REGISTRY)) {
            return lines.filter(line -> line.startsWith("  - "))
                    .map(line -> line.substring(4))
                    .toList();
        }
    }
}
