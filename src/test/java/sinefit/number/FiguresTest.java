package sinefit.number;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import sinefit.testing.Golden;

/** To the character what the page's scripts write, which are held to the same table. */
class FiguresTest {
    @Test
    void numbersAreWrittenAsOnThePage() {
        for (JsonNode row : Golden.figures().get("figures")) {
            double value = row.get("value").asDouble();
            String name = String.valueOf(value);
            assertEquals(row.get("amount").asText(), Figures.amount(value), name);
            assertEquals(row.get("coefficient").asText(), Figures.coefficient(value), name);
            assertEquals(row.get("significant").asText(), Figures.significant(value), name);
            assertEquals(row.get("typed").asText(), Figures.typed(value, 4), name);
            assertEquals(row.get("tick").asText(), Figures.tick(value), name);
        }
    }

    @Test
    void limitsAreRoundedDownAsOnThePage() {
        for (JsonNode row : Golden.figures().get("limits")) {
            double value = row.get("value").asDouble();
            String told = Figures.typedBelow(value, 4);
            assertEquals(row.get("below").asText(), told);
            assertTrue(Double.parseDouble(told) <= value * (1 + 1e-13), told);
        }
    }

    @Test
    void factorsNearOneHaveTheDigitsThatTellThemFromIt() {
        for (JsonNode row : Golden.figures().get("multiples")) {
            double value = row.get("value").asDouble();
            String told = Figures.multiple(value);
            assertEquals(row.get("multiple").asText(), told);
            assertEquals(value == 1, told.equals("1"), told);
        }
    }

    @Test
    void groupsBeginWithTheFifthDigit() {
        assertEquals("1234", Figures.whole(1_234));
        assertEquals("12\u2009345", Figures.whole(12_345));
        assertEquals("\u22121\u2009234\u2009567", Figures.whole(-1_234_567));
    }

    @Test
    void whatIsNotFiniteIsADash() {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1 / 0.0}) {
            assertEquals("–", Figures.amount(value));
            assertEquals("–", Figures.coefficient(value));
            assertEquals("–", Figures.significant(value));
            assertEquals("–", Figures.tick(value));
        }
    }
}
