package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sinefit.testing.EventStream;
import sinefit.testing.EventStream.Event;
import sinefit.testing.Nginx;
import sinefit.testing.Site;

/** Two servers behind a proxy, as the README sets them up. */
class BehindNginxTest {
    private static final int CUTS = 200;
    private static final String RUN = "steps=3000&speed=max&lr=";

    @TempDir Path folder;

    private final Random random = new Random(2026);
    private final HttpClient client = HttpClient.newHttpClient();

    private static Server server() {
        return Server.start(new ServerOptions("127.0.0.1", 0, 100, 100, 1));
    }

    @Test
    void aStreamCutTwoHundredTimesIsTheUncutRunToTheLastBit() throws Exception {
        try (Server first = server();
                Server second = server();
                Nginx nginx = Nginx.before(first.port(), second.port(), folder)) {
            int cuts = 0;
            for (int round = 1; cuts < CUTS; round++) {
                String run = RUN + "1." + round + "e-6";
                List<Event> whole = told(read(nginx.site(), run, "", Integer.MAX_VALUE));
                List<Event> joined = new ArrayList<>();
                String last = "";
                while (joined.isEmpty()
                        || !joined.get(joined.size() - 1).name().equals("finished")) {
                    // Anywhere, in the middle of an event and of a number too.
                    String piece = read(nginx.site(), run, last, 500 + random.nextInt(40_000));
                    joined.addAll(told(piece));
                    last = last(joined);
                    cuts++;
                }
                cuts--; // the last one was no cut
                assertEquals(whole, joined, "run " + round);
            }
            assertTrue(opened(first) > CUTS / 4, "on both servers");
            assertTrue(opened(second) > CUTS / 4, "on both servers");
        }
    }

    @Test
    void whenOneServerHasStoppedTheOtherAnswers() throws Exception {
        int gone;
        try (Server first = server()) {
            gone = first.port();
        }
        try (Server second = server();
                Nginx nginx = Nginx.before(gone, second.port(), folder)) {
            for (int i = 0; i < 10; i++) {
                assertEquals(200, nginx.site().get("/trace.json?steps=3").statusCode());
            }
        }
    }

    /** What comes of a stream, up to so many bytes. */
    private String read(Site site, String run, String last, int most)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(site.address() + "/train?" + run));
        if (!last.isEmpty()) {
            request.header("Last-Event-ID", last);
        }
        HttpResponse<InputStream> answer =
                client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertEquals(200, answer.statusCode());
        try (InputStream in = answer.body()) {
            return new String(in.readNBytes(most), StandardCharsets.UTF_8);
        }
    }

    /** The frames, and the end, that are complete in it. */
    private static List<Event> told(String text) {
        int end = text.lastIndexOf("\n\n");
        return end < 0
                ? List.of()
                : EventStream.read(text.substring(0, end + 2)).stream()
                        .filter(e -> e.name().equals("frame") || e.name().equals("finished"))
                        .toList();
    }

    private static String last(List<Event> events) {
        return events.stream()
                .filter(e -> e.name().equals("frame"))
                .reduce((a, b) -> b)
                .map(Event::id)
                .orElse("");
    }

    private static double opened(Server server) {
        return Site.at(server.port())
                .get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("sinefit_streams_opened_total "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
                .sum();
    }
}
