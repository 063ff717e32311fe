package sinefit.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import sinefit.testing.Recipes;
import sinefit.theory.Spectra;
import sinefit.theory.Unknowable;

/** Each mistake is the very mistake, done by an honest loop over the samples. */
class BugTest {
    private static final double CLOSE = 1e-9;

    /** The loop of the lesson, with what a beginner makes of its gradient: θ and losses. */
    private static List<double[]> loop(Recipe recipe, UnaryOperator<double[]> mistaken) {
        double[] x = recipe.samples().x();
        double[] y = recipe.samples().y();
        double[] theta = recipe.start();
        List<double[]> rows = new ArrayList<>();
        for (int t = 0; t <= recipe.steps(); t++) {
            double loss = 0;
            double[] gradient = new double[4];
            for (int i = 0; i < x.length; i++) {
                double r = -y[i];
                for (int k = 0; k < 4; k++) {
                    r += theta[k] * Math.pow(x[i], k);
                }
                loss += r * r;
                for (int k = 0; k < 4; k++) {
                    gradient[k] += 2 * r * Math.pow(x[i], k);
                }
            }
            double[] g = mistaken.apply(gradient);
            rows.add(new double[] {loss, g[0], g[1], g[2], g[3], theta[0], theta[1], theta[3]});
            for (int k = 0; k < 4; k++) {
                theta[k] -= recipe.lr() * g[k];
            }
        }
        return rows;
    }

    private static void compare(String query, UnaryOperator<double[]> mistaken) {
        Recipe recipe = Recipes.recipe(query);
        List<double[]> expected = loop(recipe, mistaken);
        Trainer trainer = Trainer.start(recipe);
        do {
            StepValues at = trainer.values();
            double[] g = at.gradient();
            double[] c = at.coefficients();
            double[] actual = {at.loss(), g[0], g[1], g[2], g[3], c[0], c[1], c[3]};
            double[] wanted = expected.get(at.step());
            for (int i = 0; i < actual.length; i++) {
                double size = i == 0 ? wanted[0] : largest(wanted, i < 5 ? 1 : 5);
                assertEquals(wanted[i], actual[i], CLOSE * Math.max(1, size), query + at.step());
            }
        } while (trainer.advance());
    }

    private static double largest(double[] values, int from) {
        double largest = 0;
        for (int i = from; i < from + (from == 1 ? 4 : 3); i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        return largest;
    }

    @Test
    void gradientsThatAreNeverZeroedAddUp() {
        double[] sum = new double[4];
        compare(
                "bug=zero_grad&n=200&lr=1e-5&steps=200",
                g -> {
                    for (int k = 0; k < 4; k++) {
                        sum[k] += g[k];
                    }
                    return sum.clone();
                });
    }

    @Test
    void aWrongSignClimbs() {
        compare("bug=sign&n=200&lr=1e-5&steps=50", g -> new double[] {-g[0], -g[1], -g[2], -g[3]});
    }

    @Test
    void aMeanIsSmallerByTheNumberOfSamples() {
        compare(
                "bug=mean&n=200&lr=1e-5&steps=50",
                g -> new double[] {g[0] / 200, g[1] / 200, g[2] / 200, g[3] / 200});
    }

    @Test
    void powersOffByOneShiftTheGradient() {
        compare("bug=powers&n=200&lr=1e-5&steps=50", g -> new double[] {g[0], g[0], g[1], g[2]});
    }

    @Test
    void theWrongSlopeOfP3IsThatWithoutItsOne() {
        Recipe recipe = Recipes.recipe("lesson=function&bug=p3&dtype=float64&n=100&steps=1");
        double[] theta = recipe.start();
        double[] gradient = new double[4];
        for (int i = 0; i < 100; i++) {
            double x = recipe.samples().x()[i];
            double z = theta[2] + theta[3] * x;
            double p3 = (5 * z * z * z - 3 * z) / 2;
            double r = theta[0] + theta[1] * p3 - recipe.samples().y()[i];
            double inner = 2 * r * theta[1] * 7.5 * z * z;
            gradient[0] += 2 * r;
            gradient[1] += 2 * r * p3;
            gradient[2] += inner;
            gradient[3] += inner * x;
        }
        assertArrayEquals(gradient, Trainer.start(recipe).values().gradient(), CLOSE * 100);
    }

    @Test
    void forgottenZeroingSwingsAndNeverSettles() {
        Trainer trainer = Trainer.start(Recipes.recipe("bug=zero_grad&steps=20000"));
        double first = trainer.values().loss();
        double late = 0;
        while (trainer.advance()) {
            double loss = trainer.values().loss();
            assertTrue(loss < 3 * first, "bounded");
            late = trainer.step() > 15_000 ? Math.max(late, loss) : late;
        }
        assertTrue(late > first / 10, "still swinging: " + late);
    }

    @Test
    void aTrainerThatGoesOnFromAPointMakesTheSameMistake() {
        for (String query :
                List.of(
                        "bug=zero_grad&steps=60",
                        "lesson=dynamic&bug=zero_grad&steps=60",
                        "bug=mean&batch=30&n=100&steps=60")) {
            Recipe recipe = Recipes.recipe(query);
            Trainer whole = Trainer.start(recipe);
            while (whole.step() < 23) {
                whole.advance();
            }
            Trainer resumed = Trainer.at(whole.point(), recipe.objective());
            while (whole.advance()) {
                assertTrue(resumed.advance());
                assertArrayEquals(whole.values().gradient(), resumed.values().gradient());
            }
            assertEquals(60, resumed.step());
            assertEquals(
                    Digest.of(recipe, whole.values()), Digest.of(recipe, resumed.values()), query);
        }
    }

    @Test
    void aMistakeHasOneAddressAndANumberStandsForIt() {
        for (Bug bug : Bug.values()) {
            int matching = 0;
            for (int number = 0; number < 100; number++) {
                matching += Bug.hidden(number) == bug ? 1 : 0;
            }
            assertTrue(matching >= 10, bug + " can be hidden in many numbers");
        }
        assertEquals("bug=sign", Recipes.recipe("bug=sign").query());
        assertEquals(Recipes.recipe("bug=sign"), Recipes.recipe("bug=1"));
        assertEquals(Recipes.recipe("bug=sign"), Recipes.recipe("bug=1230"));
        assertEquals("", Recipes.recipe("bug=").query());
    }

    @Test
    void whatCannotBeAMistakeInARunIsRefused() {
        for (String query :
                List.of(
                        "bug=p3",
                        "bug=p3&lesson=module&model=legendre3",
                        "bug=powers&lesson=nn",
                        "bug=powers&lesson=function",
                        "bug=powers&degree=0",
                        "bug=mean&reduction=mean",
                        "bug=typo",
                        "bug=-1",
                        "bug=99999999999")) {
            InvalidRecipe refused =
                    assertThrows(InvalidRecipe.class, () -> Recipes.recipe(query), query);
            assertEquals("bug", refused.rejections().get(0).key(), query);
        }
    }

    @Test
    void theoryDoesNotSpeakOfARunWithAMistake() {
        Recipe recipe = Recipes.recipe("bug=mean");
        assertFalse(recipe.plain());
        assertEquals(
                "theory.bug",
                Unknowable.of(recipe, new Spectra().of(recipe)).orElseThrow().reason());
    }
}
