package sinefit.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FitPlotTest {
    private static final FitPlot SINE = new FitPlot(-Math.PI, Math.PI, Math::sin);
    private static final Pattern PATH =
            Pattern.compile("(?:M\\d+(\\.\\d)? \\d+(\\.\\d)?( \\d+(\\.\\d)? \\d+(\\.\\d)?)*)*Z?");

    private static void inside(String path) {
        assertTrue(PATH.matcher(path).matches(), path);
        String[] numbers = path.replaceAll("[MZ]", " ").trim().split(" +");
        for (int i = 0; i + 1 < numbers.length; i += 2) {
            assertTrue(Double.parseDouble(numbers[i]) <= FitPlot.WIDTH, path);
            assertTrue(Double.parseDouble(numbers[i + 1]) <= FitPlot.HEIGHT, path);
        }
    }

    @Test
    void whateverACurveDoesItsPathStaysInTheDrawing() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            double size = Math.pow(10, 620 * random.nextDouble() - 310);
            double bend = random.nextGaussian();
            DoubleUnaryOperator curve = x -> size * (random.nextGaussian() + bend * x * x * x);
            inside(SINE.path(curve));
            inside(SINE.between(curve));
        }
    }

    @Test
    void notANumberAndInfinityAreJustFarAway() {
        for (double value : List.of(Double.NaN, 1 / 0.0, -1 / 0.0, 1e308)) {
            assertEquals("", SINE.path(x -> value));
            inside(SINE.between(x -> value));
            assertTrue(SINE.end(x -> value, 1, 0).isEmpty());
        }
        inside(SINE.path(x -> x < 0 ? Double.NaN : x));
    }

    @Test
    void aCurveIsCutWhereItCrossesTheEdge() {
        // From below the frame to above it: one piece, from the bottom edge to the top one.
        String path = new FitPlot(-1, 1, x -> x).path(x -> 10 * x);
        assertTrue(path.matches("M\\d+(\\.\\d)? 280 .* 0"), path);
        assertEquals(1, path.chars().filter(c -> c == 'M').count());
        // Up and down again: two pieces.
        String bow = new FitPlot(-1, 1, x -> x).path(x -> 2 - 4 * x * x);
        assertEquals(2, bow.chars().filter(c -> c == 'M').count());
    }

    @Test
    void theTruthIsAlwaysDrawnWhole() {
        for (DoubleUnaryOperator truth :
                List.<DoubleUnaryOperator>of(
                        Math::abs, Math::exp, Math::tanh, Math::signum, x -> 2)) {
            String path = new FitPlot(-3, 3, truth).truth();
            inside(path);
            assertTrue(path.startsWith("M0 ") && path.contains(" 640 "), path);
        }
    }

    @Test
    void marksLieOnTheAxes() {
        assertEquals(
                List.of("0.0 −π", "25.0 −π/2", "50.0 0", "75.0 π/2", "100.0 π"),
                SINE.across().stream().map(mark -> mark.at() + " " + mark.label()).toList());
        assertEquals(List.of("−1", "0", "1"), SINE.up().stream().map(FitPlot.Mark::label).toList());
    }

    @Test
    void namesStandWhereACurveLeavesOrEnds() {
        FitPlot.Place start = SINE.end(x -> 0.2 + 3 * x * x, -1, 0.1).orElseThrow();
        assertEquals(-1, start.exit());
        assertTrue(start.x() > 35 && start.x() < 50, "" + start);
        FitPlot.Place end = SINE.end(x -> 0.5, 1, 0.1).orElseThrow();
        assertEquals(new FitPlot.Place(100, end.y(), 0), end);
        assertEquals(75, SINE.peak().x());
        assertEquals(1, new FitPlot(-1, 1, Math::exp).peak().rises());
    }
}
