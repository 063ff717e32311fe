package sinefit.lesson;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import sinefit.lesson.LockStep.Reason;
import sinefit.number.Dtype;
import sinefit.testing.Recipes;
import sinefit.training.Recipe;

/** All lessons from one start: which they are, how far apart, and why. */
class LockStepTest {
    private static List<String> slugs(String query) {
        return LockStep.rungs(Recipes.recipe(query)).stream().map(r -> r.preset().slug()).toList();
    }

    private static Recipe rung(String query, String slug) {
        return LockStep.rungs(Recipes.recipe(query)).stream()
                .filter(r -> r.preset().slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    private static Reason reason(String query, String one, String other, boolean equal) {
        return LockStep.reason(rung(query, one), rung(query, other), equal);
    }

    @Test
    void allLessonsOnPolynomialsTakePart() {
        List<String> all = List.of("numpy", "tensors", "autograd", "nn", "optim", "module");
        assertEquals(all, slugs(""));
        assertEquals(all, slugs("lesson=optim"));
        assertEquals(List.of(), slugs("lesson=function"));
        assertEquals(List.of(), slugs("lesson=dynamic"));
    }

    @Test
    void whatALessonCannotDoIsLeftOut() {
        assertEquals(List.of("numpy", "tensors"), slugs("bug=powers"));
        // In 32 bits this interval is a point.
        assertEquals(List.of("numpy"), slugs("basis=legendre&min=1&max=1.00000001&n=9"));
    }

    @Test
    void everyLessonHasTheProblemTheStartAndTheOptimizerOfTheRun() {
        String query = "lesson=module&target=cos&n=77&degree=2&seed=5&momentum=0.5&lr=1e-4&steps=9";
        Recipe shown = Recipes.recipe(query);
        for (Recipe rung : LockStep.rungs(shown)) {
            boolean numpy = rung.preset().slug().equals("numpy");
            assertEquals(numpy ? Dtype.FLOAT64 : Dtype.FLOAT32, rung.dtype());
            assertArrayEquals(shown.start(), rung.start());
            assertEquals(shown.settingsAt(0).get(Recipe.LR), rung.lr());
            assertEquals(0.5, rung.momentumAt(0));
            assertEquals(9, rung.steps());
            assertEquals(77, rung.n());
            // Its address is canonical.
            assertEquals(rung, Recipes.recipe(rung.query()));
        }
        assertEquals(shown, rung(query, "module"));
    }

    @Test
    void reasonsComeFromTheRecipesAlone() {
        assertEquals(Reason.SAME, reason("", "tensors", "nn", true));
        assertEquals(Reason.WIDTH, reason("", "numpy", "nn", false));
        assertEquals(Reason.AGREES, reason("", "numpy", "nn", true));
        assertEquals(Reason.DRAWS, reason("noise=0.1", "numpy", "nn", false));
        assertEquals(Reason.DRAWS, reason("batch=20", "numpy", "nn", false));
        assertEquals(Reason.SAME, reason("batch=20", "module", "nn", true));
        assertEquals(
                Reason.POINTS,
                LockStep.reason(
                        Recipes.recipe(""), Recipes.recipe("lesson=tensors&dtype=float64"), false));
    }

    @Test
    void theLargestDifferenceIsOfOneCoefficient() {
        double[] one = {1, 2, 3};
        assertEquals(0.5, LockStep.difference(one, new double[] {1.25, 2.5, 2.5}));
        assertEquals(1, LockStep.widest(one, new double[] {1.25, 2.5, 2.5}));
        double most = Double.MAX_VALUE;
        assertEquals(
                most, LockStep.difference(new double[] {most}, new double[] {-most}), "finite");
    }

    @Test
    void aTwinIsTheFirstWithTheSameBitsByTheSameOperationsIfThereIsOne() {
        List<Recipe> rungs = LockStep.rungs(Recipes.recipe(""));
        double[] a = {1, 2};
        double[] b = {1, 3};
        List<double[]> apart = List.of(a, b, b, b, a, b);
        assertEquals(0, LockStep.twin(rungs, apart, 0));
        assertEquals(1, LockStep.twin(rungs, apart, 1));
        assertEquals(1, LockStep.twin(rungs, apart, 3));
        assertEquals(0, LockStep.twin(rungs, apart, 4));
        // Where NumPy's 64 bits agree with 32, the others are still equal for a better reason.
        List<double[]> together = List.of(a, a, a, a, a, a);
        assertEquals(0, LockStep.twin(rungs, together, 1));
        assertEquals(1, LockStep.twin(rungs, together, 2));
    }
}
