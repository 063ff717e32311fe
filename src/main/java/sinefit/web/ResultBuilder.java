package sinefit.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import sinefit.export.PrintedLog;
import sinefit.model.Model;
import sinefit.number.Figures;
import sinefit.plot.FitPlot;
import sinefit.problem.Target;
import sinefit.stream.Overviews.Overview;
import sinefit.theory.Spectrum;
import sinefit.training.Recipe;
import sinefit.training.StepValues;
import sinefit.training.TrainingEvent;
import sinefit.web.view.ResultView;
import sinefit.web.view.ResultView.DotView;
import sinefit.web.view.ResultView.NameView;
import sinefit.web.view.ResultView.PlotView;
import sinefit.web.view.ResultView.RowView;
import sinefit.web.view.ResultView.TickView;
import sinefit.web.view.Texts;

/** Tells and draws how a run ends, for a page without scripts. */
final class ResultBuilder {
    private static final double WORD = 0.1;
    private static final double LETTER = 0.03;
    private static final String CENTRE = "middle";

    private final Texts texts;
    private final Recipe recipe;
    private final Optional<Spectrum> spectrum;

    ResultBuilder(Texts texts, Recipe recipe, Optional<Spectrum> spectrum) {
        this.texts = texts;
        this.recipe = recipe;
        this.spectrum = spectrum;
    }

    ResultView of(Overview overview) {
        StepValues last = overview.end().values();
        List<RowView> rows =
                Stream.concat(overview.rows().stream(), Stream.of(last))
                        .map(ResultBuilder::row)
                        .toList();
        return new ResultView(
                said(overview.end()), plot(last), rows, PrintedLog.result(recipe, last));
    }

    private static RowView row(StepValues at) {
        return new RowView(
                Figures.whole(at.step()),
                Figures.amount(at.loss()),
                Figures.amount(at.sae()),
                Arrays.stream(at.coefficients()).mapToObj(Figures::coefficient).toList());
    }

    private String said(TrainingEvent end) {
        String step = Figures.whole(end.values().step());
        if (!(end instanceof TrainingEvent.Diverged diverged)) {
            return texts.get("result.finished", step, Figures.amount(end.values().loss()));
        }
        Endings ending = new Endings(texts, recipe, diverged, spectrum);
        return ending.title() + " " + ending.why();
    }

    private PlotView plot(StepValues last) {
        Target target = recipe.settings().get(Recipe.TARGET);
        double min = recipe.settings().get(Recipe.MIN);
        double max = recipe.settings().get(Recipe.MAX);
        boolean own = recipe.points().isPresent();
        FitPlot plot = Cards.plot(recipe);
        Model model = recipe.model();
        Function<double[], DoubleUnaryOperator> curve = theta -> x -> model.at(x, min, max, theta);
        DoubleUnaryOperator fit = curve.apply(last.coefficients());
        DoubleUnaryOperator start = curve.apply(recipe.start());
        Optional<DoubleUnaryOperator> best = spectrum.flatMap(Spectrum::optimum).map(curve);
        String name = texts.get("target." + Recipe.TARGET.format(target));
        List<NameView> names = new ArrayList<>();
        if (!own) {
            names.add(peak(plot.peak(), name));
        }
        best.flatMap(known -> plot.end(known, -1, WORD))
                .filter(place -> place.exit() == 0)
                .ifPresent(place -> names.add(name("best", bestName(), place, -1)));
        plot.end(start, -1, WORD)
                .ifPresent(place -> names.add(name("start", texts.get("chart.start"), place, -1)));
        plot.end(fit, 1, LETTER).ifPresent(place -> names.add(name("fit", "ŷ", place, 1)));
        return new PlotView(
                FitPlot.WIDTH,
                FitPlot.HEIGHT,
                texts.get(
                        "chart.fitAlt",
                        name,
                        Figures.whole(last.step()),
                        Figures.amount(last.loss())),
                plot.across().stream().map(ResultBuilder::across).toList(),
                plot.up().stream()
                        .map(m -> new TickView(percent(m.at()), m.label(), "end"))
                        .toList(),
                plot.truth(),
                plot.dots().stream()
                        .map(dot -> new DotView(percent(dot.x()), percent(dot.y())))
                        .toList(),
                plot.path(fit),
                own ? plot.gaps(fit) : plot.between(fit),
                best.map(plot::path).orElse(null),
                plot.path(start),
                names);
    }

    private String bestName() {
        return texts.get(recipe.polynomial().degree() == 3 ? "chart.best3" : "chart.best");
    }

    /** The ticks at the ends of the axis stand within it. */
    private static TickView across(FitPlot.Mark mark) {
        String anchor = mark.at() < 1 ? "start" : mark.at() > 99 ? "end" : CENTRE;
        return new TickView(percent(mark.at()), mark.label(), anchor);
    }

    /** Above the truth's highest point, or on the outer side of its slope. */
    private static NameView peak(FitPlot.Peak at, String text) {
        String anchor = at.rises() < 0 ? "start" : at.rises() > 0 ? "end" : CENTRE;
        int dx = -6 * at.rises();
        return new NameView("truth", text, percent(at.x()), percent(at.y()), dx, -9, anchor);
    }

    /** Beside where the curve leaves the drawing, or above its end. */
    private static NameView name(String curve, String text, FitPlot.Place at, int side) {
        boolean leaves = at.exit() != 0;
        boolean atTop = at.exit() < 0 || (!leaves && at.y() < 8);
        String y = atTop ? "0%" : leaves ? "100%" : percent(at.y());
        int dy = atTop ? 16 : leaves ? -8 : -9;
        boolean room = leaves && (side < 0 ? at.x() > 14 : at.x() < 93);
        String x = room ? percent(at.x()) : side < 0 ? "0%" : "100%";
        boolean toTheRight = room == side > 0;
        int dx = (toTheRight ? 1 : -1) * (room ? 10 : 2);
        return new NameView(curve, text, x, y, dx, dy, toTheRight ? "start" : "end");
    }

    private static String percent(double value) {
        return Written.plain(Math.round(value * 10) / 10.0) + "%";
    }
}
