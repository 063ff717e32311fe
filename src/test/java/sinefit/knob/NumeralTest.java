package sinefit.knob;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers as people write them: the cases that the page is tested with, too. */
class NumeralTest {
    private static final RealDomain NUMBER = RealDomain.finite();
    private static final WholeDomain WHOLE = new WholeDomain(-(1L << 53), 1L << 53);

    static Stream<JsonNode> cases() throws IOException {
        try (InputStream in = NumeralTest.class.getResourceAsStream("/numbers.json")) {
            JsonNode all = new ObjectMapper().readTree(in);
            return StreamSupport.stream(all.spliterator(), false);
        }
    }

    private static JsonNode read(Domain<? extends Number> domain, String text) {
        try {
            return new DoubleNode(domain.parse(text).doubleValue());
        } catch (Refusal e) {
            boolean two = e.of("key", text).reason().equals("reject.twoWays");
            return two ? new TextNode("?") : NullNode.instance;
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isReadAsOneThingOrRefused(JsonNode one) {
        String text = one.get(0).asText();
        assertEquals(plain(one.get(1)), read(NUMBER, text), text);
        assertEquals(plain(one.get(2)), read(WHOLE, text), text);
    }

    private static JsonNode plain(JsonNode expected) {
        return expected.isNumber() ? new DoubleNode(expected.asDouble()) : expected;
    }
}
