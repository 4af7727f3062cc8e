package io.github.dockerstrategy.samples.units;

import com.fasterxml.jackson.jr.ob.JSON;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;

/** Converts lengths: {@code /convert?value=3&from=mile&to=kilometre}. */
@WebServlet("/convert")
public final class UnitsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final Properties metres = new Properties();

    @Override
    public void init() {
        try (InputStream in = UnitsServlet.class.getResourceAsStream("/units.properties")) {
            metres.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("no units", e);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String from = request.getParameter("from");
        String to = request.getParameter("to");
        if (from == null || to == null || !metres.containsKey(from) || !metres.containsKey(to)) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST, "one of " + metres.stringPropertyNames());
            return;
        }
        double value = Double.parseDouble(request.getParameter("value"));
        response.setContentType("application/json");
        response.getOutputStream().write(JSON.std.asBytes(Map.of(to, value * inMetres(from) / inMetres(to))));
    }

    private double inMetres(String unit) {
        return Double.parseDouble(metres.getProperty(unit));
    }
}
