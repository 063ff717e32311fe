package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import sinefit.stream.Meters;
import sinefit.stream.Meters.Refused;
import sinefit.testing.Said;

/** A line for each refusal, but never a flood of them. */
class RefusalLogTest {
    private final Meters meters = new Meters();
    private long now = Long.MAX_VALUE - 1_000;
    private final RefusalLog log = new RefusalLog(meters, () -> now);

    @Test
    void eachIsWrittenWithItsReasonStatusPathAndId() {
        List<String> lines =
                Said.inTheLog(() -> log.note(Refused.RECIPE, 422, "/trace.json", "00ff"));
        assertEquals(1, lines.size());
        assertTrue(lines.get(0).endsWith("refused recipe: 422 /trace.json, request 00ff"));
    }

    @Test
    void aFloodIsCountedAndSummedUp() {
        List<String> flood =
                Said.inTheLog(
                        () -> {
                            for (int i = 0; i < 10_000; i++) {
                                log.note(Refused.STREAMS, 503, "/train", "id" + i);
                            }
                        });
        assertEquals(20, flood.size());
        now += 1_000_000_000;
        List<String> after = Said.inTheLog(() -> log.note(Refused.STREAMS, 503, "/train", "x"));
        assertTrue(after.get(0).endsWith("(9980 more were not written)"), after.toString());
        assertTrue(meters.text(0, 0).contains("sinefit_refused_total{reason=\"streams\"} 10001\n"));
    }

    @Test
    void aPathCannotWriteLinesOfItsOwn() {
        assertEquals("/a??INFO?x", RefusalLog.tame("/a\r\nINFO\u001bx"));
        assertEquals(80, RefusalLog.tame("/" + "x".repeat(9_000)).length());
        assertEquals("/??", RefusalLog.tame("/초é"));
        assertEquals("?", RefusalLog.tame(null));
    }
}
