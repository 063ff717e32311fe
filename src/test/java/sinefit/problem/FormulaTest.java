package sinefit.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.problem.Formula.Language;
import sinefit.problem.Formula.Unreadable;

class FormulaTest {
    /** At x = 2. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x | 2",
                "1 + 2 * x | 5",
                "(1 + 2)x | 6",
                "2x^2 | 8",
                "-x^2 | -4",
                "2^-x | 0.25",
                "2^3^x | 512",
                "2**3 | 8",
                "x / 4 / 2 | 0.25",
                "10 - x - 3 | 5",
                "-(-x) | 2",
                "+x | 2",
                "2pi | 6.283185307179586",
                "\u03c0/x | 1.5707963267948966",
                "e | 2.718281828459045",
                "1e-3 | 0.001",
                "2e | 5.43656365691809",
                ".5x | 1",
                "x\u00b7x \u2212 1 | 3",
                "sqrt(x + 2) | 2",
                "ABS(-3) | 3",
                "sign(-x) | -1",
                "floor(2.7) + ceil(0.1) | 3",
                "3(x + 1)(x \u2212 1) | 9",
                "sin(0)cos(0) | 0",
                "exp(log(x)) | 2"
            })
    void aFormulaIsReadAsInMathematics(String text, double expected) throws Unreadable {
        assertEquals(expected, Formula.parse(text).applyAsDouble(2), 1e-15 * Math.abs(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 1",
                "sin | 4",
                "sin x | 5",
                "1 + | 4",
                "1 + * 2 | 5",
                "(x | 3",
                "x) | 2",
                "sin() | 5",
                "y | 1",
                "2 + xy | 5",
                "1.2.3 | 4",
                "x 2 | 2",
                "2 x | 2",
                "sin(x) x^2 | 7",
                "(x + 1) (x - 1) | 8",
                "2 (x) | 2",
                "x  .5 | 3",
                ". | 1",
                "x; y | 2",
                "x ! | 3"
            })
    void whatCannotBeReadIsToldByItsPlace(String text, int place) {
        Unreadable refused = assertThrows(Unreadable.class, () -> Formula.parse(text));
        assertEquals(place, refused.place(), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sin(x)_x^2/5 | sin(x)+x^2/5",
                "2*x_1 | 2*x+1",
                "x^2_-_1 | x^2 - 1",
                "2*x_+_1 | 2*x + 1",
                "2*x___1 | 2*x + 1",
                "(x_1)(x-1) | (x+1)(x-1)",
                "sin(_x_) | sin( x )",
                "1e_3 | 1e+3",
                "-_x_*_2 | - x * 2",
                "2^_x | 2^ x",
            })
    void aRawPlusIsASignBetweenOperandsAndABlankElsewhere(String raw, String read) {
        assertEquals(read, PlusSigns.read(raw.replace('_', PlusSigns.OPEN)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x +1", "x+ 1", "x  +1", "2*x + 1", "x^2 - 1", "1 + -x", "x+1", "+x", "x + + 1"
            })
    void aFormulaWithAnyBlanksComesBackFromItsLink(String typed) throws Unreadable {
        String kept = PlusSigns.canonical(typed);
        assertEquals(
                kept,
                PlusSigns.read(kept.replace('+', PlusSigns.OPEN).replace(' ', PlusSigns.OPEN)));
        assertEquals(Formula.parse(typed).applyAsDouble(3), Formula.parse(kept).applyAsDouble(3));
    }

    @Test
    void theLongestFormulaIsReadHoweverItNests() throws Unreadable {
        String deep = "(".repeat(99) + "x" + ")".repeat(99);
        assertEquals(2, Formula.parse(deep).applyAsDouble(2));
        assertEquals(2, Formula.parse("-".repeat(198) + "x").applyAsDouble(2));
        assertThrows(Unreadable.class, () -> Formula.parse("(".repeat(200)));
        assertThrows(Unreadable.class, () -> Formula.parse("x" + "+x".repeat(100)));
    }

    /** Python raises an error for 1/0, and for 0 ** -1; Java, NumPy and PyTorch go on. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x^(1/0)       | (x ** float(\"inf\"))  | Double.POSITIVE_INFINITY",
                "x^(-1/0)      | (x ** float(\"-inf\")) | Double.NEGATIVE_INFINITY",
                "x^(0^-1)      | (x ** float(\"inf\"))  | Double.POSITIVE_INFINITY",
                "tanh(x+1e999) | tanh((x + float(\"inf\"))) | Double.POSITIVE_INFINITY",
                "x^log(-1)     | (x ** float(\"nan\"))  | Double.NaN"
            })
    void whatIsNoFiniteNumberIsWrittenSoThatNoLanguageStopsThere(
            String text, String python, String java) throws Unreadable {
        Formula formula = Formula.parse(text);
        assertEquals(python, formula.in(Language.NUMPY).replace("np.", ""));
        assertEquals(python, formula.in(Language.TORCH).replace("torch.", ""));
        assertTrue(formula.in(Language.JAVA).contains(java), formula.in(Language.JAVA));
    }

    @Test
    void itIsWrittenForEachLibrary() throws Unreadable {
        Formula formula = Formula.parse("asin(x)^2 - 2pi*abs(-x)");
        assertEquals(
                "((np.arcsin(x) ** 2.0) - (6.283185307179586 * np.abs((-x))))",
                formula.in(Language.NUMPY));
        assertEquals(
                "((torch.asin(x) ** 2.0) - (6.283185307179586 * torch.abs((-x))))",
                formula.in(Language.TORCH));
        assertEquals(
                "(StrictMath.pow(StrictMath.asin(x[k]), 2.0)"
                        + " - (6.283185307179586 * StrictMath.abs((-x[k]))))",
                formula.in(Language.JAVA));
        assertEquals("1.0 + 0 * x", Formula.parse("cos(0)").in(Language.TORCH));
    }
}
