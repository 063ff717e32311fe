package sinefit.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.graph.LossGraph.Kind;
import sinefit.graph.LossGraph.Node;
import sinefit.testing.Recipes;
import sinefit.training.Decided;
import sinefit.training.Recipe;
import sinefit.training.StepValues;
import sinefit.training.Trainer;

/** The graph that is drawn, and what flows through it, against the run's own loss and gradient. */
class LossGraphTest {
    /** Of the largest slope: the order of additions is another one. */
    private static final double ROUNDING = 1e-11;

    private static <T> T done(Supplier<Optional<T>> job) {
        for (int turn = 0; turn < 100; turn++) {
            Optional<T> result = job.get();
            if (result.isPresent()) {
                return result.get();
            }
        }
        throw new AssertionError("goes on for ever");
    }

    private static Flow flow(Recipe recipe, Trainer at, int sample) {
        return done(new GraphPass(recipe, at.values().coefficients(), at.decided(), sample));
    }

    private static Flow.Part part(Recipe recipe, Flow flow, String id) {
        List<Node> nodes = LossGraph.of(recipe).nodes();
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).id().equals(id)) {
                return flow.parts()[i];
            }
        }
        throw new AssertionError("no node " + id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "steps=40",
                "degree=0&steps=40",
                "degree=7&basis=chebyshev&lr=1e-9&n=3000",
                "basis=legendre&reduction=mean&lr=1e-3&noise=0.2",
                "n=2&degree=1",
                "batch=30&n=100&lr=1e-5",
                "batch=7&n=20&lr=1e-5&reduction=mean",
                "model=legendre3&init=0,-1,0,0.3",
                "model=legendre3&init=0.2,-1,0.1,0.3&batch=50&target=exp",
                "lesson=dynamic&dtype=float64&steps=40",
                "lesson=dynamic&dtype=float64&steps=40&batch=100"
            })
    void atEveryStepTheLossAndItsSlopesAreThoseOfTheRun(String query) {
        Recipe recipe = Recipes.recipe(query);
        for (int step = 0; step < 17; step += 4) {
            Trainer trainer = Recipes.at(recipe, step);
            StepValues values = trainer.values();
            Flow flow = flow(recipe, trainer, -1);
            Flow.Part loss = flow.parts()[flow.parts().length - 1];
            assertEquals(values.loss(), loss.value(), 1e-12 * values.loss(), query + step);
            assertEquals(1, loss.slope());
            double largest = 1;
            for (double slope : values.gradient()) {
                largest = Math.max(largest, Math.abs(slope));
            }
            double[] gradient = GraphPass.gradient(recipe, flow);
            for (int k = 0; k < gradient.length; k++) {
                assertEquals(values.gradient()[k], gradient[k], ROUNDING * largest, query + step);
            }
        }
    }

    @Test
    void aVectorIsToldByItsRootMeanSquareOrAtOneSample() {
        Recipe recipe = Recipes.recipe("n=3&min=-1&max=1&degree=1&init=0.5,2&target=exp");
        Trainer trainer = Recipes.at(recipe, 0);
        // ŷ = −1.5, 0.5, 2.5 and y = 1/e, 1, e
        double[] e = {-1.5 - Math.exp(-1), -0.5, 2.5 - Math.E};
        double squares = e[0] * e[0] + e[1] * e[1] + e[2] * e[2];
        Flow all = flow(recipe, trainer, -1);
        assertEquals(Math.sqrt(squares / 3), part(recipe, all, "error").value(), 1e-15);
        assertEquals(2 * Math.sqrt(squares / 3), part(recipe, all, "error").slope(), 1e-15);
        assertEquals(squares, part(recipe, all, "total").value(), 1e-14);
        Flow one = flow(recipe, trainer, 0);
        assertEquals(e[0], part(recipe, one, "error").value(), 1e-15);
        assertEquals(2 * e[0], part(recipe, one, "error").slope(), 1e-15);
        assertEquals(-2, part(recipe, one, "t1").value());
        assertEquals(squares, part(recipe, one, "total").value(), 1e-14);
        assertEquals(2 * (e[2] - e[0]), part(recipe, one, "b").slope(), 1e-14);
    }

    @Test
    void aSampleThatTheBatchDoesNotSeeHasNothingToTell() {
        Recipe recipe = Recipes.recipe("batch=4&n=20&lr=1e-5");
        Trainer trainer = Recipes.at(recipe, 3);
        int[] rows = trainer.decided().rows().orElseThrow();
        assertEquals(4, rows.length);
        Set<Integer> seen = new HashSet<>();
        for (int sample = 0; sample < 20; sample++) {
            if (part(recipe, flow(recipe, trainer, sample), "error") != null) {
                seen.add(sample);
            }
        }
        assertEquals(4, seen.size());
        for (int row : rows) {
            assertTrue(seen.contains(row));
        }
    }

    @Test
    void whatTheDiceLeaveOutIsNotPartOfTheGraph() {
        Recipe recipe = Recipes.recipe("lesson=dynamic&n=50");
        Set<Integer> rolls = new HashSet<>();
        for (int step = 0; step < 20; step++) {
            Trainer trainer = Recipes.at(recipe, step);
            Decided decided = trainer.decided();
            rolls.add(decided.terms());
            Flow flow = flow(recipe, trainer, -1);
            for (int k = 0; k < 2; k++) {
                Flow.Part term = part(recipe, flow, "t" + (4 + k));
                assertEquals(k < decided.terms(), term != null, step + " " + k);
            }
            assertEquals(decided.terms() > 0, part(recipe, flow, "e") != null);
            assertNotNull(part(recipe, flow, LossGraph.FIT));
        }
        assertEquals(Set.of(0, 1, 2), rolls);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "degree=0",
                "",
                "degree=9&reduction=mean",
                "model=legendre3",
                "lesson=dynamic"
            })
    void everyNodeHasAPlaceOfItsOwnBehindWhatItIsMadeOf(String query) {
        List<Node> nodes = LossGraph.of(Recipes.recipe(query)).nodes();
        Set<List<Integer>> places = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            assertTrue(places.add(List.of(node.column(), node.row())), node + "");
            assertTrue(ids.add(node.id()), node + "");
            assertEquals(node.kind() == Kind.COEFFICIENT, node.of().isEmpty());
            for (int of : node.of()) {
                assertTrue(of < i);
                Node from = nodes.get(of);
                assertTrue(
                        from.column() < node.column()
                                || (from.column() == node.column() && from.row() < node.row()),
                        from + " → " + node);
            }
        }
    }
}
