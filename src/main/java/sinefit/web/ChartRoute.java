package sinefit.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import sinefit.knob.ChoiceDomain;
import sinefit.knob.Knob;
import sinefit.stream.Walk;
import sinefit.stream.Workers;
import sinefit.theory.Spectra;
import sinefit.training.March;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;
import sinefit.training.Runs;
import sinefit.web.ChartBuilder.Kind;
import sinefit.web.view.ChartView;
import sinefit.web.view.Texts;

/** A run's charts as pictures, drawn by the server: {@code /chart.svg?kind=fit&at=400&…}. */
final class ChartRoute implements Handler {
    private static final Knob<Kind> KIND = new Knob<>("kind", ChoiceDomain.of(Kind.class));

    /** Pairs of steps that a line goes through; two in succession, so that a swing is seen. */
    private static final int PAIRS = 320;

    /** The first steps are all drawn. */
    private static final int FIRST = 32;

    /** What a predicted point takes, in multiply-adds. */
    private static final long PREDICTED = 320 * 4_000L;

    private final RecipeParser parser;
    private final Runs runs;
    private final Spectra spectra;
    private final Answers answers;
    private final Html html;
    private final PublicAddress address;

    ChartRoute(
            RecipeParser parser,
            Runs runs,
            Spectra spectra,
            Answers answers,
            Html html,
            PublicAddress address) {
        this.parser = parser;
        this.runs = runs;
        this.spectra = spectra;
        this.answers = answers;
        this.html = html;
        this.address = address;
    }

    @Override
    public void handle(Context ctx) {
        EveryAnswer.shown(ctx.res());
        Asked asked = Asked.of(ctx, parser, "kind", "at");
        Kind kind = asked.get(KIND, Kind.FIT);
        int at = asked.at(asked.steps());
        Recipe recipe = asked.recipe();
        Texts texts = Pages.texts(ctx);
        String link = link(ctx, recipe, at);
        boolean alone = kind == Kind.FIT;
        int every = Math.max(1, recipe.steps() / PAIRS);
        IntPredicate shown =
                step -> !alone && (step < FIRST || step % every == every - 1 || step % every == 0);
        int rows = alone ? 1 : Math.min(recipe.steps(), FIRST + 2 * (PAIRS + 2)) + 1;
        Walk walk = new Walk(new March(runs.before(recipe, alone ? at : 0), runs), at, shown);
        answers.answer(
                ctx,
                "image/svg+xml; charset=utf-8",
                walk.work(rows) + PREDICTED,
                rows,
                Workers.inTurn(
                        walk, seen -> () -> Optional.of(picture(recipe, kind, seen, texts, link))),
                svg -> List.of(svg.getBytes(StandardCharsets.UTF_8)).iterator());
    }

    private String picture(Recipe recipe, Kind kind, Walk.Seen seen, Texts texts, String link) {
        ChartView chart =
                new ChartBuilder(texts, recipe, spectra.of(recipe), spectra.bottom(recipe), link)
                        .of(kind, seen);
        return html.text("chart.jte", Map.of("chart", chart)).strip();
    }

    /** The page of the run at that step, as a person types it; without a host if there is none. */
    private String link(Context ctx, Recipe recipe, int at) {
        String host = address.of(ctx).map(whole -> whole.replaceFirst("^https?://", "")).orElse("");
        String page = Place.PAGE.address(recipe, Optional.empty());
        return host + page + (page.contains("?") ? "&" : "?") + "at=" + at;
    }
}
