package sinefit.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every implementation against the library it reproduces, and what all of them promise. */
class NormalDrawsTest {
    /** The C library's log, sin and cos are not always correctly rounded; ours are. */
    private static final double UNITS_IN_THE_LAST_PLACE = 1;

    private static final int MANY = 20_000;

    /** Six standard errors of the mean and of the variance of that many normal draws. */
    private static final double SIX_SIGMA_MEAN = 6 / Math.sqrt(MANY);

    private static final double SIX_SIGMA_VARIANCE = 6 * Math.sqrt(2.0 / MANY);

    static Stream<GoldenSeeds.Row> numpyDraws() {
        return GoldenSeeds.rows("numpy_randn");
    }

    static Stream<GoldenSeeds.Row> torchFloat32Draws() {
        return GoldenSeeds.rows("torch_randn");
    }

    static Stream<GoldenSeeds.Row> torchFloat64Draws() {
        return GoldenSeeds.rows("torch_randn64");
    }

    static Stream<Named<LongFunction<NormalDraws>>> implementations() {
        return Stream.of(
                Named.of("NumPy", NumpyNormals::new),
                Named.of("PyTorch float32", seed -> new TorchNormals(seed, true)),
                Named.of("PyTorch float64", seed -> new TorchNormals(seed, false)));
    }

    @ParameterizedTest
    @MethodSource("numpyDraws")
    void numpyDrawsAgreeToOneUnitInTheLastPlace(GoldenSeeds.Row golden) {
        assertAgreesToTheLastPlace(golden, new NumpyNormals(golden.seed()));
    }

    @ParameterizedTest
    @MethodSource("torchFloat64Draws")
    void torchFloat64DrawsAgreeToOneUnitInTheLastPlace(GoldenSeeds.Row golden) {
        assertAgreesToTheLastPlace(golden, new TorchNormals(golden.seed(), false));
    }

    @ParameterizedTest
    @MethodSource("torchFloat32Draws")
    void torchFloat32DrawsAgreeExactly(GoldenSeeds.Row golden) {
        NormalDraws draws = new TorchNormals(golden.seed(), true);
        assertEquals(golden.draws(), first(golden.draws().size(), draws));
    }

    @Test
    void aFloat32DrawIsTheFloat64DrawRounded() {
        NormalDraws single = new TorchNormals(7, true);
        NormalDraws exact = new TorchNormals(7, false);
        for (int i = 0; i < 1000; i++) {
            assertEquals((float) exact.next(), single.next());
        }
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void theSameSeedGivesTheSameDraws(LongFunction<NormalDraws> library) {
        assertEquals(first(2000, library.apply(5)), first(2000, library.apply(5)));
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void anotherSeedGivesOtherDraws(LongFunction<NormalDraws> library) {
        List<Double> low = first(10, library.apply((1L << 31) - 1));
        List<Double> high = first(10, library.apply(1L << 31));
        assertNotEquals(low, high);
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void manyDrawsHaveMeanZeroAndVarianceOne(LongFunction<NormalDraws> library) {
        List<Double> draws = first(MANY, library.apply(2024));
        assertEquals(0, mean(draws.stream().mapToDouble(v -> v)), SIX_SIGMA_MEAN);
        assertEquals(1, mean(draws.stream().mapToDouble(v -> v * v)), SIX_SIGMA_VARIANCE);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1L << 32, Long.MIN_VALUE, Long.MAX_VALUE})
    void aSeedOutsideTheRangeIsRefusedByName(long seed) {
        implementations()
                .forEach(
                        library -> {
                            IllegalArgumentException refusal =
                                    assertThrows(
                                            IllegalArgumentException.class,
                                            () -> library.getPayload().apply(seed));
                            assertEquals(
                                    "seed must be between 0 and 4294967295, but is " + seed,
                                    refusal.getMessage());
                        });
    }

    private static List<Double> first(int count, NormalDraws draws) {
        return DoubleStream.generate(draws::next).limit(count).boxed().toList();
    }

    private static double mean(DoubleStream values) {
        return values.average().orElseThrow();
    }

    private static void assertAgreesToTheLastPlace(GoldenSeeds.Row golden, NormalDraws draws) {
        for (double expected : golden.draws()) {
            double actual = draws.next();
            assertTrue(
                    Math.abs(actual - expected) <= UNITS_IN_THE_LAST_PLACE * Math.ulp(expected),
                    () -> golden + ": expected " + expected + ", but was " + actual);
        }
    }
}
