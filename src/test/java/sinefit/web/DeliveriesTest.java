package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import sinefit.testing.WithServer;

/** Answers on their way to their readers. */
class DeliveriesTest extends WithServer {
    private static final String LONG = "/trace.json?n=2&steps=20000&every=1&seed=";
    private static final int MANY = 60;

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Also the clock that would have cut off a slow reader. */
    @Test
    void nothingIsKeptOfAnAnswerThatHasBeenRead() {
        long size = 0;
        for (int i = 0; i < 3; i++) {
            size = site().get(LONG + i).body().length();
        }
        long before = used();
        for (int i = 0; i < MANY; i++) {
            assertEquals(200, site().get(LONG + i).statusCode());
        }
        long kept = used() - before;
        assertTrue(kept < MANY * size / 10, kept + " bytes of " + MANY * size);
    }
}
