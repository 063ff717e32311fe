package sinefit.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sinefit.testing.RawHttp;
import sinefit.testing.Said;
import sinefit.testing.WithServer;

/** Any query gets a page, a redirect, a refusal: never an error of ours. */
class HostileQueryTest extends WithServer {
    private static final int QUERIES = 4_000;
    private static final Set<Integer> ALLOWED = Set.of(200, 302, 422, 429);
    private static final List<String> METHODS =
            List.of("HEAD", "POST", "PUT", "OPTIONS", "TRACE", "BREW", "get");
    private static final List<String> HEADERS =
            List.of(
                    "Accept",
                    "Accept-Language",
                    "Accept-Encoding",
                    "Last-Event-ID",
                    "If-None-Match",
                    "If-Modified-Since",
                    "Range",
                    "Cookie",
                    "HX-Request",
                    "HX-History-Restore-Request",
                    "X-Forwarded-For",
                    "X-Request-Id",
                    "Origin",
                    "Expect",
                    "Upgrade",
                    "Content-Type");
    private static final List<String> PATHS =
            List.of(
                    "/",
                    "/lessons/numpy",
                    "/lessons/tensors",
                    "/lessons/function",
                    "/train",
                    "/train.txt",
                    "/trace.json",
                    "/trace.csv",
                    "/step.json",
                    "/samples.json",
                    "/theory.json",
                    "/sweep.json",
                    "/lockstep.json",
                    "/labs/optim",
                    "/compare",
                    "/missions/optim",
                    "/missions/cliff/check",
                    "/missions/sprint/check",
                    "/share/optim",
                    "/card.png",
                    "/qr.svg",
                    "/oembed",
                    "/graph.json",
                    "/gradients.json",
                    "/slope",
                    "/predict",
                    "/code/numpy.py",
                    "/code/torch.py",
                    "/code/Sinefit.java",
                    "/healthz",
                    "/metrics");

    /** A request line with its query is up to 8 KB long. */
    private static final int MOST_BYTES = 8_000;

    private static final int REQUESTS = 2_000;
    private static final Set<Integer> REFUSED = Set.of(304, 400, 404, 405, 406, 414, 417, 431);

    private final Random random = new Random(2026);

    @Test
    void noQueryIsTooMuchForAnyEndpoint() throws Exception {
        for (int i = 0; i < QUERIES; i++) {
            String path = PATHS.get(random.nextInt(PATHS.size()));
            String target = path + "?" + query();
            int status = RawHttp.status(server().port(), target);
            boolean full = path.startsWith("/train") && status == 503;
            boolean endless = status == 414 && target.getBytes(UTF_8).length > MOST_BYTES;
            boolean nobodys = path.equals("/oembed") && (status == 404 || status == 501);
            boolean known = ALLOWED.contains(status) || nobodys;
            assertTrue(known || full || endless, status + " for " + target);
        }
    }

    @Test
    void noRequestIsTooMuchAndTheLogStaysShort() throws Exception {
        List<String> log =
                Said.inTheLog(
                        () -> {
                            for (int i = 0; i < REQUESTS; i++) {
                                String request = request();
                                int status = RawHttp.statusOf(server().port(), request);
                                boolean full = status == 503 && request.contains("/train");
                                boolean known =
                                        ALLOWED.contains(status)
                                                || REFUSED.contains(status)
                                                || (status == 501 && request.contains("/oembed"));
                                assertTrue(known || full, status + " for " + request);
                            }
                        });
        assertTrue(log.size() < REQUESTS / 4, log.size() + " lines");
        assertTrue(log.stream().allMatch(line -> line.contains(" INFO ")), log.toString());
    }

    /** A method, a path, a query and headers, any of them odd. */
    private String request() {
        String method = random.nextInt(8) == 0 ? pick(METHODS) : "GET";
        String path = random.nextInt(3) == 0 ? "/" + noise().replace(' ', '_') : pick(PATHS);
        String query = random.nextBoolean() ? "" : "?" + query();
        StringBuilder request = new StringBuilder(method + " " + path + query + " HTTP/1.1\r\n");
        request.append("Host: x\r\nConnection: close\r\nContent-Length: 0\r\n");
        for (int i = random.nextInt(4); i > 0; i--) {
            String value =
                    random.nextInt(3) == 0
                            ? noise()
                            : pick(HostileWords.VALUES).replaceAll("[\r\n]", "");
            request.append(pick(HEADERS)).append(": ").append(value).append("\r\n");
        }
        return request.append("\r\n").toString();
    }

    private String query() {
        StringBuilder query = new StringBuilder();
        // Most runs are kept short, so that the test is about queries, not about patience.
        if (random.nextInt(4) > 0) {
            query.append("steps=").append(1 + random.nextInt(50));
        }
        int pairs = random.nextInt(6);
        for (int i = 0; i < pairs; i++) {
            query.append(query.isEmpty() ? "" : "&").append(pick(HostileWords.KEYS));
            if (random.nextInt(12) > 0) {
                query.append('=')
                        .append(random.nextInt(3) > 0 ? pick(HostileWords.VALUES) : noise());
            }
        }
        return query.toString();
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    /** Any characters but those that end a request line. */
    private String noise() {
        int length = random.nextInt(random.nextInt(20) == 0 ? 3_000 : 12);
        StringBuilder noise = new StringBuilder();
        for (int i = 0; i < length; i++) {
            int c =
                    random.nextInt(3) == 0
                            ? 0xA0 + random.nextInt(0xD000 - 0xA0)
                            : 0x21 + random.nextInt(94);
            noise.appendCodePoint(c);
        }
        return noise.toString();
    }
}
