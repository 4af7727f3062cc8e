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

    /** A frame as wide as a phone, or whatever; a window cannot be as narrow. It notes two numbers that only a browser knows. */
    private static final String FRAME = """
            <!doctype html><html><body>
            <iframe style="border: 0; width: %dpx; height: 800px" srcdoc="%s"></iframe>
            <script>
            addEventListener('load', () => {
              const page = document.querySelector('iframe');
              document.documentElement.setAttribute('data-measured',
                page.contentWindow.innerWidth + ' ' + page.contentDocument.documentElement.scrollWidth);
            });
            </script></body></html>
            """;

    Browser(TestEnv env) {
        this(env.get("browser"));
    }

    /** The page as the browser understands it. Fails if the browser complains of anything. */
    String open(Path page) {
        ProcessResult ran = run(page, List.of("--dump-dom"));
        assertThat(ran.output()).doesNotContain("CONSOLE").contains("</html>");
        return ran.output();
    }

    /** Fails if the page is wider than a window of that width. */
    void fits(Path page, int width) throws IOException {
        Path framed = page.resolveSibling("framed.html");
        String text = Files.readString(page).replace("&", "&amp;").replace("\"", "&quot;");
        Files.writeString(framed, FRAME.formatted(width, text));
        Matcher measured = MEASURED.matcher(
                run(framed, List.of("--dump-dom", "--window-size=1600,900")).output());
        assertThat(measured.find()).as("the browser has measured the page").isTrue();
        assertThat(Integer.parseInt(measured.group(1))).as("the window's width").isEqualTo(width);
        assertThat(Integer.parseInt(measured.group(2))).as("the page's width").isLessThanOrEqualTo(width);
        Files.delete(framed);
    }

    private ProcessResult run(Path page, List<String> arguments) {
        return Engine.unchecked(() -> {
            Path profile = Files.createTempDirectory(Path.of(Workspace.property("it.work")), "browser");
            CleanupExtension.later(profile);
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
            return ProcessResult.program(command, profile, Map.of());
        });
    }
}
