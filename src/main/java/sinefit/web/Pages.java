package sinefit.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import sinefit.knob.Rejection;
import sinefit.lesson.Carry;
import sinefit.lesson.Lesson;
import sinefit.stream.Overviews;
import sinefit.stream.Overviews.Overview;
import sinefit.theory.Spectra;
import sinefit.training.InvalidRecipe;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;
import sinefit.web.view.Texts;

/** The page of a lesson, whole or, for htmx, its form alone. */
final class Pages {
    /**
     * Milliseconds that a page waits for the result of its run, when the workers have a lot to do.
     */
    private static final int PATIENCE_MILLIS = 500;

    private final RecipeParser parser;
    private final Spectra spectra;
    private final Overviews overviews;
    private final Html html;
    private final PublicAddress address;
    private final Carry carry;

    Pages(
            RecipeParser parser,
            Spectra spectra,
            Overviews overviews,
            Html html,
            PublicAddress address) {
        this.parser = parser;
        this.spectra = spectra;
        this.overviews = overviews;
        this.html = html;
        this.address = address;
        this.carry = new Carry(parser, this::limit);
    }

    private double limit(Recipe recipe) {
        return spectra.of(recipe).map(s -> s.stabilityLimit(recipe.momentumAt(0))).orElse(0.0);
    }

    void add(RoutesConfig routes) {
        Handler start = ctx -> lesson(ctx, Place.PAGE, Optional.empty());
        Handler lesson = ctx -> lesson(ctx, Place.PAGE, Optional.of(ctx.pathParam("slug")));
        Handler frame = ctx -> lesson(ctx, Place.FRAME, Optional.of(ctx.pathParam("slug")));
        routes.get("/", start);
        routes.head("/", start);
        routes.get("/lessons/{slug}", lesson);
        routes.head("/lessons/{slug}", lesson);
        routes.get("/embed/{slug}", frame);
        routes.head("/embed/{slug}", frame);
        routes.error(404, this::missing);
    }

    /**
     * Makes the page that a first visitor is likely to ask for, for nobody: while the server is
     * still starting, so that he need not wait until its classes are loaded.
     */
    void rehearse() {
        Recipe recipe = parser.parse(Map.of(), Asked.PAGE_KEYS);
        PageBuilder page =
                new PageBuilder(
                        Place.PAGE,
                        Messages.pick(null, null),
                        recipe,
                        spectra.of(recipe),
                        spectra.bottom(recipe),
                        Map.of(),
                        List.of());
        Optional<Overview> end = overviews.of(recipe).map(CompletableFuture::join);
        html.rendered(Place.PAGE.template(), Map.of("page", page.build(end)));
    }

    /** The reader's language. */
    static Texts texts(Context ctx) {
        return messages(ctx);
    }

    private static Messages messages(Context ctx) {
        List<String> lang =
                QueryString.of(ctx.queryString()).values().getOrDefault("lang", List.of());
        return Messages.pick(
                lang.isEmpty() ? null : lang.get(0), ctx.header(Header.ACCEPT_LANGUAGE));
    }

    private void lesson(Context ctx, Place place, Optional<String> slug) {
        if (slug.isPresent() && Lesson.of(slug.get()).isEmpty()) {
            ctx.status(404);
            return;
        }
        QueryString query = QueryString.of(ctx.queryString());
        if (query.tracked()) {
            String rest = query.untracked();
            ctx.redirect(ctx.path() + (rest.isEmpty() ? "" : "?" + rest), HttpStatus.FOUND);
            return;
        }
        if (place == Place.FRAME) {
            EveryAnswer.framed(ctx.res());
        }
        show(ctx, place, query.values(), slug);
    }

    private void show(
            Context ctx, Place place, Map<String, List<String>> query, Optional<String> slug) {
        Map<String, List<String>> full = new HashMap<>(query);
        List<Rejection> rejections = new ArrayList<>();
        slug.ifPresent(
                path -> {
                    List<String> asked = full.put(RecipeParser.LESSON, List.of(path));
                    if (asked != null && !asked.equals(List.of(path))) {
                        String given = String.join(" ", asked);
                        rejections.add(otherLesson(path, given));
                    }
                });
        Optional<Recipe> from = from(query);
        Optional<Recipe> moved = from.flatMap(run -> moved(run, full));
        Recipe recipe =
                moved.orElseGet(
                        () -> read(from.map(run -> mended(run, full)).orElse(full), rejections));
        PageBuilder page =
                new PageBuilder(
                        place,
                        messages(ctx),
                        recipe,
                        spectra.of(recipe),
                        spectra.bottom(recipe),
                        query,
                        rejections);
        moved.ifPresent(run -> page.carriedFrom(from.orElseThrow()));
        page.reachedAt(address.of(ctx));
        boolean fragment =
                ctx.header("HX-Request") != null
                        && ctx.header("HX-History-Restore-Request") == null;
        ctx.header(Header.VARY, "HX-Request, Accept-Encoding, Accept-Language");
        ctx.header(Header.CACHE_CONTROL, "no-store");
        // To htmx a refused form is still a form: a 4xx would be an error in the console.
        ctx.status(rejections.isEmpty() || fragment ? 200 : 422);
        if (fragment) {
            ctx.future(() -> html.deliver(ctx, "form.jte", Map.of("page", page.build())));
        } else {
            whole(ctx, place.template(), page, overviews.of(recipe));
        }
    }

    /** The run that something is to be kept of. */
    private Optional<Recipe> from(Map<String, List<String>> query) {
        return query.getOrDefault("carry", List.of()).stream()
                .findFirst()
                .map(run -> parser.salvage(QueryString.of(run).values(), Asked.PAGE_KEYS));
    }

    /** That run in another lesson, if a link names no more than the lesson. */
    private Optional<Recipe> moved(Recipe from, Map<String, List<String>> query) {
        Optional<Lesson> lesson = Lesson.of(lesson(query));
        boolean alone =
                query.keySet().stream()
                        .allMatch(
                                k -> Asked.PAGE_KEYS.contains(k) || k.equals(RecipeParser.LESSON));
        boolean other = !lesson(query).equals(from.preset().slug());
        return alone && other ? lesson.map(l -> carry.to(l, from)) : Optional.empty();
    }

    /** What a form of that run holds, in the same lesson. */
    private Map<String, List<String>> mended(Recipe from, Map<String, List<String>> query) {
        boolean same = lesson(query).equals(from.preset().slug());
        return same ? carry.mended(from, query) : query;
    }

    private static String lesson(Map<String, List<String>> query) {
        return query.getOrDefault(RecipeParser.LESSON, List.of(Lesson.NUMPY.slug())).get(0);
    }

    private Recipe read(Map<String, List<String>> query, List<Rejection> rejections) {
        try {
            return parser.parse(query, Asked.PAGE_KEYS);
        } catch (InvalidRecipe e) {
            rejections.addAll(e.rejections());
            return parser.salvage(query, Asked.PAGE_KEYS);
        }
    }

    /**
     * The whole page, as soon as the run's result is there. Workers compute, but it is the server's
     * own threads that render and write, so that a slow reader holds no worker.
     */
    private void whole(
            Context ctx,
            String template,
            PageBuilder page,
            Optional<CompletableFuture<Overview>> overview) {
        if (overview.isEmpty()) {
            ctx.future(() -> html.deliver(ctx, template, Map.of("page", page.build())));
            return;
        }
        ctx.future(
                () ->
                        overview.get()
                                .thenApply(Optional::of)
                                .completeOnTimeout(
                                        Optional.empty(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                                .thenComposeAsync(
                                        end ->
                                                html.deliver(
                                                        ctx,
                                                        template,
                                                        Map.of("page", page.build(end))),
                                        Connections.threads(ctx)));
    }

    /** On a page the path names the lesson. */
    private static Rejection otherLesson(String path, String given) {
        return new Rejection(RecipeParser.LESSON, given, "reject.choice", List.of(path));
    }

    private void missing(Context ctx) {
        String accept = ctx.header(Header.ACCEPT);
        if (accept != null && accept.contains("text/html")) {
            ctx.contentType(Html.TYPE)
                    .result(html.rendered("error.jte", Map.of("texts", texts(ctx))));
        }
    }
}
