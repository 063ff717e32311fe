package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client accepts. */
class AcceptTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/event-stream | true",
                "Text/Event-Stream | true",
                "application/json | false",
                "*/* | true",
                "text/* | true",
                "text/event-stream;q=0 | false",
                "text/event-stream; q=0.000 | false",
                "text/event-stream;q=0.001 | true",
                "*/*;q=0.001 | true",
                "*/*;q=0 | false",
                "text/event-stream;q=0, */* | false",
                "text/html, text/event-stream ; Q=0.0 , */* | false",
                "text/*;q=0, */*;q=1 | false",
                "application/json, */*;q=0.1 | true",
                "text/event-streams | false",
                "text/event-stream;q=zero | true",
                ",,, | false"
            })
    void aStreamIsWelcomeByTheMostSpecificRange(String header, boolean welcome) {
        assertEquals(welcome, Accept.type(header, "text/event-stream"));
    }

    @Test
    void whoSaysNothingTakesAnyType() {
        assertTrue(Accept.type(null, "text/html"));
        assertTrue(Accept.type(" ", "text/html"));
    }

    @Test
    void aCodingHasToBeAskedFor() {
        assertFalse(Accept.coding(null, "gzip"));
        assertTrue(Accept.coding("deflate, gzip;q=0.5", "gzip"));
        assertTrue(Accept.coding("*", "gzip"));
        assertFalse(Accept.coding("gzip;q=0, *", "gzip"));
        assertFalse(Accept.coding("br", "gzip"));
    }
}
