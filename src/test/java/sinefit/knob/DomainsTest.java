package sinefit.knob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.problem.Target;

/** Whole numbers, words and lists of numbers. */
class DomainsTest {
    private static final int MANY = 10_000;
    private static final WholeDomain WHOLE = new WholeDomain(2, 20_000);
    private static final WholeDomain SEED = new WholeDomain(0, (1L << 32) - 1);
    private static final ChoiceDomain<Target> WORDS = ChoiceDomain.of(Target.class);
    private static final VectorDomain START = new VectorDomain(RealDomain.finite(), 10);

    @ParameterizedTest
    @CsvSource({"2, 2", "20000, 20000", "+7, 7", "007, 7", "' 12 ', 12"})
    void aWholeNumberIsRead(String text, long value) throws Refusal {
        assertEquals(value, WHOLE.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "20001", "-3", "\u22123", "0", "999999999999999999"})
    void aWholeNumberBeyondTheBoundsIsRefusedByThem(String text) {
        assertRefused(WHOLE, text, "reject.range", "2", "20000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.0",
                "0x10",
                "1L",
                "\u0663",
                "\uff13",
                "--3",
                "3 4",
                "NaN",
                "9999999999999999999",
                "three"
            })
    void whatIsNoWholeNumberIsRefused(String text) {
        assertRefused(WHOLE, text, "reject.whole", "2", "20000");
    }

    @Test
    void theGreatestSeedIsTwoToThe32MinusOne() throws Refusal {
        assertEquals(4294967295L, SEED.parse("4294967295"));
        assertRefused(SEED, "4294967296", "reject.range", "0", "4294967295");
        assertRefused(SEED, "-1", "reject.range", "0", "4294967295");
        assertEquals(0, SEED.parse("-0"));
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void aWordIsReadAndWrittenInLowerCase(Target target) throws Refusal {
        assertEquals(target, WORDS.parse(WORDS.format(target)));
        assertEquals(target, WORDS.parse(" " + WORDS.format(target) + "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SIN", "Sin", "sine", "s\u0131n", "sin,cos"})
    void anotherWordIsRefusedByTheWordsThereAre(String text) {
        assertRefused(WORDS, text, "reject.choice", "sin, cos, exp, abs, tanh, step, f, points");
    }

    @Test
    void numbersAreReadInTheirOrder() throws Refusal {
        assertEquals(List.of(1.0, -2.5, 0.0, 1e-7), START.parse("1, \u22122.5 ,-0,1e-7"));
        assertEquals("1.0,-2.5,0.0,1e-07", START.format(List.of(1.0, -2.5, 0.0, 1e-7)));
        assertEquals(List.of(3.0), START.parse("3"));
        assertEquals(List.of(0.5, -1200.0), START.parse("0,5; -1'200"));
        assertRefused(START, "1,200;2", "reject.twoWays", "1,200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "1,", ",1", "1,,2", "1;", "1 2", "1,NaN", "1,1e309", "1;NaN"})
    void aListWithAnythingButFiniteNumbersIsRefused(String text) {
        assertRefused(START, text, "reject.finite");
    }

    @Test
    void aListThatIsTooLongIsRefusedByItsLength() {
        assertRefused(START, "1,2,3,4,5,6,7,8,9,10,11", "reject.count", "10", "11");
        assertRefused(START, ",".repeat(99_999), "reject.count", "10", "100000");
    }

    @Test
    void whatIsWrittenReadsBackAsTheSameValue() throws Refusal {
        Random random = new Random(1);
        for (int i = 0; i < MANY; i++) {
            long seed = random.nextLong() & 0xffffffffL;
            assertEquals(seed, SEED.parse(SEED.format(seed)));
            List<Double> start = random.doubles(1 + random.nextInt(10), -9, 9).boxed().toList();
            assertEquals(start, START.parse(START.format(start)));
        }
    }

    private static void assertRefused(
            Domain<?> domain, String text, String reason, String... bounds) {
        Refusal refusal = assertThrows(Refusal.class, () -> domain.parse(text), text);
        Rejection rejection = refusal.of("key", "value");
        assertEquals(new Rejection("key", "value", reason, List.of(bounds)), rejection);
    }
}
