package sinefit.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sinefit.number.Figures;

/** Where an axis has its ticks, and what stands at them; as {@code ticks.js} on the live page. */
final class Ticks {
    private static final int MOST = 20;
    private static final double[] STEPS_IN_PI = {0.25, 0.5, 1, 2, 5, 10};

    private Ticks() {}

    /** One tick. */
    record Tick(double value, String label) {}

    /** Round values from min to max, about so many of them. */
    static List<Tick> linear(double min, double max, int about) {
        double step = nice((max - min) / about);
        double first = Math.ceil(min / step - 1e-9);
        List<Tick> ticks = new ArrayList<>();
        for (int k = 0; k < MOST; k++) {
            double value = (first + k) * step;
            if (value > max + step * 1e-9) {
                break;
            }
            double tidy = Math.abs(value) < step / 2 ? 0 : value;
            ticks.add(new Tick(tidy, Figures.tick(tidy)));
        }
        return ticks;
    }

    /** Ticks of the x axis: in π where the interval is, its ends among them; plain otherwise. */
    static List<Tick> interval(double min, double max) {
        if (inPi(min).isPresent() && inPi(max).isPresent()) {
            for (double step : STEPS_IN_PI) {
                double count = (max - min) / (step * Math.PI);
                if (count <= 5.01 && Math.abs(count - Math.rint(count)) < 1e-6) {
                    return multiples(min, step * Math.PI, (int) Math.rint(count));
                }
            }
        }
        return linear(min, max, 4);
    }

    private static List<Tick> multiples(double min, double step, int count) {
        List<Tick> ticks = new ArrayList<>();
        for (int k = 0; k <= count; k++) {
            double value = min + k * step;
            ticks.add(new Tick(value, inPi(value).orElseGet(() -> Figures.tick(value))));
        }
        return ticks;
    }

    /** "π/2" for a multiple of π with a denominator of 1, 2 or 4. */
    static Optional<String> inPi(double value) {
        for (int bottom : new int[] {1, 2, 4}) {
            double top = value / Math.PI * bottom;
            long n = Math.round(top);
            if (Math.abs(top - n) > 1e-9 * Math.max(1, Math.abs(top))) {
                continue;
            }
            if (n == 0) {
                return Optional.of("0");
            }
            String count = Math.abs(n) == 1 ? "" : String.valueOf(Math.abs(n));
            return Optional.of(
                    (n < 0 ? "\u2212" : "") + count + "π" + (bottom == 1 ? "" : "/" + bottom));
        }
        return Optional.empty();
    }

    /** 1, 2 or 5 times a power of ten, at least the value. */
    static double nice(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        double lead = value / power;
        double round = lead <= 1.0000001 ? 1 : lead <= 2.0000001 ? 2 : lead <= 5.0000001 ? 5 : 10;
        return round * power;
    }
}
