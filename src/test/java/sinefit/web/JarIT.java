package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sinefit.testing.ServerProcess;

/** The jar that ships, started far from its sources. */
class JarIT {
    @TempDir Path elsewhere;

    @Test
    void theJarServesThePageWithAllItsFiles() throws Exception {
        Path jar = Path.of("target", "sinefit.jar").toAbsolutePath();
        try (ServerProcess server = ServerProcess.startJar(jar, elsewhere)) {
            String page = server.site().get("/").body();
            assertTrue(page.contains("<title>Everything by hand"));
            for (String file :
                    Pattern.compile("(?:src|href)=\"(/(?:lib|css|js|img)/[^\"]+)\"")
                            .matcher(page)
                            .results()
                            .map((MatchResult m) -> m.group(1))
                            .toList()) {
                assertEquals(200, server.site().get(file).statusCode(), file);
            }
            // What is drawn with libraries of which the jar has a part.
            assertTrue(server.site().get("/qr.svg?to=/").body().startsWith("<svg"));
            assertEquals(200, server.site().bytes("/card.png").statusCode());
            assertTrue(server.site().json("/theory.json").has("eigenvalues"));
            assertEquals(1000, server.site().json("/trace.json").at("/final/step").asInt());
            assertTrue(server.terminate());
        }
    }
}
