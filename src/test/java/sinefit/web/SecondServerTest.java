package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import sinefit.testing.ServerProcess;
import sinefit.testing.Site.Event;
import sinefit.testing.WithServer;

/** A link made on one server opens on another one. */
class SecondServerTest extends WithServer {
    @Test
    void anotherProcessGivesTheSameDigests() throws Exception {
        try (ServerProcess other = ServerProcess.start(0)) {
            for (String query :
                    List.of(
                            "",
                            "lesson=tensors",
                            "lesson=tensors&seed=7&lr=2e-6",
                            "lr=5e-6",
                            "degree=9&lr=1e-11&target=exp&min=-1&max=2",
                            "reduction=mean&lr=2e-3&tweak=100:lr=1e-3")) {
                String path = "/trace.json?every=100&" + query;
                assertEquals(site().get(path).body(), other.site().get(path).body());
            }
        }
    }

    @Test
    void manyLargeProblemsFitIntoASmallHeap() throws Exception {
        try (ServerProcess other = ServerProcess.start(0)) {
            for (int i = 100; i < 500; i++) {
                String problem = "n=20000&degree=9&lr=1e-15&min=-3." + i;
                assertEquals(3, other.site().stream(problem + "&steps=1&speed=max").size());
            }
            assertEquals(200, other.site().get("/?n=20000&degree=9&lr=1e-15").statusCode());
        }
    }

    @Test
    void terminationEndsOpenStreamsAndTheProgram() throws Exception {
        try (ServerProcess other = ServerProcess.start(0)) {
            CompletableFuture<Void> open = new CompletableFuture<>();
            CompletableFuture<List<Event>> watching =
                    CompletableFuture.supplyAsync(
                            () ->
                                    other.site().stream(
                                            "speed=1",
                                            event -> {
                                                open.complete(null);
                                                return false;
                                            }));
            open.get(10, TimeUnit.SECONDS);
            assertTrue(other.terminate());
            List<Event> seen = watching.get(10, TimeUnit.SECONDS);
            assertTrue(seen.stream().noneMatch(e -> e.name().equals("finished")));
        }
    }
}
