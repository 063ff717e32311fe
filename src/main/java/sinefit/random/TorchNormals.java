package sinefit.random;

import java.util.Arrays;

/**
 * What {@code torch.manual_seed(seed)} followed by {@code torch.randn(())} draws on the CPU.
 *
 * <pre>
 * r = √(−2 ln(1 − u₂)),  φ = 2π·u₁;   hand out r·cos φ, then r·sin φ
 * </pre>
 *
 * <p>Order of draws: u₁ before u₂; the cosine first, the sine is kept for the next call. A float32
 * draw is the float64 draw of the same place, rounded: PyTorch computes both in double precision.
 * {@code torch.randn(n)} agrees with n scalar draws below 16 elements; from 16 on PyTorch fills the
 * tensor in another way, which this class does not reproduce.
 *
 * <p>PyTorch takes logarithm, sine and cosine from the C library, here they are correctly rounded.
 * Where the C library's are not, a float64 draw differs from PyTorch's by one unit in the last
 * place, sometimes two: about one draw in 600 with glibc. In float32 the rounding hides that
 * difference.
 *
 * <p>Source: G. E. P. Box, M. E. Muller, "A note on the generation of random normal deviates",
 * Annals of Mathematical Statistics 29 (1958); PyTorch's {@code normal_distribution} in {@code
 * DistributionsHelper.h}.
 */
public final class TorchNormals implements NormalDraws {
    private static final int LOW_24_BITS = (1 << 24) - 1;

    private final MersenneTwister twister;
    private final boolean single;
    private double kept;
    private boolean hasKept;

    /**
     * Starts the sequence.
     *
     * @param seed 0 … 2³²−1; PyTorch takes wider seeds, but uses their lowest 32 bits only
     * @param single whether the draws are float32 ({@code torch.randn(())}) or float64 ({@code
     *     torch.randn((), dtype=torch.float64)})
     * @throws IllegalArgumentException if the seed is outside that range
     */
    public TorchNormals(long seed, boolean single) {
        this(new MersenneTwister(seed), single);
    }

    private TorchNormals(MersenneTwister twister, boolean single) {
        this.twister = twister;
        this.single = single;
    }

    /**
     * The start of {@code torch.nn.Linear(features, 1)}, whose weights are drawn first, then the
     * bias: evenly between ±1/√features, a float32 from 24 random bits, a float64 from 53. Product
     * and sum are rounded once, as PyTorch's builds for today's processors do.
     *
     * @return the bias, then the weights
     */
    public double[] linear(int features) {
        double[] start = new double[features + 1];
        double gain = Math.sqrt(2 / (1 + Math.sqrt(5) * Math.sqrt(5)));
        for (int k = 1; k <= features; k++) {
            start[k] = nextUniform(Math.sqrt(3) * (gain / Math.sqrt(features)));
        }
        start[0] = nextUniform(features == 0 ? 0 : 1 / Math.sqrt(features));
        return start;
    }

    private double nextUniform(double bound) {
        if (!single) {
            return Math.fma(twister.nextTorchDouble(), bound + bound, -bound);
        }
        float share = (twister.nextInt32() & LOW_24_BITS) * 0x1p-24f;
        return Math.fma(share, (float) bound + (float) bound, -(float) bound);
    }

    /** As {@code torch.randperm(n)}: from the first place on, each is swapped with a later one. */
    @Override
    public int[] permutation(int n) {
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        for (int i = 0; i < n - 1; i++) {
            int other = i + Integer.remainderUnsigned(twister.nextInt32(), n - i);
            int moved = order[i];
            order[i] = order[other];
            order[other] = moved;
        }
        return order;
    }

    @Override
    public NormalDraws copy() {
        TorchNormals copy = new TorchNormals(twister.copy(), single);
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
        double u1 = twister.nextTorchDouble();
        double u2 = twister.nextTorchDouble();
        // u₂ is a multiple of 2⁻⁵³ below 1, so 1 − u₂ is exact and never 0.
        double r = Math.sqrt(-2.0 * CorrectlyRounded.log(1.0 - u2));
        double angle = 2.0 * Math.PI * u1;
        kept = r * CorrectlyRounded.sin(angle);
        hasKept = true;
        return r * CorrectlyRounded.cos(angle);
    }
}
