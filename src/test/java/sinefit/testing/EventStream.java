package sinefit.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Server-sent events, as a browser takes them. */
public final class EventStream {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EventStream() {}

    /** One event; id and name are empty where there is none. */
    public record Event(String name, String id, JsonNode data) {}

    /** The events of a complete stream, comments left out. */
    public static List<Event> read(String stream) {
        assertTrue(stream.endsWith("\n\n"), "the last event is complete");
        List<Event> events = new ArrayList<>();
        for (String block : stream.substring(0, stream.length() - 2).split("\n\n", -1)) {
            Map<String, String> fields = new HashMap<>();
            block.lines()
                    .filter(line -> !line.startsWith(":"))
                    .forEach(
                            line -> {
                                int colon = line.indexOf(": ");
                                fields.put(line.substring(0, colon), line.substring(colon + 2));
                            });
            if (!fields.isEmpty()) {
                events.add(event(fields));
            }
        }
        return events;
    }

    private static Event event(Map<String, String> fields) {
        String data = fields.getOrDefault("data", "");
        try {
            String name = fields.getOrDefault("event", "");
            return new Event(name, fields.getOrDefault("id", ""), JSON.readTree(data));
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + data, e);
        }
    }
}
