package sinefit.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A server seen from outside, by its address alone. */
public record Site(String address) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public static Site at(int port) {
        return new Site("http://127.0.0.1:" + port);
    }

    /** One event of a stream. */
    public record Event(String name, String id, String data) {
        public JsonNode json() {
            return parse(data);
        }
    }

    public static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** GET with headers given as name, value, name, value … */
    public HttpResponse<String> get(String path, String... headers) {
        return send(path, HttpResponse.BodyHandlers.ofString(), headers);
    }

    /** GET of a body as it came over the wire. */
    public HttpResponse<byte[]> bytes(String path, String... headers) {
        return send(path, HttpResponse.BodyHandlers.ofByteArray(), headers);
    }

    public JsonNode json(String path) {
        HttpResponse<String> response = get(path);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
        }
        return parse(response.body());
    }

    /** All events of a stream, to its end. */
    public List<Event> stream(String query, String... headers) {
        return stream(query, event -> false, headers);
    }

    /** The events of a stream up to the first that satisfies a condition; then hangs up. */
    public List<Event> stream(String query, Predicate<Event> enough, String... headers) {
        HttpResponse<InputStream> response =
                send("/train?" + query, HttpResponse.BodyHandlers.ofInputStream(), headers);
        if (response.statusCode() != 200) {
            throw new AssertionError(query + ": " + response.statusCode());
        }
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            return events(lines, enough);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Event> events(BufferedReader lines, Predicate<Event> enough)
            throws IOException {
        List<Event> events = new ArrayList<>();
        String name = "";
        String id = "";
        String data = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            } else if (line.isEmpty() && !data.isEmpty()) {
                Event event = new Event(name, id, data);
                events.add(event);
                if (enough.test(event)) {
                    return events;
                }
                name = "";
                id = "";
                data = "";
            }
        }
        return events;
    }

    private <T> HttpResponse<T> send(
            String path, HttpResponse.BodyHandler<T> body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
