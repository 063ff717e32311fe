package sinefit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.knob.Refusal;

class FramePlanTest {
    private static final int MOST_ROWS = 256;
    private static final int MANY = 400;

    @Test
    void framesCoverEveryStepOnceAndHaveAtMost256Rows() {
        Random random = new Random(1);
        for (int i = 0; i < MANY; i++) {
            int steps = 1 + (int) Math.pow(10, 5.3 * random.nextDouble());
            Speed speed =
                    i % 5 == 0 ? Speed.MAX : new Speed(Math.pow(10, 6 * random.nextDouble() - 1));
            check(steps, speed);
        }
    }

    /** Around the lengths where thinning begins, or changes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 254, 255, 256, 257, 258, 509, 510, 511, 512, 513, 765, 766, 25_000})
    void lengthsAroundAThinningHaveAtMost256Rows(int length) {
        for (int steps : new int[] {1, length - 1, length, length + 1, 3 * length - 1, 100_000}) {
            if (steps > 0) {
                check(steps, new Speed(Math.min(4.0 * length, 100_000)));
            }
        }
    }

    private static void check(int steps, Speed speed) {
        FramePlan plan = FramePlan.of(steps, speed);
        String name = plan + " at " + speed;
        int from = 0;
        int frames = 0;
        while (from < steps) {
            assertEquals(0, from % plan.length(), name);
            int last = plan.last(from);
            assertTrue(last >= from && last < steps, name);
            int rows = 0;
            for (int step = from; step <= last; step++) {
                assertEquals(last, plan.last(step), name);
                assertEquals(step == from, step % plan.length() == 0, name);
                rows += plan.hasRow(step) ? 1 : 0;
            }
            int size = last - from + 1;
            assertTrue(rows <= MOST_ROWS, name + ": " + rows + " rows from " + from);
            assertTrue(size > MOST_ROWS || rows == size, name + ": rows missing");
            assertTrue(plan.hasRow(last), name);
            from = last + 1;
            frames++;
        }
        assertTrue(plan.hasRow(0), name);
        assertTrue(!speed.isMax() || frames <= 40, name + ": " + frames + " frames");
    }

    @ParameterizedTest
    @CsvSource({"0.1, 1", "1, 1", "4, 1", "4.1, 2", "60, 15", "1000, 250", "100000, 25000"})
    void aFrameIsAQuarterOfASecondOfPlay(double speed, int length) {
        assertEquals(length, FramePlan.of(1_000_000, new Speed(speed)).length());
    }

    @Test
    void rowsOfALongFrameAreEvenlyApart() {
        FramePlan plan = FramePlan.of(100_000, new Speed(10_000));
        int before = plan.last(2500);
        for (int step = 2500; step <= plan.last(2500); step++) {
            if (plan.hasRow(step)) {
                assertEquals(0, (before - step) % plan.stride(step));
            }
        }
        assertTrue(plan.stride(0) > 1);
    }

    @Test
    void aSpeedIsANumberOrMax() throws Refusal {
        assertEquals(Speed.MAX, Speed.KNOB.parse(" max "));
        assertEquals(Speed.DEFAULT, Speed.KNOB.parse("60"));
        assertEquals(0.1, Speed.KNOB.parse("0.1").stepsPerSecond());
        assertEquals("max", Speed.KNOB.format(Speed.MAX));
        assertEquals("0.5", Speed.KNOB.format(new Speed(0.5)));
        for (String bad :
                new String[] {"", "MAX", "0", "0.09", "100001", "Infinity", "NaN", "-1"}) {
            assertThrows(Refusal.class, () -> Speed.KNOB.parse(bad), bad);
        }
    }
}
