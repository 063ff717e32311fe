package sinefit.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sinefit.testing.Recipes.recipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.number.Dtype;
import sinefit.optim.Breakdown;
import sinefit.optim.OptimizerKind;
import sinefit.testing.Recipes;
import sinefit.training.Recipe;
import sinefit.training.StepValues;
import sinefit.training.TrainingEvent;
import sinefit.training.TrainingEvent.Diverged;

/** What a run that ended early is said to have met, against what its own rows say it met. */
class DivergenceReasonsTest {
    /** Three points on a line through 0: the slopes of a and c are exactly 0 at the start 0. */
    private static final String LINE = "points=-1:-1,0:0,1:1&init=0,0,0,0&steps=100&lesson=optim";

    private static Divergence reason(Recipe recipe) {
        Diverged end = assertInstanceOf(Diverged.class, Recipes.run(recipe, at -> {}));
        return Divergence.of(end, recipe, new Spectra().of(recipe));
    }

    @ParameterizedTest
    @ValueSource(strings = {"adam", "adamw", "rmsprop", "adagrad", "nadam", "adadelta"})
    void withoutEpsASlopeOfZeroIsADivisionByZero(String optimizer) {
        for (String dtype : new String[] {"float64", "float32"}) {
            Recipe recipe =
                    recipe(LINE + "&lr=1e-3&eps=0&optimizer=" + optimizer + "&dtype=" + dtype);
            assertEquals(
                    new Divergence.Broken(Breakdown.Kind.DIVISION, "eps", "a"),
                    reason(recipe),
                    optimizer);
        }
    }

    @Test
    void anEpsThatTheWidthCannotHoldIsNone() {
        String query = LINE + "&lr=1e-3&eps=1e-60&optimizer=adam&dtype=";
        assertInstanceOf(Divergence.Broken.class, reason(recipe(query + "float32")));
        assertInstanceOf(
                TrainingEvent.Finished.class, Recipes.run(recipe(query + "float64"), at -> {}));
    }

    @Test
    void aSpreadBelowZeroIsARootWhileTheLossIsFalling() {
        Recipe recipe = recipe("lesson=optim&centered=true&alpha=0.5&lr=1e-12&steps=400");
        List<Double> losses = new ArrayList<>();
        Recipes.run(recipe, at -> losses.add(at.loss()));
        assertTrue(losses.get(losses.size() - 1) < losses.get(0));
        Divergence.Broken broken = assertInstanceOf(Divergence.Broken.class, reason(recipe));
        assertEquals(Breakdown.Kind.ROOT, broken.operation());
        assertEquals("centered", broken.option());
    }

    @Test
    void aMeanSquareBelowZeroIsAlphasDoing() {
        Recipe recipe = recipe("lesson=optim&alpha=1.5&lr=1e-3&steps=40");
        Divergence.Broken broken = assertInstanceOf(Divergence.Broken.class, reason(recipe));
        assertEquals(Breakdown.Kind.ROOT, broken.operation());
        assertEquals("alpha", broken.option());
    }

    @ParameterizedTest
    @CsvSource({
        "lesson=optim&optimizer=adamw&weight_decay=1e6&lr=1e-2&steps=1000", // × −9999 a step
        "lesson=function&lr=1e-1&steps=100", // P₃ cubes what it is given
        "model=legendre3&lr=1e-2&steps=100",
        "batch=50&lr=1e-2&steps=1000",
        "optimizer=rmsprop&momentum=3&lr=1e-2&steps=1000",
        "optimizer=sgd&dampening=3&momentum=0.9&lr=1e-5&steps=5000",
        "bug=sign&lr=1e-5&steps=1000"
    })
    void whatOutgrowsItsWidthIsAnOverflowWhateverIsInForce(String query) {
        assertEquals(new Divergence.Overflow(), reason(recipe(query)), query);
    }

    @Test
    void aRateThatWasTakenBackTooLateIsStillTheOneBlamed() {
        String growing = "momentum=0.9&lr=8e-6&steps=5000";
        int last = Recipes.last(recipe(growing)).step();
        Recipe recipe = recipe(growing + "&tweak=" + last + ":lr=6.7e-06");
        assertEquals(last, Recipes.last(recipe).step());
        Divergence.Mode mode = assertInstanceOf(Divergence.Mode.class, reason(recipe));
        assertEquals(8e-6, mode.rate());
    }

    /** Options that are likely to break an optimizer, or to be harmless. */
    private static String settings(Random random, OptimizerKind optimizer) {
        StringBuilder query = new StringBuilder();
        optimizer.options().knobs().stream()
                .filter(knob -> random.nextInt(3) == 0)
                .forEach(
                        knob -> {
                            String[] values =
                                    switch (knob.key()) {
                                        case "eps" -> new String[] {"0", "0", "1e-300", "1e-8"};
                                        case "alpha" -> new String[] {"0", "0.5", "0.99", "1.5"};
                                        case "momentum" -> new String[] {"0.5", "0.9", "1", "4"};
                                        case "beta1" -> new String[] {"0", "0.9", "0.999999999"};
                                        case "beta2" -> new String[] {"0", "0.5", "0.999"};
                                        case "rho" -> new String[] {"0", "0.5", "1"};
                                        case "weight_decay" -> new String[] {"0.1", "1e5", "1e200"};
                                        case "lr_decay" -> new String[] {"0.1", "1e300"};
                                        case "momentum_decay" -> new String[] {"0", "1", "1e9"};
                                        case "initial_accumulator_value" ->
                                                new String[] {"0", "1", "1e300"};
                                        case "centered", "amsgrad" -> new String[] {"true"};
                                        default -> new String[0];
                                    };
                            if (values.length > 0) {
                                String value = values[random.nextInt(values.length)];
                                query.append('&').append(knob.key()).append('=').append(value);
                            }
                        });
        return query.toString();
    }

    @Test
    void whatIsSaidIsWhatHappenedForEveryOptimizerUnderAnySettings() {
        Random random = new Random(17);
        String[] starts = {"0,0,0,0", "0.1,-0.5,2.5,-0.06", "1e5,1,0,-3", "0,1,0,0"};
        String[] points = {"-1:-1,0:0,1:1", "-2:1,-1:0,0.5:0.25,3:-2", "-1:2,1:2"};
        String[] rates = {"1e-12", "1e-3", "0.1", "50"};
        Map<OptimizerKind, Integer> ended = new EnumMap<>(OptimizerKind.class);
        Map<String, Integer> kinds = new java.util.TreeMap<>();
        for (int i = 0; i < 3000; i++) {
            OptimizerKind[] all = OptimizerKind.values();
            OptimizerKind optimizer = all[random.nextInt(all.length)];
            String query =
                    "lesson=optim&steps=400&points=%s&init=%s&lr=%s&dtype=%s&optimizer=%s%s"
                            .formatted(
                                    points[random.nextInt(points.length)],
                                    starts[random.nextInt(starts.length)],
                                    rates[random.nextInt(rates.length)],
                                    random.nextBoolean() ? "float64" : "float32",
                                    Recipe.OPTIMIZER.format(optimizer),
                                    settings(random, optimizer));
            Recipe recipe = recipe(query);
            List<StepValues> rows = new ArrayList<>();
            if (!(Recipes.run(recipe, rows::add) instanceof Diverged end)) {
                continue;
            }
            rows.add(end.lastFinite());
            Divergence said = Divergence.of(end, recipe, new Spectra().of(recipe));
            ended.merge(optimizer, 1, Integer::sum);
            kinds.merge(said.kind(), 1, Integer::sum);
            boolean outgrown = outgrown(recipe, end.lastFinite());
            switch (said.kind()) {
                case "division" -> assertEquals(0, least(recipe, rows, said), 1e-300, query);
                case "root" -> assertTrue(least(recipe, rows, said) <= 1e-6, query);
                case "overflow" -> assertTrue(outgrown, query);
                default -> {
                    Divergence.Mode mode = (Divergence.Mode) said;
                    assertTrue(mode.factor() >= 1 && outgrown, query);
                }
            }
        }
        assertEquals(List.of("division", "mode", "overflow", "root"), List.copyOf(kinds.keySet()));
        assertTrue(ended.size() >= 7, ended + " " + kinds);
    }

    /** Whether the next update starts from numbers whose squares or powers do not fit the width. */
    private static boolean outgrown(Recipe recipe, StepValues last) {
        double largest =
                Arrays.stream(last.coefficients()).map(Math::abs).max().orElseThrow()
                        + Arrays.stream(last.gradient()).map(Math::abs).max().orElseThrow()
                        + last.loss();
        double decay = recipe.settings().find(OptimizerKind.WEIGHT_DECAY).orElse(0.0);
        double rate = recipe.settings().get(Recipe.LR);
        double fits = recipe.dtype() == Dtype.FLOAT32 ? 1e12 : 1e100;
        return largest > fits || largest * Math.max(1, rate) * Math.max(1, decay) > fits;
    }

    /** What the coefficient named is divided by, or has the root taken of, by the textbook. */
    private static double least(Recipe recipe, List<StepValues> rows, Divergence said) {
        Divergence.Broken broken = (Divergence.Broken) said;
        int k = recipe.model().parameters().indexOf(broken.coefficient());
        double s = option(recipe, "initial_accumulator_value", 0);
        double m = 0;
        double decay = option(recipe, "weight_decay", 0);
        boolean single = recipe.dtype() == Dtype.FLOAT32;
        boolean apart = recipe.optimizer() == OptimizerKind.ADAMW;
        double keeps =
                switch (recipe.optimizer()) {
                    case RMSPROP -> option(recipe, "alpha", 0.99);
                    case ADADELTA -> option(recipe, "rho", 0.9);
                    default -> option(recipe, "beta2", 0.999);
                };
        for (int t = 0; t < rows.size(); t++) {
            StepValues row = rows.get(t);
            double g = row.gradient()[k] + (apart ? 0 : decay * row.coefficients()[k]);
            double square = single ? (float) g * (float) g : g * g;
            boolean sums = recipe.optimizer() == OptimizerKind.ADAGRAD;
            s = sums ? s + square : keeps * s + (1 - keeps) * square;
            m = keeps * m + (1 - keeps) * g;
        }
        if (broken.option().equals("beta1")) {
            return 0; // 1 − M in 32 bits: whether it is said is held by the division itself
        }
        if (broken.option().equals("alpha")) {
            return s;
        }
        if (broken.option().equals("centered")) {
            return (s - m * m) / s;
        }
        double eps = recipe.optimizer() == OptimizerKind.ADADELTA ? 1e-6 : 1e-8;
        double told = option(recipe, "eps", eps);
        double centred = option(recipe, "centered", 0) == 1 ? Math.max(0, s - m * m) : s;
        // A spread that is nothing but rounding counts as 0, and so does what 32 bits cannot hold.
        double spread = centred < 1e-6 * s || (single && centred < 1e-37) ? 0 : centred;
        return spread + (single ? (float) told : told < 1e-290 ? 0 : told);
    }

    private static double option(Recipe recipe, String key, double usual) {
        return recipe.optimizer().options().knobs().stream()
                .filter(knob -> knob.key().equals(key))
                .map(knob -> (Object) recipe.settings().get(knob))
                .mapToDouble(
                        value ->
                                value instanceof Boolean on
                                        ? (on ? 1 : 0)
                                        : ((Number) value).doubleValue())
                .findFirst()
                .orElse(usual);
    }
}
