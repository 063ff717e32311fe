package sinefit.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import sinefit.number.Dtype;
import sinefit.problem.Linspace;
import sinefit.problem.Samples;
import sinefit.problem.Target;

/** Loss and gradient against loops anybody can read, and against differences of the loss. */
class SquaredErrorTest {
    /** Of a slope's natural size 2·‖r‖·‖φ‖: rounding of the loss over the width of the step. */
    private static final double DIFFERENCE_QUOTIENT = 1e-9;

    /** Sums of a few thousand terms in another order. */
    private static final double ORDER_OF_SUMMATION_64 = 1e-12;

    private static final double ORDER_OF_SUMMATION_32 = 1e-4;

    @SuppressWarnings("ArrayRecordComponent") // read only
    private record Case(Samples samples, Polynomial model, double[] theta) {
        Evaluation evaluate(Reduction reduction) {
            return evaluate(reduction, theta);
        }

        Evaluation evaluate(Reduction reduction, double[] at) {
            Evaluation out = new Evaluation(model.size());
            model.squaredError(samples, reduction).evaluate(at, out);
            return out;
        }

        double[][] columns() {
            return model.basis().columns(samples, model.degree());
        }

        @Override
        public String toString() {
            return samples.dtype() + ", degree " + model.degree() + ", n " + samples.n();
        }
    }

    static Stream<Case> doubles() {
        return cases(Dtype.FLOAT64);
    }

    static Stream<Case> floats() {
        return cases(Dtype.FLOAT32);
    }

    /** Those that are something by themselves. */
    private static final Target[] TARGETS =
            Stream.of(Target.values())
                    .filter(t -> t != Target.F && t != Target.POINTS)
                    .toArray(Target[]::new);

    /** Every degree, at numbers of samples around the ends of blocks and of unrolled loops. */
    private static Stream<Case> cases(Dtype dtype) {
        Random random = new Random(1);
        int[] sizes = {2, 3, 4, 5, 248, 249, 250, 251, 253, 499, 500, 501, 2000};
        return Stream.iterate(0, i -> i < 60, i -> i + 1)
                .map(
                        i -> {
                            double low = -4 * random.nextDouble();
                            double high = low + 0.1 + 4 * random.nextDouble();
                            Target target = any(TARGETS, random);
                            Linspace linspace = any(Linspace.values(), random);
                            int n = sizes[i % sizes.length];
                            Samples samples = Samples.of(target, linspace, low, high, n, dtype);
                            Polynomial model = new Polynomial(i % 10, Basis.MONOMIAL);
                            double[] theta = random.doubles(i % 10 + 1, -1, 1).toArray();
                            for (int k = 0; k < theta.length; k++) {
                                theta[k] = dtype.round(theta[k]);
                            }
                            return new Case(samples, model, theta);
                        });
    }

    @ParameterizedTest
    @MethodSource("doubles")
    void theGradientIsTheSlopeOfTheLoss(Case c) {
        for (Reduction reduction : Reduction.values()) {
            Evaluation here = c.evaluate(reduction);
            for (int k = 0; k < c.theta.length; k++) {
                double length = Math.sqrt(dot(c.columns()[k], c.columns()[k]));
                // As far as the loss is away from 0: no digits are lost, and the loss is quadratic.
                double step = Math.sqrt(here.sse) / length;
                double above = c.evaluate(reduction, moved(c.theta, k, step)).loss;
                double below = c.evaluate(reduction, moved(c.theta, k, -step)).loss;
                double natural = 2 * here.loss / step;
                double slope = (above - below) / (2 * step);
                assertEquals(slope, here.gradient[k], DIFFERENCE_QUOTIENT * natural);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("doubles")
    void doubleValuesAreThoseOfAPlainLoop(Case c) {
        double[] x = c.samples.x();
        double sse = 0;
        double sae = 0;
        for (int i = 0; i < x.length; i++) {
            double y = 0;
            for (int k = c.model.degree(); k >= 0; k--) {
                y = y * x[i] + c.theta[k];
            }
            double residual = y - c.samples.y()[i];
            sse += residual * residual;
            sae += Math.abs(residual);
        }
        Evaluation out = c.evaluate(Reduction.SUM);
        assertEquals(sse, out.sse, ORDER_OF_SUMMATION_64 * (1 + sse));
        assertEquals(sae, out.sae, ORDER_OF_SUMMATION_64 * (1 + sae));
    }

    @ParameterizedTest
    @MethodSource("floats")
    void floatValuesAreThoseOfAPlainFloatLoop(Case c) {
        float sse = 0;
        float sae = 0;
        float[] gradient = new float[c.theta.length];
        double[] length = new double[c.theta.length];
        for (int i = 0; i < c.samples.n(); i++) {
            float x = (float) c.samples.x()[i];
            float y = 0;
            float power = 1;
            for (double coefficient : c.theta) {
                y += (float) coefficient * power;
                power *= x;
            }
            float residual = y - (float) c.samples.y()[i];
            sse += residual * residual;
            sae += Math.abs(residual);
            power = 1;
            for (int k = 0; k < gradient.length; k++) {
                gradient[k] += 2 * residual * power;
                length[k] += power * power;
                power *= x;
            }
        }
        Evaluation out = c.evaluate(Reduction.SUM);
        assertEquals(sse, out.sse, ORDER_OF_SUMMATION_32 * (1e-3 + sse));
        assertEquals(sae, out.sae, ORDER_OF_SUMMATION_32 * (1e-3 + sae));
        for (int k = 0; k < gradient.length; k++) {
            double natural = 2 * Math.sqrt(sse * length[k]) + 1e-3;
            assertEquals(gradient[k], out.gradient[k], ORDER_OF_SUMMATION_32 * natural);
        }
    }

    @ParameterizedTest
    @MethodSource("floats")
    void everyFloatRunValueIsAFloat(Case c) {
        for (Reduction reduction : Reduction.values()) {
            Evaluation out = c.evaluate(reduction);
            Stream<double[]> all =
                    Stream.of(new double[] {out.sse, out.sae, out.loss}, out.gradient);
            all.flatMapToDouble(Arrays::stream)
                    .forEach(value -> assertEquals((float) value, value));
        }
    }

    @ParameterizedTest
    @MethodSource({"doubles", "floats"})
    void theMeanIsTheSumOverTheNumberOfSamples(Case c) {
        Dtype dtype = c.samples.dtype();
        double tolerance = dtype == Dtype.FLOAT64 ? 4e-16 : 2.5e-7;
        int n = c.samples.n();
        Evaluation sum = c.evaluate(Reduction.SUM);
        Evaluation mean = c.evaluate(Reduction.MEAN);
        assertEquals(sum.sse, sum.loss);
        assertEquals(sum.sse, mean.sse);
        assertEquals(sum.sae, mean.sae);
        assertEquals(dtype.round(sum.sse / n), mean.loss);
        for (int k = 0; k < c.theta.length; k++) {
            double expected = sum.gradient[k] / n;
            assertEquals(expected, mean.gradient[k], tolerance * Math.abs(expected));
        }
    }

    @ParameterizedTest
    @EnumSource(Dtype.class)
    void anEvaluationOverwritesWhatWasThereAndLeavesThetaAlone(Dtype dtype) {
        Case c = cases(dtype).skip(13).findFirst().orElseThrow();
        double[] theta = c.theta.clone();
        Objective objective = c.model.squaredError(c.samples, Reduction.SUM);
        Evaluation used = new Evaluation(c.model.size());
        objective.evaluate(moved(c.theta, 0, 5), used);
        objective.evaluate(theta, used);
        Evaluation fresh = c.evaluate(Reduction.SUM);
        assertArrayEquals(c.theta, theta);
        assertEquals(fresh.sse, used.sse);
        assertEquals(fresh.sae, used.sae);
        assertArrayEquals(fresh.gradient, used.gradient);
    }

    @ParameterizedTest
    @MethodSource({"doubles", "floats"})
    void whatAnUpdateNeedsAndWhatIsShownAreTogetherTheWhole(Case c) {
        Objective objective = c.model.squaredError(c.samples, Reduction.MEAN);
        Evaluation parts = new Evaluation(c.model.size());
        objective.gradient(c.theta, parts);
        assertFalse(parts.summed);
        objective.sums(c.theta, parts);
        assertTrue(parts.summed);
        Evaluation whole = c.evaluate(Reduction.MEAN);
        assertArrayEquals(whole.gradient, parts.gradient);
        assertEquals(whole.sse, parts.sse);
        assertEquals(whole.sae, parts.sae);
        assertEquals(whole.loss, parts.loss);
    }

    /** Values that are nearly too large: sums are left out only where they are certain to be. */
    @ParameterizedTest
    @EnumSource(Dtype.class)
    void nothingOverflowsWhereSumsAreLeftOut(Dtype dtype) {
        Random random = new Random(2);
        int left = 0;
        for (int i = 0; i < 3000; i++) {
            double reach = random.nextInt(2) == 0 ? 100 : 0.5;
            int degree = i % 10;
            Samples samples =
                    Samples.of(Target.SIN, Linspace.NUMPY, -reach, reach, 1 + i % 300 + 1, dtype);
            Polynomial model = new Polynomial(degree, Basis.MONOMIAL);
            double size = (dtype == Dtype.FLOAT64 ? 156 : 24) * (0.5 + random.nextDouble() / 2);
            double[] theta = new double[degree + 1];
            for (int k = 0; k <= degree; k++) {
                theta[k] = dtype.round(Math.pow(10, size - k) * (random.nextDouble() - 0.5));
            }
            Objective objective = model.squaredError(samples, Reduction.SUM);
            Evaluation out = new Evaluation(degree + 1);
            objective.gradient(theta, out);
            if (!out.summed) {
                left++;
                objective.evaluate(theta, out);
                assertTrue(out.finite(), dtype + ", degree " + degree + " at " + theta[0]);
            }
        }
        assertTrue(left > 100, left + " of 3000");
    }

    @Test
    void aCopyOfAnEvaluationGoesItsOwnWay() {
        Evaluation one = new Evaluation(2);
        one.summed = true;
        one.sse = 3;
        one.sae = 2;
        one.loss = 1;
        one.gradient[1] = 4;
        Evaluation copy = one.copy();
        one.sse = 0;
        one.gradient[1] = Double.NaN;
        assertEquals(3, copy.sse);
        assertEquals(2, copy.sae);
        assertEquals(1, copy.loss);
        assertArrayEquals(new double[] {0, 4}, copy.gradient);
        assertTrue(copy.finite());
        assertFalse(one.finite());
    }

    private static <T> T any(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }

    private static double[] moved(double[] theta, int k, double by) {
        double[] moved = theta.clone();
        moved[k] += by;
        return moved;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
