package sinefit.knob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealDomainTest {
    private static final int MANY = 20_000;
    private static final RealDomain RATE = RealDomain.above(0, 100);
    private static final RealDomain BOUND = RealDomain.between(-100, 100).withPi();

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1., 1",
        ".5, 0.5",
        "1e-6, 1e-6",
        "1E-6, 1e-6",
        "1e+1, 10",
        "+2.5, 2.5",
        "00012, 12",
        "5e-324, 5e-324",
        "100, 100"
    })
    void anUsualNumberIsRead(String text, double value) throws Refusal {
        assertEquals(value, RATE.parse(text));
    }

    @Test
    void spaceAroundANumberAndATypographicMinusAreForgiven() throws Refusal {
        assertEquals(3.5, BOUND.parse(" \t3.5\n"));
        assertEquals(3.5, BOUND.parse("\u20033.5\u2003"));
        assertEquals(-3.5, BOUND.parse("\u22123.5"));
        assertEquals(2e-6, BOUND.parse("2e\u22126"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "abc",
                "NaN",
                "nan",
                "-NaN",
                "Infinity",
                "-Infinity",
                "inf",
                "\u221e",
                "0x10",
                "0x1p3",
                "1d",
                "1f",
                "1D",
                "1L",
                "1_000",
                "1 2",
                "1e",
                "e5",
                "1e5.5",
                ".",
                "-",
                "+",
                "--1",
                "+-1",
                "1-",
                "\u0663",
                "\uff11",
                "\u00bd",
                "1\u0000",
                "1%",
                "1e\u0663"
            })
    void whatIsNoPlainNumberIsRefused(String text) {
        assertRefused(RATE, text, "reject.numberAbove", "0", "100");
    }

    @Test
    void anOpenBoundIsOutAndAClosedOneIsIn() throws Refusal {
        assertRefused(RATE, "0", "reject.above", "0", "100");
        assertRefused(RATE, "-0.0", "reject.above", "0", "100");
        assertRefused(RATE, "1e-400", "reject.above", "0", "100");
        assertEquals(Double.MIN_VALUE, RATE.parse("4.9e-324"));
        assertEquals(100, RATE.parse("100.000"));
        assertRefused(RATE, "100.00000000000002", "reject.above", "0", "100");
        assertRefused(RATE, "-1", "reject.above", "0", "100");
        assertEquals(-100, BOUND.parse("-100"));
        assertRefused(BOUND, "-100.00000000000002", "reject.range", "-100", "100");
        assertRefused(BOUND, "1e400", "reject.range", "-100", "100");
        assertRefused(BOUND, "-1e999999999999", "reject.range", "-100", "100");
    }

    @Test
    void aTextLongerThanAnyNumberIsRefusedWhateverItSays() throws Refusal {
        assertEquals(1, RATE.parse("1." + "0".repeat(58)));
        assertRefused(RATE, "1." + "0".repeat(59), "reject.numberAbove", "0", "100");
        assertRefused(RATE, "1".repeat(100_000), "reject.numberAbove", "0", "100");
        assertRefused(BOUND, "1".repeat(100_000) + "pi", "reject.number", "-100", "100");
    }

    @Test
    void allFiniteNumbersAreAllOfThemAndNoMore() throws Refusal {
        RealDomain finite = RealDomain.finite();
        assertEquals(Double.MAX_VALUE, finite.parse("1.7976931348623157e308"));
        assertEquals(-Double.MAX_VALUE, finite.parse("-1.7976931348623157e308"));
        assertRefused(finite, "1e309", "reject.finite");
        assertRefused(finite, "-1e309", "reject.finite");
        assertRefused(finite, "NaN", "reject.finite");
    }

    @Test
    void zeroHasOneSign() throws Refusal {
        assertEquals("0.0", BOUND.format(BOUND.parse("-0")));
        assertEquals("0.0", BOUND.format(BOUND.parse("-0pi")));
        assertEquals(0.0, BOUND.parse("-0.0"));
    }

    @ParameterizedTest
    @CsvSource({
        "pi, 3.141592653589793",
        "\u03c0, 3.141592653589793",
        "+pi, 3.141592653589793",
        "-pi, -3.141592653589793",
        "\u2212\u03c0, -3.141592653589793",
        "2pi, 6.283185307179586",
        "2*pi, 6.283185307179586",
        "-2\u03c0, -6.283185307179586",
        "pi/2, 1.5707963267948966",
        "3pi/4, 2.356194490192345",
        "-3*pi/4, -2.356194490192345",
        "31pi, 97.38937226128358",
        "pi/7, 0.4487989505128276",
        "0pi, 0"
    })
    void multiplesOfPiAreRead(String text, double value) throws Refusal {
        assertEquals(value, BOUND.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PI", "pip", "pi2", "pi/", "0pi/0", "2.5pi", "pi*2", "pi/2/2", "2 pi", "e"})
    void whatOnlyLooksLikePiIsRefused(String text) {
        assertRefused(BOUND, text, "reject.number", "-100", "100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"32pi", "-32pi", "9999pi", "pi/0", "-pi/0"})
    void aMultipleOfPiBeyondTheBoundsIsRefused(String text) {
        assertRefused(BOUND, text, "reject.range", "-100", "100");
    }

    @ParameterizedTest
    @CsvSource({
        "3.141592653589793, pi",
        "-3.141592653589793, -pi",
        "6.283185307179586, 2pi",
        "1.5707963267948966, pi/2",
        "2.356194490192345, 3pi/4",
        "6pi/4, 3pi/2",
        "4pi/2, 2pi",
        "pi/6, pi/6",
        "2pi/6, pi/3",
        "pi/7, 0.4487989505128276",
        "3.14, 3.14",
        "3.1415926535897936, 3.1415926535897936",
        "0, 0.0",
        "-1e-7, -1e-07",
        "100, 100.0"
    })
    void theCanonicalFormNamesMultiplesOfPi(String text, String canonical) throws Refusal {
        assertEquals(canonical, BOUND.format(BOUND.parse(text)));
    }

    @Test
    void whatIsWrittenReadsBackAsTheSameValue() throws Refusal {
        Random random = new Random(1);
        for (int i = 0; i < MANY; i++) {
            assertReadsBack(RATE, 100 * (1 - random.nextDouble()));
            assertReadsBack(RATE, Math.pow(10, 2 - 320 * random.nextDouble()));
            assertReadsBack(BOUND, 200 * random.nextDouble() - 100);
            double multiple = random.nextInt(60) * Math.PI / (1 + random.nextInt(12));
            if (multiple > 0 && multiple < 99) {
                assertReadsBack(BOUND, -multiple);
                assertReadsBack(BOUND, Math.nextUp(multiple));
                assertReadsBack(BOUND, Math.nextDown(multiple));
            }
            double any = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(any)) {
                assertReadsBack(RealDomain.finite(), any);
            }
        }
    }

    private static void assertReadsBack(RealDomain domain, double value) throws Refusal {
        assertEquals(value, domain.parse(domain.format(value)));
    }

    private static void assertRefused(
            RealDomain domain, String text, String reason, String... bounds) {
        Refusal refusal = assertThrows(Refusal.class, () -> domain.parse(text), text);
        assertEquals(
                new Rejection("lr", text, reason, List.of(bounds)), refusal.of("lr", text), text);
    }
}
