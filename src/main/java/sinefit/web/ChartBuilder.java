package sinefit.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
import sinefit.theory.Resolution;
import sinefit.theory.Spectrum;
import sinefit.theory.Unknowable;
import sinefit.training.Recipe;
import sinefit.training.StepValues;
import sinefit.training.TrainingEvent;
import sinefit.web.view.ChartView;
import sinefit.web.view.Texts;

/** Draws the charts of a run as pictures of their own: what is in them, on a {@link ChartSheet}. */
final class ChartBuilder {
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

    private static final String DASHED = "6 5";
    private static final String DOTTED = "1 4";
    private static final String FINE = "2 3";

    private final Texts texts;
    private final Recipe recipe;
    private final Optional<Spectrum> spectrum;
    private final Optional<double[]> bottom;
    private final String link;
    private final ChartSheet sheet = new ChartSheet();
    private @Nullable String cut;

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
        if (seen.at() instanceof TrainingEvent.Diverged diverged) {
            notes.add(new Endings(texts, recipe, diverged, spectrum).note());
        }
        if (cut != null) {
            notes.add(cut);
        }
        return sheet.view(
                texts.lang(),
                title,
                "Sinefit · " + lesson,
                notes,
                Caption.of(recipe, texts),
                link,
                (double) last.step() / recipe.steps());
    }

    // The fit

    private String fit(StepValues last) {
        Target target = recipe.settings().get(Recipe.TARGET);
        boolean own = recipe.points().isPresent();
        FitPlot plot = Cards.plot(recipe);
        plot.across().forEach(m -> sheet.across(part(m.at(), FitPlot.WIDTH), m.label()));
        plot.up().forEach(m -> sheet.up(part(m.at(), FitPlot.HEIGHT), m.label()));
        DoubleUnaryOperator fit = curve(last.coefficients());
        String apart = own ? plot.gaps(fit) : plot.between(fit);
        sheet.between(apart, "fit", own);
        sheet.line("start", plot.path(curve(recipe.start())), "edge", 1.5, DOTTED);
        bottom.ifPresent(best -> sheet.line("best", plot.path(curve(best)), "ink-2", 1.5, DASHED));
        if (!own) {
            sheet.line("truth", plot.truth(), "truth", 2, null);
        }
        sheet.line("fit", plot.path(fit), "fit", 3, null);
        plot.dots()
                .forEach(
                        dot ->
                                sheet.dot(
                                        part(dot.x(), FitPlot.WIDTH),
                                        part(dot.y(), FitPlot.HEIGHT),
                                        "truth"));
        String name = texts.get("target." + Recipe.TARGET.format(target));
        if (own) {
            sheet.legendOfDots(name, "truth");
        } else {
            sheet.legend(name, "truth", 2, null);
        }
        String step = Figures.whole(last.step());
        sheet.legend("ŷ, " + texts.get("chart.step", step), "fit", 3, null);
        if (bottom.isPresent()) {
            boolean cubic = recipe.isPolynomial() && recipe.polynomial().degree() == 3;
            String best = texts.get(cubic ? "chart.best3" : "chart.best");
            sheet.legend(best, "ink-2", 1.5, DASHED);
        }
        sheet.legend(texts.get("chart.start"), "edge", 1.5, DOTTED);
        sheet.axes("x", "y");
        String loss = Figures.amount(last.loss());
        return texts.get("take.title.fit", step, Figures.whole(recipe.steps()), loss);
    }

    private DoubleUnaryOperator curve(double[] theta) {
        double min = recipe.settings().get(Recipe.MIN);
        double max = recipe.settings().get(Recipe.MAX);
        return x -> recipe.model().at(x, min, max, theta);
    }

    private static double part(double percent, int whole) {
        return whole * percent / 100;
    }

    // The loss

    private String loss(List<StepValues> rows) {
        boolean mean = recipe.reduction() == Reduction.MEAN;
        double each = mean ? recipe.n() : 1;
        Resolution rounding = Resolution.of(recipe, spectrum);
        ToDoubleFunction<StepValues> loss = row -> measured(row.loss(), rounding.loss());
        ToDoubleFunction<StepValues> sae = row -> measured(row.sae() / each, rounding.sae());
        Optional<Double> floor =
                bottom.flatMap(b -> spectrum).map(Spectrum::floor).filter(value -> value > 0);
        double[] all =
                DoubleStream.concat(
                                rows.stream()
                                        .flatMapToDouble(
                                                r ->
                                                        DoubleStream.of(
                                                                loss.applyAsDouble(r),
                                                                sae.applyAsDouble(r))),
                                floor.stream().mapToDouble(value -> value))
                        .filter(value -> value > 0 && Double.isFinite(value))
                        .toArray();
        double least = Arrays.stream(all).min().orElse(1e-4);
        double most = Arrays.stream(all).max().orElse(1);
        StepPlot plot = StepPlot.logarithmic(recipe.steps(), least, most);
        ticks(plot);
        String sum = mean ? "1/n Σ" : "Σ";
        floor.ifPresent(
                value -> {
                    List<Spot> level = List.of(new Spot(0, value), new Spot(recipe.steps(), value));
                    sheet.line("floor", plot.path(level), "ink-2", 1, FINE);
                });
        Optional<Prediction> known =
                Unknowable.of(recipe, spectrum).isPresent()
                        ? Optional.empty()
                        : spectrum.map(s -> Prediction.of(recipe, s));
        known.map(p -> plot.path(foretold(p, rounding.loss())))
                .ifPresent(path -> sheet.line("foretold", path, "ink-2", 1.5, DASHED));
        sheet.line("sae", plot.path(spots(rows, sae)), "ink-2", 1.5, null);
        sheet.line("loss", plot.path(spots(rows, loss)), "fit", 2.5, null);
        sheet.legend(sum + "(ŷ − y)²", "fit", 2.5, null);
        sheet.legend(sum + "|ŷ − y|", "ink-2", 1.5, null);
        if (known.isPresent()) {
            sheet.legend(texts.get("take.foretold"), "ink-2", 1.5, DASHED);
        }
        floor.ifPresent(
                value -> {
                    boolean cubic = recipe.polynomial().degree() == 3;
                    String name =
                            texts.get(
                                    cubic ? "chart.floor3" : "chart.floor",
                                    Figures.significant(value));
                    sheet.legend(name, "ink-2", 1, FINE);
                });
        sheet.axes(texts.get("word.step"), texts.get("take.axis.loss"));
        double end = rows.get(rows.size() - 1).loss();
        if (end <= rounding.loss()) {
            String told = end == 0 ? "chart.nothing" : "chart.rounding";
            cut = texts.get("word.loss") + " " + texts.get(told, Figures.amount(end));
        }
        return stepTitle("take.title.loss", rows);
    }

    /** A value; NaN, which leaves a gap, where it is nothing but rounding. */
    private static double measured(double value, double resolution) {
        return value > resolution ? value : Double.NaN;
    }

    private List<Spot> foretold(Prediction prediction, double resolution) {
        int count = Math.min(recipe.steps(), FORETOLD);
        return IntStream.rangeClosed(0, count)
                .map(i -> (int) ((long) recipe.steps() * i / count))
                .mapToObj(s -> new Spot(s, measured(prediction.lossAt(s), resolution)))
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
        ticks(plot);
        for (int k = 0; k < names.size(); k++) {
            int place = k;
            String name = names.get(k);
            bottom.ifPresent(
                    best -> {
                        Spot from = new Spot(0, best[place]);
                        Spot to = new Spot(recipe.steps(), best[place]);
                        sheet.line(name + "*", plot.path(List.of(from, to)), name, 1, DASHED);
                    });
            sheet.line(
                    name, plot.path(spots(rows, row -> row.coefficients()[place])), name, 2, null);
            sheet.legend(name, name, 2, null);
            double y = plot.y(rows.get(rows.size() - 1).coefficients()[k]);
            if (y >= 0 && y <= StepPlot.HEIGHT) {
                sheet.end(name, y);
            }
        }
        if (bottom.isPresent()) {
            sheet.legend(texts.get("take.best"), "ink-2", 1, DASHED);
        }
        sheet.axes(texts.get("word.step"), "θ");
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

    private void ticks(StepPlot plot) {
        plot.across().forEach(mark -> sheet.across(mark.at(), mark.label()));
        plot.up().forEach(mark -> sheet.up(mark.at(), mark.label()));
    }

    private static List<Spot> spots(List<StepValues> rows, ToDoubleFunction<StepValues> of) {
        return rows.stream().map(row -> new Spot(row.step(), of.applyAsDouble(row))).toList();
    }
}
