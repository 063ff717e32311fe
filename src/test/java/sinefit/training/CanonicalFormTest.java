package sinefit.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static sinefit.testing.Recipes.recipe;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sinefit.lesson.Lesson;
import sinefit.model.Basis;
import sinefit.model.Reduction;
import sinefit.number.Dtype;
import sinefit.optim.OptimizerKind;
import sinefit.problem.Target;
import sinefit.testing.Recipes;

class CanonicalFormTest {
    private static final double[] POST = {0.1629, -0.563484, 2.5714189, -0.062937};

    @Test
    void anEmptyQueryIsTheNumpyLesson() {
        Recipe recipe = recipe("");
        assertEquals("numpy", recipe.preset().slug());
        assertEquals(Target.SIN, recipe.settings().get(Recipe.TARGET));
        assertEquals(-Math.PI, recipe.settings().get(Recipe.MIN));
        assertEquals(Math.PI, recipe.settings().get(Recipe.MAX));
        assertEquals(2000, recipe.n());
        assertEquals(3, recipe.polynomial().degree());
        assertEquals(Basis.MONOMIAL, recipe.polynomial().basis());
        assertEquals(Dtype.FLOAT64, recipe.dtype());
        assertEquals(Reduction.SUM, recipe.reduction());
        assertEquals(OptimizerKind.SGD, recipe.optimizer());
        assertEquals(1e-6, recipe.lr());
        assertEquals(1000, recipe.steps());
        assertArrayEquals(POST, recipe.start());
        assertEquals("", recipe.query());
        assertEquals(recipe("lesson=numpy"), recipe);
    }

    @Test
    void theTensorsLessonIsInSinglePrecisionAndTwiceAsLong() {
        Recipe recipe = recipe("lesson=tensors");
        assertEquals(Dtype.FLOAT32, recipe.dtype());
        assertEquals(2000, recipe.steps());
        assertEquals(1e-6, recipe.lr());
        for (int k = 0; k < POST.length; k++) {
            assertEquals((float) POST[k], recipe.start()[k]);
        }
        assertEquals("lesson=tensors", recipe.query());
        assertEquals("", recipe.pageQuery());
    }

    @Test
    void keysComeInTheOrderOfTheTableWhateverTheOrderGiven() {
        String shuffled =
                "tweak=7:lr=1e-7&tweak=7:momentum=.5&steps=500&lr=2e-6&momentum=0.9&optimizer=sgd&reduction=mean&dtype=float32"
                        + "&seed=4&init=1,2&basis=monomial&degree=1&model=polynomial&n=100&max=2"
                        + "&min=-1&target=exp&lesson=tensors";
        assertEquals(
                "lesson=tensors&target=exp&min=-1.0&max=2.0&n=100&degree=1&init=1.0,2.0&seed=4"
                        + "&reduction=mean&momentum=0.9&lr=2e-06&steps=500&tweak=7:momentum=0.5"
                        + "&tweak=7:lr=1e-07",
                recipe(shuffled).query());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "lesson=numpy&target=sin&min=-pi&max=pi&n=2000&degree=3&lr=1e-6&steps=1000 | -",
                "dtype=float64&reduction=sum&optimizer=sgd&momentum=0&basis=monomial&model=polynomial | -",
                "max=3.141592653589793 | -",
                "min=-3.141592653589793 | -",
                "min=\u2212\u03c0 | -",
                "max=6.283185307179586 | max=2pi",
                "max=2*pi | max=2pi",
                "min=pi/2 | min=pi/2",
                "min=-0 | min=0.0",
                "min=-0.0 | min=0.0",
                "min=-0pi | min=0.0",
                "init=-0,0,-0.0,1 | init=0.0,0.0,0.0,1.0",
                "init=0.1629,-0.563484,2.5714189,-0.062937 | -",
                "init=0.16290,-563.484e-3,2.5714189,-0.062937 | -",
                "degree=1&init=0.1629,-0.563484 | degree=1",
                "degree=5&init=0.1629,-0.563484,2.5714189,-0.062937,0,0 | degree=5",
                "init=1e16,1e15,1e-5,1e-4 | init=1e%2B16,1000000000000000.0,1e-05,0.0001",
                "lr=0.000002 | lr=2e-06",
                "lr=100 | lr=100.0",
                "n=02000&steps=+7 | steps=7",
                "seed=007 | seed=7",
                "lesson=tensors&dtype=float32&steps=2000 | lesson=tensors",
                "lesson=tensors&dtype=float64&steps=1000 | lesson=tensors&dtype=float64&steps=1000",
                "target=&min=&n=+&lr= | -"
            })
    void aQueryHasOneCanonicalForm(String query, String canonical) {
        assertEquals(
                canonical == null ? "" : canonical, recipe(query.replace("+7", "%2B7")).query());
    }

    @Test
    void aStartThatTheSeedWouldDrawIsLeftOut() {
        double[] drawn = recipe("degree=1&seed=5").start();
        assertEquals(
                "degree=1&seed=5",
                recipe("degree=1&seed=5&init=" + drawn[0] + "," + drawn[1]).query());
        assertEquals(
                "degree=1&init=0.1629,-0.563484&seed=5",
                recipe("degree=1&seed=5&init=0.1629,-0.563484").query());
    }

    @Test
    void tweaksAreSortedAndTheLastOfEqualsWins() {
        assertEquals(
                "tweak=0:lr=3e-06&tweak=7:lr=1e-07&tweak=500:lr=1e-05",
                recipe("tweak=500:lr=2e-6&tweak=7:lr=1e-7&tweak=0:lr=3e-6&tweak=500:lr=1e-5")
                        .query());
        assertEquals("tweak=7:lr=1e-07", recipe("tweak=007:lr=1e-7&tweak=").query());
    }

    @Test
    void aTweakIsInForceFromItsStepOn() {
        Recipe recipe = recipe("tweak=10:lr=2e-6&tweak=20:lr=3e-6");
        assertEquals(1e-6, recipe.settingsAt(9).get(Recipe.LR));
        assertEquals(2e-6, recipe.settingsAt(10).get(Recipe.LR));
        assertEquals(2e-6, recipe.settingsAt(19).get(Recipe.LR));
        assertEquals(3e-6, recipe.settingsAt(999).get(Recipe.LR));
    }

    @Test
    void keysOfThePageAreIgnored() {
        Map<String, List<String>> query = Recipes.pairs("lang=ko&at=5&at=6&n=30");
        assertEquals("n=30", Lesson.parser().parse(query, Set.of("lang", "at")).query());
    }

    @Test
    void aDefaultStartIsCutOrPaddedToTheModel() {
        assertArrayEquals(new double[] {0.1629}, recipe("degree=0").start());
        assertArrayEquals(
                new double[] {0.1629, -0.563484, 2.5714189, -0.062937, 0, 0, 0, 0, 0, 0},
                recipe("degree=9").start());
    }

    @Test
    void recipesOfOneProblemShareIt() {
        Recipe one = recipe("lr=1e-7&steps=5&init=1,2,3,4&tweak=2:lr=1");
        assertEquals(recipe("").problem(), one.problem());
        assertNotEquals(recipe("").problem(), recipe("n=1999").problem());
        assertNotEquals(recipe("dtype=float32").problem(), recipe("lesson=tensors").problem());
    }

    @Test
    void workIsCountedInMultiplyAddsWithoutOverflow() {
        assertEquals(8000, recipe("").workPerStep());
        assertEquals(8_000_000, recipe("").work());
        assertEquals(20_000_000_000L, recipe("steps=1000000&n=20000&degree=0").work());
    }
}
