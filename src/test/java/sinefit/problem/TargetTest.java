package sinefit.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sinefit.number.Dtype;

class TargetTest {
    /** What StrictMath promises of these functions; tanh 2.5. */
    private static final double UNITS_IN_THE_LAST_PLACE = 2.5;

    @ParameterizedTest(name = "at {0}")
    @CsvSource({
        "-3.0, -0.1411200080598672, -0.9899924966004454, 0.049787068367863944, -0.9950547536867305",
        "-0.5, -0.479425538604203, 0.8775825618903728, 0.6065306597126334, -0.46211715726000974",
        "0.7, 0.644217687237691, 0.7648421872844885, 2.0137527074704766, 0.6043677771171636",
        "2.0, 0.9092974268256817, -0.4161468365471424, 7.38905609893065, 0.9640275800758169",
        "33.0, 0.9999118601072672, -0.013276747223059479, 214643579785916.06, 1.0",
        "100.0, -0.5063656411097588, 0.8623188722876839, 2.6881171418161356e+43, 1.0"
    })
    void aTargetIsTheFunctionOfItsName(double x, double sin, double cos, double exp, double tanh) {
        assertClose(sin, Target.SIN.at(x));
        assertClose(cos, Target.COS.at(x));
        assertClose(exp, Target.EXP.at(x));
        assertClose(tanh, Target.TANH.at(x));
        assertEquals(x < 0 ? -x : x, Target.ABS.at(x));
        assertEquals(x < 0 ? -1.0 : 1.0, Target.STEP.at(x));
    }

    @Test
    void theStepIsUpAtZeroOfEitherSign() {
        assertEquals(1, Target.STEP.at(0.0));
        assertEquals(1, Target.STEP.at(-0.0));
        assertEquals(-1, Target.STEP.at(-Double.MIN_VALUE));
    }

    @Test
    void theBitsAreThoseOfStrictMath() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            double x = 200 * random.nextDouble() - 100;
            assertEquals(StrictMath.sin(x), Target.SIN.at(x));
            assertEquals(StrictMath.cos(x), Target.COS.at(x));
            assertEquals(StrictMath.exp(x), Target.EXP.at(x));
            assertEquals(StrictMath.tanh(x), Target.TANH.at(x));
        }
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void samplesAreTheTargetAtTheirPointsInTheirWidth(Target target) {
        Samples samples = Samples.of(target, Linspace.TORCH, -2, 3, 501, Dtype.FLOAT32);
        assertEquals(501, samples.n());
        for (int i = 0; i < samples.n(); i++) {
            assertEquals((float) target.at(samples.x()[i]), samples.y()[i]);
        }
    }

    @Test
    void theCurveRunsFromEndToEnd() {
        double[] curve = Target.curve(Target.ABS, -1, 3, 5);
        assertArrayEquals(new double[] {1, 0, 1, 2, 3}, curve);
    }

    private static void assertClose(double expected, double actual) {
        assertEquals(expected, actual, UNITS_IN_THE_LAST_PLACE * Math.ulp(expected));
    }
}
