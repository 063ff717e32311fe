package sinefit.random;

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
        twister = new MersenneTwister(seed);
        this.single = single;
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
