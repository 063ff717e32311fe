package sinefit.random;

import java.util.Arrays;

/**
 * What {@code np.random.seed(seed)} followed by {@code np.random.randn()} draws.
 *
 * <pre>
 * repeat  x₁ = 2u − 1,  x₂ = 2u′ − 1,  r² = x₁² + x₂²   until 0 &lt; r² &lt; 1
 * f = √(−2 ln(r²) / r²);   hand out f·x₂, then f·x₁
 * </pre>
 *
 * <p>Order of draws: x₁ is drawn before x₂, but f·x₂ is handed out first; f·x₁ is kept for the next
 * call. {@code np.random.randn(n)} hands out the same numbers as n single calls. NumPy's newer
 * {@code default_rng} is another generator altogether.
 *
 * <p>NumPy takes its logarithm from the C library, here it is correctly rounded. Where the C
 * library's is not, a draw differs from NumPy's by one unit in the last place, sometimes two: about
 * one draw in 2700 with glibc.
 *
 * <p>Source: G. Marsaglia, T. A. Bray, "A convenient method for generating normal variables", SIAM
 * Review 6 (1964); NumPy's {@code legacy_gauss} in {@code legacy-distributions.c}.
 */
public final class NumpyNormals implements NormalDraws {
    private final MersenneTwister twister;
    private final boolean single;
    private double kept;
    private boolean hasKept;

    /**
     * Starts the sequence.
     *
     * @param seed 0 … 2³²−1, as NumPy demands
     * @throws IllegalArgumentException if the seed is outside that range
     */
    public NumpyNormals(long seed) {
        this(seed, false);
    }

    /**
     * Starts the sequence.
     *
     * @param seed 0 … 2³²−1, as NumPy demands
     * @param single whether the draws are rounded to float32
     * @throws IllegalArgumentException if the seed is outside that range
     */
    public NumpyNormals(long seed, boolean single) {
        this(new MersenneTwister(seed), single);
    }

    private NumpyNormals(MersenneTwister twister, boolean single) {
        this.twister = twister;
        this.single = single;
    }

    /**
     * As {@code np.random.permutation(n)}: from the last place on, each is swapped with one at or
     * before it, drawn from as many low bits as are needed until it is not too large.
     */
    @Override
    public int[] permutation(int n) {
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        for (int i = n - 1; i > 0; i--) {
            int mask = (Integer.highestOneBit(i) << 1) - 1;
            int other;
            do {
                other = twister.nextInt32() & mask;
            } while (other > i);
            int moved = order[i];
            order[i] = order[other];
            order[other] = moved;
        }
        return order;
    }

    @Override
    public NormalDraws copy() {
        NumpyNormals copy = new NumpyNormals(twister.copy(), single);
        copy.kept = kept;
        copy.hasKept = hasKept;
        return copy;
    }

    @Override
    public double next() {
        double value = nextDouble();
        return single ? (float) value : value;
    }

    private double nextDouble() {
        if (hasKept) {
            hasKept = false;
            return kept;
        }
        double x1;
        double x2;
        double r2;
        do {
            x1 = 2.0 * twister.nextNumpyDouble() - 1.0;
            x2 = 2.0 * twister.nextNumpyDouble() - 1.0;
            r2 = x1 * x1 + x2 * x2;
        } while (r2 >= 1.0 || r2 == 0.0);
        double f = Math.sqrt(-2.0 * CorrectlyRounded.log(r2) / r2);
        kept = f * x1;
        hasKept = true;
        return f * x2;
    }
}
