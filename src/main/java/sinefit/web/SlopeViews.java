package sinefit.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import sinefit.graph.SlopeCheck;
import sinefit.graph.SlopeCheck.Point;
import sinefit.number.Figures;
import sinefit.problem.Formula;
import sinefit.web.view.FormView.Hidden;
import sinefit.web.view.TapeView.SlopePlotView;
import sinefit.web.view.TapeView.SlopeView;
import sinefit.web.view.Texts;

/** What a learner says P₃′ is, and what comes of checking it. */
final class SlopeViews {
    /** The key of the page under which it is sent. */
    static final String KEY = "slope";

    /** The heights that the drawing shows; P₃′ goes from −1.5 to 6. */
    private static final double LOW = -4;

    private static final double HIGH = 8;

    private SlopeViews() {}

    /** What was typed, if anything, checked. */
    static SlopeView of(Map<String, List<String>> query, Texts texts) {
        List<Hidden> kept =
                query.entrySet().stream()
                        .filter(e -> !e.getKey().equals(KEY))
                        .flatMap(e -> e.getValue().stream().map(v -> new Hidden(e.getKey(), v)))
                        .toList();
        String typed = query.getOrDefault(KEY, List.of("")).get(0);
        if (typed.isBlank()) {
            return new SlopeView("", null, null, false, null, null, kept);
        }
        try {
            SlopeCheck check = SlopeCheck.of(Formula.parse(typed, "z"));
            return new SlopeView(
                    typed,
                    null,
                    texts.get(check.passes() ? "tape.slope.passes" : "tape.slope.fails"),
                    check.passes(),
                    detail(check, texts),
                    plot(check),
                    kept);
        } catch (Formula.Unreadable e) {
            return new SlopeView(
                    typed, error(typed, e.place(), texts), null, false, null, null, kept);
        }
    }

    private static String error(String typed, int place, Texts texts) {
        if (typed.length() > Formula.LONGEST) {
            return texts.get("tape.slope.long", Formula.LONGEST);
        }
        return place > typed.length()
                ? texts.get("tape.slope.end")
                : texts.get("tape.slope.unreadable", place, typed.charAt(place - 1));
    }

    private static String detail(SlopeCheck check, Texts texts) {
        Point worst = check.worst();
        String z = Figures.significant(worst.z());
        if (check.passes()) {
            return texts.get(
                    "tape.slope.close",
                    check.points().size(),
                    Figures.significant(worst.error()),
                    Figures.significant(check.fromDifferences()));
        }
        if (!Double.isFinite(worst.typed())) {
            return texts.get("tape.slope.nowhere", z, Figures.significant(worst.tape()));
        }
        return texts.get(
                "tape.slope.worst",
                z,
                Figures.significant(worst.typed()),
                Figures.significant(worst.tape()),
                Figures.significant(worst.error()));
    }

    private static SlopePlotView plot(SlopeCheck check) {
        return new SlopePlotView(
                path(check, Point::tape),
                path(check, Point::typed),
                plain(height(0)),
                check.passes() ? null : plain(50 * (check.worst().z() + 1)) + "%");
    }

    /** A curve in the box, left out where it is no number and held at the box's ends. */
    private static String path(SlopeCheck check, ToDoubleFunction<Point> value) {
        boolean[] drawing = new boolean[1];
        return check.points().stream()
                .map(
                        point -> {
                            double y = value.applyAsDouble(point);
                            boolean begins = !drawing[0];
                            drawing[0] = Double.isFinite(y);
                            return drawing[0]
                                    ? (begins ? "M" : "L")
                                            + plain(100 * (point.z() + 1))
                                            + " "
                                            + plain(height(y))
                                    : "";
                        })
                .collect(Collectors.joining());
    }

    private static double height(double y) {
        double held = Math.max(2 * LOW, Math.min(2 * HIGH, y));
        return 100 * (HIGH - held) / (HIGH - LOW);
    }

    private static String plain(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
    }
}
