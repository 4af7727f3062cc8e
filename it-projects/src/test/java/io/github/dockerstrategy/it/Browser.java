package io.github.dockerstrategy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real browser without a window, that may not use the network. */
record Browser(String program) {

    private static final Pattern MEASURED = Pattern.compile("data-measured=\"(\\d+) (\\d+)\"");

    /** Two numbers that only a browser knows, written into a copy of the page: how wide the window is, and how wide the page. */
    private static final String MEASURE =
            "<script>addEventListener('load', () => document.documentElement.setAttribute('data-measured',"
                    + " innerWidth + ' ' + document.documentElement.scrollWidth))</script></body>";

    Browser(TestEnv env) {
        this(env.get("browser"));
    }

    /** The page as the browser understands it. Fails if the browser complains of anything. */
    String open(Path page) {
        Ran ran = run(page, List.of("--dump-dom"));
        assertThat(ran.output()).doesNotContain("CONSOLE").contains("</html>");
        return ran.output();
    }

    /** Fails if the page is wider than a window of that width. */
    void fits(Path page, int width) throws IOException {
        Path copy = page.resolveSibling("measured.html");
        Files.writeString(copy, Files.readString(page).replace("</body>", MEASURE));
        Matcher measured = MEASURED.matcher(run(copy, List.of("--dump-dom", "--window-size=" + width + ",800"))
                .output());
        assertThat(measured.find()).as("the browser has measured the page").isTrue();
        assertThat(Integer.parseInt(measured.group(1))).as("the window's width").isEqualTo(width);
        assertThat(Integer.parseInt(measured.group(2))).as("the page's width").isLessThanOrEqualTo(width);
        Files.delete(copy);
    }

    /** Takes a picture, for a person to look at. */
    void picture(Path page, Path file, int width, int height, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("--screenshot=" + file, "--hide-scrollbars", "--window-size=" + width + "," + height));
        arguments.addAll(List.of(options));
        run(page, arguments).orFail("the browser");
        assertThat(Files.size(file)).isGreaterThan(10_000);
    }

    private Ran run(Path page, List<String> arguments) {
        return Engine.unchecked(() -> {
            Path profile = Files.createTempDirectory(Path.of(Workspace.property("it.work")), "browser");
            Tidy.later(profile);
            List<String> command = new ArrayList<>(List.of(
                    program,
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--host-resolver-rules=MAP * ~NOTFOUND",
                    "--enable-logging=stderr",
                    "--user-data-dir=" + profile));
            command.addAll(arguments);
            command.add(page.toUri().toString());
            return Ran.program(command, profile, Map.of());
        });
    }
}
