package sinefit.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MersenneTwisterTest {
    @Test
    void theTenThousandthWordIsTheOneTheCppStandardDemands() {
        // ISO C++ [rand.predef]: mt19937, whose default seed is 5489.
        MersenneTwister twister = new MersenneTwister(5489);
        for (int i = 1; i < 10_000; i++) {
            twister.nextInt32();
        }
        assertEquals(4123659995L, Integer.toUnsignedLong(twister.nextInt32()));
    }

    @Test
    void bothKindsOfUniformDoubleStayBelowOneAndUseTwoWords() {
        MersenneTwister numpy = new MersenneTwister(1);
        MersenneTwister torch = new MersenneTwister(1);
        MersenneTwister words = new MersenneTwister(1);
        for (int i = 0; i < 2000; i++) {
            long first = Integer.toUnsignedLong(words.nextInt32());
            long second = Integer.toUnsignedLong(words.nextInt32());
            // The formulas as their authors write them, on unsigned words.
            assertEquals(
                    ((first >> 5) * 67108864.0 + (second >> 6)) / 9007199254740992.0,
                    numpy.nextNumpyDouble());
            assertEquals(
                    Long.remainderUnsigned(first << 32 | second, 1L << 53) / 0x1p53,
                    torch.nextTorchDouble());
        }
    }
}
