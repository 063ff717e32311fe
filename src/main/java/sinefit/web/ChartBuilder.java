package sinefit.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import sinefit.model.Reduction;
import sinefit.number.Figures;
import sinefit.plot.FitPlot;
import sinefit.plot.StepPlot;
import sinefit.plot.StepPlot.Spot;
import sinefit.problem.Target;
import sinefit.stream.Walk;
import sinefit.theory.Prediction;
import sinefit.theory.Spectrum;
import sinefit.theory.Unknowable;
import sinefit.training.Recipe;
import sinefit.training.StepValues;
import sinefit.training.TrainingEvent;
import sinefit.web.view.ChartView;
import sinefit.web.view.ChartView.CurveView;
import sinefit.web.view.ChartView.DotView;
import sinefit.web.view.ChartView.RuleView;
import sinefit.web.view.ChartView.WordView;
import sinefit.web.view.Texts;

/** Draws the charts of a run as pictures of their own: always on white, in the light colours. */
final class ChartBuilder {
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

    /** What can be drawn of a run. */
    enum Kind {
        FIT,
        LOSS,
        COEFFICIENTS;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Points of a predicted curve. */
    private static final int FORETOLD = 320;

    private static final int LEFT = 56;
    private static final int RIGHT = 32;
    private static final int WIDTH = LEFT + FitPlot.WIDTH + RIGHT;
    private static final int SMALL = 12;
    private static final int LINES_OF_LINK = 4;
    private static final String DASHED = "6 5";
    private static final String DOTTED = "1 4";
    private static final String FINE = "2 3";

    private final Texts texts;
    private final Recipe recipe;
    private final Optional<Spectrum> spectrum;
    private final Optional<double[]> bottom;
    private final String link;
    private final List<Entry> legend = new ArrayList<>();
    private final List<CurveView> curves = new ArrayList<>();
    private final List<DotView> dots = new ArrayList<>();
    private final List<Tick> across = new ArrayList<>();
    private final List<Tick> up = new ArrayList<>();
    private final Map<String, Double> ends = new LinkedHashMap<>();
    private String upName = "";
    private String acrossName = "";
    private @Nullable String cut;

    /** A tick in units of the plot. */
    private record Tick(double at, String label) {}

    /** A line of the legend. */
    private record Entry(
            String name, String colour, double width, @Nullable String dash, boolean dot) {}

    /**
     * Charts of a run.
     *
     * @param spectrum what theory knows of it
     * @param bottom where its loss is least
     * @param link where the run can be seen, as a person types it; empty if that is not known
     */
    ChartBuilder(
            Texts texts,
            Recipe recipe,
            Optional<Spectrum> spectrum,
            Optional<double[]> bottom,
            String link) {
        this.texts = texts;
        this.recipe = recipe;
        this.spectrum = spectrum;
        this.bottom = bottom;
        this.link = link;
    }

    /** A chart of what was seen of the run. */
    ChartView of(Kind kind, Walk.Seen seen) {
        StepValues last = seen.at().values();
        List<StepValues> rows = new ArrayList<>(seen.rows());
        rows.removeIf(row -> row.step() >= last.step());
        rows.add(last);
        String title =
                switch (kind) {
                    case FIT -> fit(last);
                    case LOSS -> loss(rows);
                    case COEFFICIENTS -> coefficients(rows);
                };
        String lesson = texts.get("lesson." + recipe.preset().slug() + ".name");
        List<String> notes = new ArrayList<>();
        if (seen.at() instanceof TrainingEvent.Diverged) {
            notes.add(texts.get("take.diverged", Figures.whole(last.step())));
        }
        if (cut != null) {
            notes.add(cut);
        }
        return assembled(title, lesson, notes, last);
    }

    private static String colour(String name) {
        String known = COLOURS.get(name);
        return known == null ? "#000" : known;
    }

    // The fit

    private String fit(StepValues last) {
        double min = recipe.settings().get(Recipe.MIN);
        double max = recipe.settings().get(Recipe.MAX);
        Target target = recipe.settings().get(Recipe.TARGET);
        boolean own = recipe.points().isPresent();
        FitPlot plot =
                own
                        ? new FitPlot(recipe.samples().x(), recipe.samples().y())
                        : new FitPlot(min, max, recipe.drawnTarget());
        plot.across().forEach(m -> across.add(new Tick(part(m.at(), FitPlot.WIDTH), m.label())));
        plot.up().forEach(m -> up.add(new Tick(part(m.at(), FitPlot.HEIGHT), m.label())));
        DoubleUnaryOperator fit = curve(last.coefficients());
        String apart = own ? plot.gaps(fit) : plot.between(fit);
        String wash = colour("fit");
        curves.add(
                own
                        ? new CurveView("between", apart, wash, 1, null, null, .4)
                        : new CurveView("between", apart, null, 0, null, wash, .09));
        line("start", plot.path(curve(recipe.start())), "edge", 1.5, DOTTED);
        bottom.ifPresent(best -> line("best", plot.path(curve(best)), "ink-2", 1.5, DASHED));
        if (!own) {
            line("truth", plot.truth(), "truth", 2, null);
        }
        line("fit", plot.path(fit), "fit", 3, null);
        plot.dots()
                .forEach(
                        dot ->
                                dots.add(
                                        new DotView(
                                                part(dot.x(), FitPlot.WIDTH),
                                                part(dot.y(), FitPlot.HEIGHT),
                                                colour("truth"))));
        String name = texts.get("target." + Recipe.TARGET.format(target));
        legend.add(new Entry(name, "truth", 2, null, own));
        String step = Figures.whole(last.step());
        legend.add(new Entry("ŷ, " + texts.get("chart.step", step), "fit", 3, null, false));
        if (bottom.isPresent()) {
            boolean cubic = recipe.isPolynomial() && recipe.polynomial().degree() == 3;
            String best = texts.get(cubic ? "chart.best3" : "chart.best");
            legend.add(new Entry(best, "ink-2", 1.5, DASHED, false));
        }
        legend.add(new Entry(texts.get("chart.start"), "edge", 1.5, DOTTED, false));
        acrossName = "x";
        upName = "y";
        String loss = Figures.amount(last.loss());
        return texts.get("take.title.fit", step, Figures.whole(recipe.steps()), loss);
    }

    private DoubleUnaryOperator curve(double[] theta) {
        double min = recipe.settings().get(Recipe.MIN);
        double max = recipe.settings().get(Recipe.MAX);
        return x -> recipe.model().at(x, min, max, theta);
    }

    private static double part(double percent, int whole) {
        return tenths(whole * percent / 100);
    }

    // The loss

    private String loss(List<StepValues> rows) {
        boolean mean = recipe.reduction() == Reduction.MEAN;
        double each = mean ? recipe.n() : 1;
        ToDoubleFunction<StepValues> sae = row -> row.sae() / each;
        Optional<Double> floor =
                bottom.flatMap(b -> spectrum).map(Spectrum::floor).filter(value -> value > 0);
        double[] all =
                DoubleStream.concat(
                                rows.stream()
                                        .flatMapToDouble(
                                                r ->
                                                        DoubleStream.of(
                                                                r.loss(), sae.applyAsDouble(r))),
                                floor.stream().mapToDouble(value -> value))
                        .filter(value -> value > 0 && Double.isFinite(value))
                        .toArray();
        double least = Arrays.stream(all).min().orElse(1e-4);
        double most = Arrays.stream(all).max().orElse(1);
        StepPlot plot = StepPlot.logarithmic(recipe.steps(), least, most);
        axes(plot);
        String sum = mean ? "1/n Σ" : "Σ";
        floor.ifPresent(
                value -> {
                    List<Spot> level = List.of(new Spot(0, value), new Spot(recipe.steps(), value));
                    line("floor", plot.path(level), "ink-2", 1, FINE);
                });
        Optional<Prediction> known =
                Unknowable.of(recipe, spectrum).isPresent()
                        ? Optional.empty()
                        : spectrum.map(s -> Prediction.of(recipe, s));
        known.ifPresent(p -> line("foretold", plot.path(foretold(p)), "ink-2", 1.5, DASHED));
        line("sae", plot.path(spots(rows, sae)), "ink-2", 1.5, null);
        line("loss", plot.path(spots(rows, StepValues::loss)), "fit", 2.5, null);
        legend.add(new Entry(sum + "(ŷ − y)²", "fit", 2.5, null, false));
        legend.add(new Entry(sum + "|ŷ − y|", "ink-2", 1.5, null, false));
        if (known.isPresent()) {
            legend.add(new Entry(texts.get("take.foretold"), "ink-2", 1.5, DASHED, false));
        }
        floor.ifPresent(
                value -> {
                    boolean cubic = recipe.polynomial().degree() == 3;
                    String name =
                            texts.get(
                                    cubic ? "chart.floor3" : "chart.floor",
                                    Figures.significant(value));
                    legend.add(new Entry(name, "ink-2", 1, FINE, false));
                });
        upName = texts.get("take.axis.loss");
        return stepTitle("take.title.loss", rows);
    }

    private List<Spot> foretold(Prediction prediction) {
        int count = Math.min(recipe.steps(), FORETOLD);
        return IntStream.rangeClosed(0, count)
                .map(i -> (int) ((long) recipe.steps() * i / count))
                .mapToObj(step -> new Spot(step, prediction.lossAt(step)))
                .toList();
    }

    // The coefficients

    private String coefficients(List<StepValues> rows) {
        List<String> names = recipe.model().parameters();
        double[] all =
                rows.stream().flatMapToDouble(r -> Arrays.stream(r.coefficients())).toArray();
        double[] first =
                DoubleStream.concat(
                                Arrays.stream(recipe.start()),
                                bottom.stream().flatMapToDouble(Arrays::stream))
                        .toArray();
        double least = Arrays.stream(first).min().orElse(-1);
        double most = Arrays.stream(first).max().orElse(1);
        double span = Math.max(most - least, 1e-9);
        double low = Arrays.stream(all).min().orElse(least);
        double high = Arrays.stream(all).max().orElse(most);
        // A run that goes far astray leaves the frame; the frame follows a little and then stays.
        boolean astray = low < least - 2 * span || high > most + 2 * span;
        if (astray) {
            cut = texts.get("take.cut");
            low = Math.max(low, least - span);
            high = Math.min(high, most + span);
        }
        StepPlot plot = StepPlot.linear(recipe.steps(), Math.min(low, least), Math.max(high, most));
        axes(plot);
        for (int k = 0; k < names.size(); k++) {
            int place = k;
            String name = names.get(k);
            bottom.ifPresent(
                    best -> {
                        Spot from = new Spot(0, best[place]);
                        Spot to = new Spot(recipe.steps(), best[place]);
                        line(name + "*", plot.path(List.of(from, to)), name, 1, DASHED);
                    });
            line(name, plot.path(spots(rows, row -> row.coefficients()[place])), name, 2, null);
            legend.add(new Entry(name, name, 2, null, false));
            double y = plot.y(rows.get(rows.size() - 1).coefficients()[k]);
            if (y >= 0 && y <= StepPlot.HEIGHT) {
                ends.put(name, y);
            }
        }
        if (bottom.isPresent()) {
            legend.add(new Entry(texts.get("take.best"), "ink-2", 1, DASHED, false));
        }
        upName = "θ";
        return stepTitle("take.title.coefficients", rows);
    }

    // What both have in common

    private String stepTitle(String key, List<StepValues> rows) {
        StepValues last = rows.get(rows.size() - 1);
        return texts.get(
                key,
                Figures.whole(last.step()),
                Figures.whole(recipe.steps()),
                Figures.amount(last.loss()));
    }

    private void axes(StepPlot plot) {
        plot.across().forEach(mark -> across.add(new Tick(tenths(mark.at()), mark.label())));
        plot.up().forEach(mark -> up.add(new Tick(tenths(mark.at()), mark.label())));
        acrossName = texts.get("word.step");
    }

    private static List<Spot> spots(List<StepValues> rows, ToDoubleFunction<StepValues> of) {
        return rows.stream().map(row -> new Spot(row.step(), of.applyAsDouble(row))).toList();
    }

    private void line(String name, String d, String colour, double width, @Nullable String dash) {
        curves.add(new CurveView(name, d, colour(colour), width, dash, null, 1));
    }

    private ChartView assembled(String title, String lesson, List<String> notes, StepValues last) {
        List<WordView> words = new ArrayList<>();
        List<RuleView> samples = new ArrayList<>();
        List<DotView> marks = new ArrayList<>(dots);
        words.add(lettered("title", title, LEFT, 30, 17, 640, "ink"));
        words.add(lettered("under", "Sinefit · " + lesson, LEFT, 50, SMALL, 400, "ink-3"));
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
        List<String> said = Caption.of(recipe, texts);
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
                texts.lang(),
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
                letters(top, last));
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
    private List<WordView> letters(int top, StepValues last) {
        List<WordView> letters = new ArrayList<>();
        double x = LEFT + (double) FitPlot.WIDTH * last.step() / recipe.steps() + 6;
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
