package sinefit.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import sinefit.plot.StepPlot.Mark;
import sinefit.plot.StepPlot.Spot;

class StepPlotTest {
    private static final Pattern NUMBER = Pattern.compile("-?[\\d.]+(?:E-?\\d+)?");

    @Test
    void aLogAxisHasWholeDecades() {
        StepPlot plot = StepPlot.logarithmic(1000, 8.8, 44_000);
        assertEquals(
                List.of("1", "10", "100", "10³", "10⁴", "10⁵"),
                plot.up().stream().map(Mark::label).toList());
        assertEquals(StepPlot.HEIGHT, plot.y(1));
        assertEquals(0, plot.y(1e5), 1e-9);
        assertEquals(StepPlot.HEIGHT / 2.0, plot.y(Math.pow(10, 2.5)), 1e-9);
        assertEquals(StepPlot.WIDTH / 4.0, plot.x(250));
    }

    @Test
    void theAxisOfStepsHasWholeNumbers() {
        assertEquals(
                List.of("0", "1"),
                StepPlot.linear(1, 0, 1).across().stream().map(Mark::label).toList());
    }

    @Test
    void aLineIsCutAtTheEdgeAndBrokenWhereThereIsNoValue() {
        StepPlot plot = StepPlot.logarithmic(4, 1, 100);
        assertEquals("M0.0 280.0 160.0 140.0", plot.path(List.of(new Spot(0, 1), new Spot(1, 10))));
        assertEquals(
                "M0.0 140.0 160.0 0.0", plot.path(List.of(new Spot(0, 10), new Spot(2, 1000))));
        List<Spot> broken =
                List.of(
                        new Spot(0, 1),
                        new Spot(1, 1),
                        new Spot(2, Double.NaN),
                        new Spot(3, 1),
                        new Spot(4, 1));
        assertEquals("M0.0 280.0 160.0 280.0M480.0 280.0 640.0 280.0", plot.path(broken));
    }

    @Test
    void whatSwingsFromSideToSideDoesNotFillTheFrame() {
        StepPlot plot = StepPlot.linear(3, -1, 1);
        assertEquals("", plot.path(List.of(new Spot(0, -9), new Spot(1, 9), new Spot(2, -9))));
    }

    @Property
    void whateverComesStaysInsideAndFinite(
            @ForAll double a, @ForAll double b, @ForAll double c, @ForAll boolean log) {
        StepPlot plot = log ? StepPlot.logarithmic(2, 1e-3, 1e300) : StepPlot.linear(2, -1, 1);
        String path = plot.path(List.of(new Spot(0, a), new Spot(1, b), new Spot(2, c)));
        assertTrue(!path.contains("NaN") && !path.contains("Inf"), path);
        List<Double> numbers =
                NUMBER.matcher(path).results().map(r -> Double.valueOf(r.group())).toList();
        for (int i = 0; i < numbers.size(); i++) {
            double most = i % 2 == 0 ? StepPlot.WIDTH : StepPlot.HEIGHT;
            assertTrue(numbers.get(i) >= 0 && numbers.get(i) <= most, path);
        }
    }
}
