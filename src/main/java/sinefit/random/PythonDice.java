package sinefit.random;

/**
 * What {@code random.seed(seed)} followed by {@code random.randint(4, 6)} draws in Python: two
 * random bits, again until they are below 3, and 4 added.
 */
public final class PythonDice {
    private final MersenneTwister twister;

    /**
     * Starts the sequence.
     *
     * @param seed 0 … 2³²−1; Python takes wider seeds
     */
    public PythonDice(long seed) {
        this(MersenneTwister.ofArray(seed));
    }

    private PythonDice(MersenneTwister twister) {
        this.twister = twister;
    }

    /** The next number: 4, 5 or 6. */
    public int next() {
        int bits;
        do {
            bits = twister.nextInt32() >>> 30;
        } while (bits == 3);
        return 4 + bits;
    }

    /** A sequence that goes on from here by itself. */
    public PythonDice copy() {
        return new PythonDice(twister.copy());
    }
}
