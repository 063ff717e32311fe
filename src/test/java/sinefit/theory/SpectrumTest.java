package sinefit.theory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sinefit.testing.Recipes.recipe;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.model.Evaluation;
import sinefit.model.Objective;
import sinefit.number.Dtype;
import sinefit.testing.Recipes;
import sinefit.training.Recipe;

class SpectrumTest {
    /** How many digits the known figures are written with. */
    private static final double TEN_DIGITS = 1e-9;

    private static final double SEVEN_DIGITS = 1e-6;

    /** What is left of the digits where the design matrix has a condition number of 5e4. */
    private static final double SVD = 1e-9;

    @Test
    void thePostsProblemHasItsKnownSpectrum() {
        Spectrum spectrum = spectrum("");
        double[] known = {1727.50064951, 2065.9752, 80355.7567, 562121.93637};
        for (int k = 0; k < 4; k++) {
            assertEquals(known[k], spectrum.eigenvalues()[k], SEVEN_DIGITS * known[k]);
        }
        assertEquals(3.55794690e-6, spectrum.stabilityLimit(), TEN_DIGITS * 3.55794690e-6);
        assertEquals(8.817165410007, spectrum.floor(), TEN_DIGITS * 8.8);
        assertEquals(1.8106, spectrum.factor(5e-6), 5e-5);
        assertEquals(562121.93637, spectrum.steepest(), 562121.93637 * TEN_DIGITS);
        double[] optimum = {0, 0.856740843, 0, -0.0933303890};
        assertArrayEquals(optimum, optimum(spectrum), TEN_DIGITS);
    }

    /** From numpy.linalg.svd and lstsq of the design matrix. */
    @ParameterizedTest(name = "degree {0}")
    @CsvSource({
        "0, 4000, 4000, 999.5",
        "1, 4000, 13172.6385903, 392.7886881",
        "3, 1727.50064951, 562121.93637, 8.81716541",
        "5, 605.434556274, 34757543.5954, 0.0372141135",
        "7, 204.963096776, 2483561183.68, 4.943311398e-05",
        "9, 68.0129217879, 191207374889, 2.703803971e-08"
    })
    void eachDegreeHasItsLimitsAndItsFloor(int degree, double least, double most, double floor) {
        Spectrum spectrum = spectrum("degree=" + degree);
        assertEquals(degree + 1, spectrum.eigenvalues().length);
        assertEquals(least, spectrum.eigenvalues()[0], SEVEN_DIGITS * least);
        assertEquals(most, spectrum.steepest(), SEVEN_DIGITS * most);
        assertEquals(floor, spectrum.floor(), SEVEN_DIGITS * floor);
    }

    @Test
    void evenDegreesAddNothingToAnOddTarget() {
        for (int odd = 1; odd < 9; odd += 2) {
            double floor = spectrum("degree=" + odd).floor();
            assertEquals(floor, spectrum("degree=" + (odd + 1)).floor(), SEVEN_DIGITS * floor);
        }
    }

    @Test
    void theMeanDividesLossesAndEigenvaluesAndLeavesTheOptimum() {
        Spectrum sum = spectrum("");
        Spectrum mean = spectrum("reduction=mean");
        assertEquals(7.11589e-3, mean.stabilityLimit(), 5e-9);
        assertEquals(sum.floor() / 2000, mean.floor(), SVD * mean.floor());
        for (int k = 0; k < 4; k++) {
            double expected = sum.eigenvalues()[k] / 2000;
            assertEquals(expected, mean.eigenvalues()[k], SVD * expected);
        }
        assertArrayEquals(optimum(sum), optimum(mean), SVD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "target=exp&min=-1&max=3&degree=5", "reduction=mean&target=step&n=77",
                "lesson=tensors&target=tanh&max=1", "degree=2&n=3", "degree=0&n=2"
            })
    void eigenvaluesAddUpToTheTraceAndTheSlopeVanishesAtTheOptimum(String query) {
        Recipe recipe = recipe(query);
        Spectrum spectrum = spectrum(query);
        double[] eigenvalues = spectrum.eigenvalues();
        double trace = 0;
        for (double x : recipe.samples().x()) {
            for (int k = 0; k < eigenvalues.length; k++) {
                trace += 2 * Math.pow(x, 2 * k);
            }
        }
        boolean mean = query.contains("mean");
        trace /= mean ? recipe.n() : 1;
        assertEquals(trace, Arrays.stream(eigenvalues).sum(), SVD * trace);

        Objective objective = recipe.objective();
        Evaluation there = new Evaluation(eigenvalues.length);
        double[] optimum = optimum(spectrum);
        objective.evaluate(optimum, there);
        double rounding = recipe.dtype() == Dtype.FLOAT64 ? SVD : 1e-3;
        assertArrayEquals(new double[optimum.length], there.gradient, rounding * trace);
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            double[] beside = optimum.clone();
            for (int k = 0; k < beside.length; k++) {
                beside[k] += 0.1 * random.nextGaussian();
            }
            objective.evaluate(beside, there);
            assertTrue(there.loss > spectrum.floor(), query);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"scaled, 67.5, 4.4605e-4", "legendre, 6.98, 5.0e-4"})
    void aBetterBasisMakesTheValleyRounderAndAllowsALongerStep(
            String basis, double condition, double limit) {
        Spectrum spectrum = spectrum("basis=" + basis);
        double found = spectrum.steepest() / spectrum.eigenvalues()[0];
        assertEquals(condition, found, 1e-3 * condition);
        assertEquals(limit, spectrum.stabilityLimit(), 1e-3 * limit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n=2000", "degree=5", "target=exp&min=0&max=2", "reduction=mean&n=50"})
    void everyBasisHasTheSameBestCurve(String query) {
        Recipe plain = recipe(query);
        double[] best = optimum(spectrum(query));
        for (String basis : new String[] {"scaled", "legendre", "chebyshev"}) {
            Recipe recipe = recipe(query + "&basis=" + basis);
            Spectrum spectrum = spectrum(query + "&basis=" + basis);
            double floor = spectrum(query).floor();
            assertEquals(floor, spectrum.floor(), SVD * floor, basis);
            double low = recipe.settings().get(Recipe.MIN);
            double high = recipe.settings().get(Recipe.MAX);
            for (int i = 0; i <= 8; i++) {
                double x = low + (high - low) * i / 8;
                double same = plain.model().at(x, low, high, best);
                assertEquals(same, recipe.model().at(x, low, high, optimum(spectrum)), SVD, basis);
            }
        }
    }

    @Test
    void theFloorIsReachedByTheRunItself() {
        double loss = Recipes.last(recipe("degree=1&lr=1e-4&steps=2000")).loss();
        assertEquals(spectrum("degree=1").floor(), loss, SVD * loss);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "degree=3&n=3",
                "degree=9&n=2",
                "degree=9&min=-100&max=100",
                "degree=9&min=-100&max=100&reduction=mean&lesson=tensors",
                "degree=9&min=99&max=100&lr=1e-30",
                "degree=5&min=0.99999999&max=1"
            })
    void ofAHopelessProblemOnlyTheLimitIsTold(String query) {
        Spectrum spectrum = spectrum(query);
        assertEquals(Optional.empty(), spectrum.optimum());
        assertTrue(Double.isNaN(spectrum.floor()));
        assertTrue(spectrum.stabilityLimit() > 0 && spectrum.stabilityLimit() < 1, query);
        double[] sorted = spectrum.eigenvalues().clone();
        Arrays.sort(sorted);
        assertArrayEquals(sorted, spectrum.eigenvalues());
    }

    private static Spectrum spectrum(String query) {
        return Spectrum.of(recipe(query)).orElseThrow();
    }

    private static double[] optimum(Spectrum spectrum) {
        return spectrum.optimum().orElseThrow();
    }
}
