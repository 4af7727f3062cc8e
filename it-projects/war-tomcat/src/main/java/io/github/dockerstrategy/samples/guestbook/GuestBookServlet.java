package io.github.dockerstrategy.samples.guestbook;

import com.fasterxml.jackson.jr.ob.JSON;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The entries of the guest book: GET reads them, POST with {@code name} and {@code text} adds one. */
@WebServlet("/entries")
public final class GuestBookServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient List<Map<String, String>> entries = new CopyOnWriteArrayList<>();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.getOutputStream().write(JSON.std.asBytes(entries));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = request.getParameter("name");
        String text = request.getParameter("text");
        if (name == null || text == null) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST, "name and text, please");
            return;
        }
        entries.add(Map.of("name", name, "text", text));
        response.setStatus(HttpServletResponse.SC_CREATED);
    }
}
