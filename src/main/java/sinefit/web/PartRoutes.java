package sinefit.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.List;
import java.util.Map;
import sinefit.training.RecipeParser;
import sinefit.web.view.Texts;

/** Parts of a lesson's page that scripts put into it as they come near, or are asked for. */
final class PartRoutes {
    private final RecipeParser parser;
    private final Html html;

    PartRoutes(RecipeParser parser, Html html) {
        this.parser = parser;
        this.html = html;
    }

    void add(RoutesConfig routes) {
        routes.get("/labs/{slug}", this::labs);
        routes.get("/take/{slug}", this::take);
        routes.get("/slope", this::slope);
        routes.get("/predict", this::predict);
        routes.get("/tour", this::tour);
    }

    /** What stands behind a lesson's end. */
    private void labs(Context ctx) {
        Asked.ofLesson(ctx, parser)
                .map(run -> Labs.of(run, Pages.texts(ctx)))
                .ifPresent(labs -> html.answer(ctx, "labs.jte", Map.of("labs", labs)));
    }

    /** What can be taken along from a run. */
    private void take(Context ctx) {
        Asked.ofLesson(ctx, parser)
                .map(run -> TakeBuilder.of(run, Pages.texts(ctx)))
                .ifPresent(take -> html.answer(ctx, "take.jte", Map.of("take", take)));
    }

    /** The learner's slope alone, checked. */
    private void slope(Context ctx) {
        Texts texts = Pages.texts(ctx);
        Map<String, List<String>> query = QueryString.of(ctx.queryString()).values();
        html.answer(
                ctx,
                "partial/slope.jte",
                Map.of("texts", texts, "slope", SlopeViews.of(query, texts)));
    }

    /** The question what a run will do, to be put over its loss. */
    private void predict(Context ctx) {
        html.answer(ctx, "predict.jte", Map.of("texts", Pages.texts(ctx)));
    }

    /** The tour's words, the same for everybody. */
    private void tour(Context ctx) {
        ctx.header(Header.CACHE_CONTROL, "no-cache");
        ctx.future(() -> html.deliver(ctx, "tour.jte", Map.of("texts", Pages.texts(ctx))));
    }
}
