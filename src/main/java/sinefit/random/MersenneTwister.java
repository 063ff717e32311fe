package sinefit.random;

/**
 * MT19937, the generator behind NumPy's legacy functions and PyTorch's CPU generator, and the two
 * ways they make a number in [0, 1) of its words.
 *
 * <p>Source: M. Matsumoto, T. Nishimura, "Mersenne Twister: a 623-dimensionally equidistributed
 * uniform pseudo-random number generator", ACM TOMACS 8 (1998); seeded by the authors' {@code
 * init_genrand} of 2002.
 */
final class MersenneTwister {
    private static final long MAX_SEED = (1L << 32) - 1;
    private static final int WORDS = 624;
    private static final int SHIFT = 397;
    private static final int TWIST = 0x9908b0df;
    private static final int UPPER_BIT = 0x80000000;
    private static final int LOWER_BITS = 0x7fffffff;
    private static final long LOW_53_BITS = (1L << 53) - 1;

    private final int[] state;
    private int position = WORDS;

    /**
     * The generator after {@code init_genrand(seed)}.
     *
     * @param seed 0 … 2³²−1
     * @throws IllegalArgumentException if the seed is outside that range
     */
    MersenneTwister(long seed) {
        if (!(seed >= 0 && seed <= MAX_SEED)) {
            throw new IllegalArgumentException(
                    "seed must be between 0 and " + MAX_SEED + ", but is " + seed);
        }
        state = new int[WORDS];
        // The reference is in unsigned 32-bit words; int wraps the same way, as long as shifts are
        // unsigned.
        state[0] = (int) seed;
        for (int i = 1; i < WORDS; i++) {
            int previous = state[i - 1];
            state[i] = 1812433253 * (previous ^ (previous >>> 30)) + i;
        }
    }

    private MersenneTwister(int[] state, int position) {
        this.state = state;
        this.position = position;
    }

    /**
     * The generator after {@code init_by_array} of one word, as Python seeds it.
     *
     * @param seed 0 … 2³²−1
     */
    static MersenneTwister ofArray(long seed) {
        MersenneTwister twister = new MersenneTwister(19650218);
        int[] words = twister.state;
        int i = 1;
        for (int k = 0; k < WORDS; k++) {
            int mixed = (words[i - 1] ^ (words[i - 1] >>> 30)) * 1664525;
            words[i] = (words[i] ^ mixed) + (int) seed;
            i = following(words, i);
        }
        for (int k = 0; k < WORDS - 1; k++) {
            int mixed = (words[i - 1] ^ (words[i - 1] >>> 30)) * 1566083941;
            words[i] = (words[i] ^ mixed) - i;
            i = following(words, i);
        }
        words[0] = UPPER_BIT;
        return twister;
    }

    /** The next place but the first, which only carries the last word over. */
    private static int following(int[] words, int i) {
        if (i < WORDS - 1) {
            return i + 1;
        }
        words[0] = words[WORDS - 1];
        return 1;
    }

    /** A generator that goes on from here by itself. */
    MersenneTwister copy() {
        return new MersenneTwister(state.clone(), position);
    }

    /** The next word: 32 random bits, the sign bit being one of them. */
    int nextInt32() {
        if (position == WORDS) {
            twist();
            position = 0;
        }
        int y = state[position++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }

    /**
     * A multiple of 2⁻⁵³ in [0, 1), from 27 bits of one word and 26 of the next, as NumPy's {@code
     * random_double} makes it ({@code genrand_res53} of the authors).
     */
    double nextNumpyDouble() {
        int high = nextInt32() >>> 5;
        int low = nextInt32() >>> 6;
        return (high * 0x1p26 + low) * 0x1p-53;
    }

    /**
     * A multiple of 2⁻⁵³ in [0, 1), as PyTorch makes it: the low 53 bits of {@code random64}, whose
     * upper half is drawn first.
     */
    double nextTorchDouble() {
        long high = nextInt32();
        long low = Integer.toUnsignedLong(nextInt32());
        return ((high << 32 | low) & LOW_53_BITS) * 0x1p-53;
    }

    private void twist() {
        for (int i = 0; i < WORDS; i++) {
            int y = (state[i] & UPPER_BIT) | (state[(i + 1) % WORDS] & LOWER_BITS);
            int twisted = (y >>> 1) ^ ((y & 1) == 0 ? 0 : TWIST);
            state[i] = state[(i + SHIFT) % WORDS] ^ twisted;
        }
    }
}
