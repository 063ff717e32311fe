package sinefit.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sinefit.testing.Golden;

/** The axes of the page's scripts, which are held to the same table. */
class TicksTest {
    private static List<String> labels(List<Ticks.Tick> ticks) {
        return ticks.stream().map(Ticks.Tick::label).toList();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Test
    void intervalsHaveTheTicksOfThePage() {
        for (JsonNode row : Golden.figures().get("intervals")) {
            double min = row.get("min").asDouble();
            double max = row.get("max").asDouble();
            assertEquals(texts(row.get("labels")), labels(Ticks.interval(min, max)), row::toString);
        }
    }

    @Test
    void framesHaveTheTicksOfThePage() {
        for (JsonNode row : Golden.figures().get("frames")) {
            double min = row.get("min").asDouble();
            double max = row.get("max").asDouble();
            assertEquals(
                    texts(row.get("labels")), labels(Ticks.linear(min, max, 3)), row::toString);
        }
    }

    @Test
    void ticksAreFewAndLieOnTheAxisHoweverNarrowItIs() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            double min = 200 * random.nextDouble() - 100;
            double width = Math.pow(10, 18 * random.nextDouble() - 16);
            double max = Math.max(Math.nextUp(min), min + width);
            for (Ticks.Tick tick : Ticks.interval(min, max)) {
                double slack = 1e-6 * (max - min) + Math.ulp(max) + Math.ulp(min);
                assertTrue(
                        tick.value() >= min - slack && tick.value() <= max + slack,
                        min + "…" + max);
            }
            assertTrue(Ticks.interval(min, max).size() <= 20);
        }
    }
}
