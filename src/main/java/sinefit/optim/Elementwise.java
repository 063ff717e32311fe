package sinefit.optim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import sinefit.knob.Knob;
import sinefit.knob.Settings;
import sinefit.number.Dtype;

/**
 * An optimizer that treats every coefficient by itself and remembers a few numbers of each. Its
 * arithmetic is that of PyTorch's tensors: numbers are rounded to the run's width as they meet a
 * tensor, and so is every result; among themselves Python's numbers are doubles.
 */
abstract class Elementwise implements Optimizer {
    private final Dtype dtype;
    private final int size;
    private final List<double[]> memory = new ArrayList<>();
    private Settings settings;
    private int updated; // the coefficient whose turn it is
    private @Nullable Breakdown breakdown;

    Elementwise(Settings settings, Dtype dtype, int size) {
        this.settings = settings;
        this.dtype = dtype;
        this.size = size;
    }

    /** A fresh one of the same kind. */
    abstract Elementwise fresh(Settings settings, Dtype dtype, int size);

    /** Reads the hyperparameters anew. */
    abstract void read(Settings settings);

    /**
     * The next value of a coefficient.
     *
     * @param k which one it is
     * @param theta its value
     * @param gradient ∂loss/∂θ there; points uphill
     */
    abstract double next(int k, double theta, double gradient);

    /** An entry of the state as it is now. */
    final Figure kept(String name, double[] values) {
        return new Figure(name, true, values.clone());
    }

    /** What an update makes on the way to the next coefficients. */
    final Figure made(String name, IntToDoubleFunction value) {
        double[] values = new double[size];
        Arrays.setAll(values, value);
        return new Figure(name, false, values);
    }

    /** A number to remember of each coefficient, at first 0. For constructors. */
    final double[] remembered() {
        double[] room = new double[size];
        memory.add(room);
        return room;
    }

    @Override
    public final void update(double[] theta, double[] gradient, int used) {
        for (int k = 0; k < used; k++) {
            updated = k;
            theta[k] = next(k, theta[k], gradient[k]);
        }
    }

    @Override
    public final void tweak(Settings changed) {
        settings = changed;
        read(changed);
    }

    @Override
    public Optional<double[]> velocity() {
        return Optional.empty();
    }

    @Override
    public final Optimizer copy() {
        Elementwise copy = fresh(settings, dtype, size);
        copy.breakdown = breakdown;
        for (int i = 0; i < memory.size(); i++) {
            System.arraycopy(memory.get(i), 0, copy.memory.get(i), 0, size);
        }
        return copy;
    }

    @Override
    public final Optional<Breakdown> breakdown() {
        return Optional.ofNullable(breakdown);
    }

    /** What something is divided by; a 0 is noted as the breakdown that it is. */
    final double divisor(double value, Knob<?> preventing) {
        if (value == 0) {
            broken(Breakdown.Kind.DIVISION, preventing);
        }
        return value;
    }

    /** The square root; that of a negative number is noted as the breakdown that it is. */
    final double root(double a, Knob<?> preventing) {
        // A square that has outgrown its width leaves −∞ behind, which is another matter.
        if (a < 0 && a != Double.NEGATIVE_INFINITY) {
            broken(Breakdown.Kind.ROOT, preventing);
        }
        return root(a);
    }

    private void broken(Breakdown.Kind kind, Knob<?> preventing) {
        if (breakdown == null) {
            breakdown = new Breakdown(kind, preventing.key(), updated);
        }
    }

    /** A value in the run's width. */
    final double round(double value) {
        return dtype.round(value);
    }

    /** a + s·b. */
    final double add(double a, double s, double b) {
        return round(a + round(round(s) * b));
    }

    /** a + s·b·c. */
    final double addProduct(double a, double s, double b, double c) {
        return round(a + round(round(round(s) * b) * c));
    }

    /** a + s·b/c. */
    final double addQuotient(double a, double s, double b, double c) {
        return round(a + round(round(round(s) * b) / c));
    }

    /** s·a. */
    final double times(double s, double a) {
        return round(round(s) * a);
    }

    /** The square root. */
    final double root(double a) {
        return round(Math.sqrt(a));
    }

    /** The gradient of loss + λθ²/2, where λ is the weight decay. */
    final double decayed(double gradient, double decay, double theta) {
        return decay == 0 ? gradient : add(gradient, decay, theta);
    }
}
