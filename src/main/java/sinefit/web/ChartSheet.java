package sinefit.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sinefit.plot.FitPlot;
import sinefit.web.view.ChartView;
import sinefit.web.view.ChartView.CurveView;
import sinefit.web.view.ChartView.DotView;
import sinefit.web.view.ChartView.RuleView;
import sinefit.web.view.ChartView.WordView;

/**
 * The sheet that a chart stands on: title, legend, plot with its axes, caption and link, laid out
 * one below another. Always on white, in the light colours. Lengths are pixels; y points down.
 */
final class ChartSheet {
    /** The colours of the light theme, by their names in {@code tokens.css}. */
    static final Map<String, String> COLOURS =
            Map.ofEntries(
                    Map.entry("surface", "#fff"),
                    Map.entry("line", "#e3e1da"),
                    Map.entry("edge", "#8b8982"),
                    Map.entry("ink", "#1a1c20"),
                    Map.entry("ink-2", "#474a51"),
                    Map.entry("ink-3", "#63666d"),
                    Map.entry("bad", "#a8231a"),
                    Map.entry("truth", "#1d63d1"),
                    Map.entry("fit", "#c92a1e"),
                    Map.entry("a", "#5a3d00"),
                    Map.entry("b", "#00696b"),
                    Map.entry("c", "#4a1fb0"),
                    Map.entry("d", "#7d0050"),
                    Map.entry("e", "#2d5016"),
                    Map.entry("f", "#8a3800"),
                    Map.entry("g", "#1f4468"),
                    Map.entry("h", "#5f5200"),
                    Map.entry("i", "#713f5e"),
                    Map.entry("j", "#3f4a4f"));

    private static final int LEFT = 56;
    private static final int RIGHT = 32;
    private static final int WIDTH = LEFT + FitPlot.WIDTH + RIGHT;
    private static final int SMALL = 12;
    private static final int LINES_OF_LINK = 4;

    private final List<Entry> legend = new ArrayList<>();
    private final List<CurveView> curves = new ArrayList<>();
    private final List<DotView> dots = new ArrayList<>();
    private final List<Tick> across = new ArrayList<>();
    private final List<Tick> up = new ArrayList<>();
    private final Map<String, Double> ends = new LinkedHashMap<>();
    private String upName = "";
    private String acrossName = "";

    /** A tick in units of the plot. */
    private record Tick(double at, String label) {}

    /** A line of the legend. */
    private record Entry(
            String name, String colour, double width, @Nullable String dash, boolean dot) {}

    private static String colour(String name) {
        String known = COLOURS.get(name);
        return known == null ? "#000" : known;
    }

    /** A tick on the axis below, so far from the plot's left edge. */
    void across(double at, String label) {
        across.add(new Tick(tenths(at), label));
    }

    /** A tick on the axis at the left, so far below the plot's upper edge. */
    void up(double at, String label) {
        up.add(new Tick(tenths(at), label));
    }

    /** What the axes measure. */
    void axes(String acrossIs, String upIs) {
        acrossName = acrossIs;
        upName = upIs;
    }

    /** A line through the plot, in a colour by its name; {@code d} as in SVG. */
    void line(String name, String d, String colour, double width, @Nullable String dash) {
        curves.add(new CurveView(name, d, colour(colour), width, dash, null, 1));
    }

    /** What lies between two lines: an area, or strokes of one point each. */
    void between(String d, String colour, boolean strokes) {
        String wash = colour(colour);
        curves.add(
                strokes
                        ? new CurveView("between", d, wash, 1, null, null, .4)
                        : new CurveView("between", d, null, 0, null, wash, .09));
    }

    /** A point of the plot. */
    void dot(double x, double y, String colour) {
        dots.add(new DotView(tenths(x), tenths(y), colour(colour)));
    }

    /** A line of the legend. */
    void legend(String name, String colour, double width, @Nullable String dash) {
        legend.add(new Entry(name, colour, width, dash, false));
    }

    /** A line of the legend for points. */
    void legendOfDots(String name, String colour) {
        legend.add(new Entry(name, colour, 0, null, true));
    }

    /** The name of a line at its end, so far below the plot's upper edge. */
    void end(String name, double y) {
        ends.put(name, y);
    }

    /**
     * The picture.
     *
     * @param lang the language of its words
     * @param title what it shows
     * @param under what stands below that, smaller
     * @param notes what must not be overlooked
     * @param said the recipe in words
     * @param link where the run can be seen; empty if that is not known
     * @param reached how far across the lines go, of the plot's width: where their names stand
     */
    ChartView view(
            String lang,
            String title,
            String under,
            List<String> notes,
            List<String> said,
            String link,
            double reached) {
        List<WordView> words = new ArrayList<>();
        List<RuleView> samples = new ArrayList<>();
        List<DotView> marks = new ArrayList<>(dots);
        words.add(lettered("title", title, LEFT, 30, 17, 640, "ink"));
        words.add(lettered("under", under, LEFT, 50, SMALL, 400, "ink-3"));
        int y = 50;
        for (String note : notes) {
            for (String piece : Wrapping.lines(List.of(note), " ", FitPlot.WIDTH, SMALL)) {
                y += 18;
                words.add(lettered("note", piece, LEFT, y, SMALL, 600, "bad"));
            }
        }
        y = legend(words, samples, y + 24);
        int top = y + 34;
        words.add(lettered("axis", upName, LEFT, top - 10, SMALL, 400, "ink-3"));
        if (legend.stream().anyMatch(Entry::dot)) {
            marks.addAll(legendDots(samples, top));
        }
        int foot = top + FitPlot.HEIGHT;
        List<RuleView> rules = new ArrayList<>();
        for (Tick tick : up) {
            String stroke = colour(tick.label().equals("0") ? "edge" : "line");
            double at = top + tick.at();
            rules.add(new RuleView(LEFT, at, LEFT + FitPlot.WIDTH, at, stroke, 1, null));
            words.add(tick(tick.label(), LEFT - 8, at + 4, "end"));
        }
        rules.add(new RuleView(LEFT, foot, LEFT + FitPlot.WIDTH, foot, colour("edge"), 1, null));
        for (Tick tick : across) {
            words.add(tick(tick.label(), LEFT + tick.at(), foot + 18, "middle"));
        }
        words.add(tick(acrossName, LEFT + FitPlot.WIDTH, foot + 36, "end"));
        y = foot + 44;
        for (String piece : Wrapping.lines(said, " · ", FitPlot.WIDTH, SMALL)) {
            y += 18;
            words.add(lettered("caption", piece, LEFT, y, SMALL, 400, "ink-2"));
        }
        y += 4;
        for (String piece : Wrapping.cut(link, FitPlot.WIDTH, SMALL, LINES_OF_LINK)) {
            y += 18;
            words.add(lettered("link", piece, LEFT, y, SMALL, 400, "ink-3"));
        }
        String description = String.join(" · ", said) + (link.isEmpty() ? "" : " · " + link);
        return new ChartView(
                lang,
                title,
                description,
                WIDTH,
                y + 24,
                colour("surface"),
                LEFT,
                top,
                rules,
                curves,
                marks,
                samples.stream().filter(sample -> sample.width() > 0).toList(),
                words,
                letters(top, reached));
    }

    /**
     * Samples of the lines with their names, in as many rows as it takes; the last one's height.
     */
    private int legend(List<WordView> words, List<RuleView> samples, int from) {
        int y = from;
        double x = LEFT;
        for (Entry entry : legend) {
            double width = 32 + Wrapping.width(entry.name(), SMALL) + 18;
            if (x + width > LEFT + FitPlot.WIDTH + RIGHT && x > LEFT) {
                x = LEFT;
                y += 20;
            }
            String stroke = colour(entry.colour());
            double thick = entry.dot() ? 0 : entry.width();
            samples.add(new RuleView(x, y - 4, x + 24, y - 4, stroke, thick, entry.dash()));
            words.add(lettered("legend", entry.name(), x + 32, y, SMALL, 500, entry.colour()));
            x += width;
        }
        return y;
    }

    /** In place of a line's sample a point, where points are fitted. */
    private List<DotView> legendDots(List<RuleView> samples, int top) {
        return samples.stream()
                .filter(sample -> sample.width() == 0)
                .map(
                        sample ->
                                new DotView(
                                        sample.x1() + 12 - LEFT,
                                        sample.y1() - top,
                                        sample.stroke()))
                .toList();
    }

    /** The names at the ends of the lines, one below another. */
    private List<WordView> letters(int top, double reached) {
        List<WordView> letters = new ArrayList<>();
        double x = LEFT + FitPlot.WIDTH * reached + 6;
        double free = Double.NEGATIVE_INFINITY;
        List<Map.Entry<String, Double>> sorted =
                ends.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
        for (Map.Entry<String, Double> end : sorted) {
            double y = Math.max(end.getValue() + 5, free);
            free = y + 14;
            String fill = colour(end.getKey());
            double at = tenths(top + y);
            letters.add(
                    new WordView(
                            "letter", end.getKey(), tenths(x), at, 16, 400, fill, "start", true));
        }
        return letters;
    }

    private static WordView lettered(
            String kind, String text, double x, double y, int size, int weight, String colour) {
        return new WordView(kind, text, x, y, size, weight, colour(colour), "start", false);
    }

    private static WordView tick(String text, double x, double y, String anchor) {
        return new WordView("tick", text, x, y, SMALL, 400, colour("ink-3"), anchor, false);
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
