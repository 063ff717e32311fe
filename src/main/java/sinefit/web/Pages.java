package sinefit.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sinefit.knob.Rejection;
import sinefit.lesson.Carry;
import sinefit.lesson.Lesson;
import sinefit.stream.Meters;
import sinefit.stream.Overviews;
import sinefit.stream.Overviews.Overview;
import sinefit.theory.Spectra;
import sinefit.training.InvalidRecipe;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;
import sinefit.web.KeptPages.Page;
import sinefit.web.KeptPages.PageKey;
import sinefit.web.view.PageView;
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
    private final Deliveries deliveries;
    private final KeptPages kept;
    private final Meters meters;
    private final Carry carry;

    Pages(
            RecipeParser parser,
            Spectra spectra,
            Overviews overviews,
            Html html,
            PublicAddress address,
            Deliveries deliveries,
            KeptPages kept,
            Meters meters) {
        this.parser = parser;
        this.spectra = spectra;
        this.overviews = overviews;
        this.html = html;
        this.address = address;
        this.deliveries = deliveries;
        this.kept = kept;
        this.meters = meters;
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
        routes.get("/lessons/{slug}", lesson);
        routes.get("/embed/{slug}", frame);
        routes.error(404, this::missing);
    }

    /**
     * Makes the page that a first visitor is likely to ask for, while the server is still starting,
     * so that he need not wait until its classes are loaded, and mostly not for the page either.
     *
     * @param base the address that he is told of
     */
    void rehearse(String base) {
        Messages texts = Messages.pick(null, null);
        Optional<String> reached = Optional.of(base);
        PageKey key = new PageKey(Place.PAGE, Optional.empty(), texts.lang(), reached, "");
        Recipe recipe = parser.parse(Map.of(), Asked.PAGE_KEYS);
        PageBuilder page = builder(Place.PAGE, texts, recipe, Map.of(), List.of());
        page.reachedAt(reached);
        CompletableFuture<Page> coming = new CompletableFuture<>();
        CompletableFuture<Page> shared = kept.get(key, () -> coming);
        try {
            Optional<Overview> end = overviews.of(recipe).map(CompletableFuture::join);
            coming.complete(rendered(page, Place.PAGE, end, true, end.isPresent()));
            shared.join();
        } catch (CompletionException | RejectedExecutionException e) {
            return; // the server was closed meanwhile
        } finally {
            coming.cancel(false); // if it is not there: others make their own
        }
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
        if (query.mangled()) {
            redirect(ctx, ctx.path(), query.mended());
            return;
        }
        if (place == Place.FRAME) {
            EveryAnswer.framed(ctx.res());
        }
        show(ctx, place, query, slug);
    }

    private void show(Context ctx, Place place, QueryString words, Optional<String> slug) {
        ctx.header(Header.VARY, "HX-Request, Accept-Encoding, Accept-Language");
        ctx.header(Header.CACHE_CONTROL, "no-store");
        boolean fragment =
                ctx.header("HX-Request") != null
                        && ctx.header("HX-History-Restore-Request") == null;
        Messages texts = messages(ctx);
        Optional<String> base = address.of(ctx);
        PageKey key = new PageKey(place, slug, texts.lang(), base, words.raw());
        boolean zip = Deliveries.zips(ctx);
        if (!fragment && LinkTail.onPageKey(words)) {
            Optional<String> stripped = LinkTail.stripped(words, query -> false);
            if (stripped.isPresent()) {
                redirect(ctx, ctx.path(), stripped.get());
                return;
            }
        }
        Optional<CompletableFuture<Page>> known =
                zip && !fragment ? kept.find(key) : Optional.empty();
        if (known.isPresent()) {
            meters.page(true);
            ctx.future(() -> delivered(ctx, known.get()));
            return;
        }
        Map<String, List<String>> query = words.values();
        Map<String, List<String>> full = new HashMap<>(query);
        List<Rejection> rejections = new ArrayList<>();
        slug.flatMap(path -> named(path, full)).ifPresent(rejections::add);
        Optional<Recipe> from = from(query);
        boolean undone = undone(query);
        Optional<Recipe> moved = from.flatMap(run -> moved(run, full, undone));
        Recipe recipe =
                moved.orElseGet(
                        () -> read(from.map(run -> mended(run, full)).orElse(full), rejections));
        if (!fragment && !rejections.isEmpty()) {
            Optional<String> stripped =
                    LinkTail.stripped(words, q -> faults(q, slug) < rejections.size());
            if (stripped.isPresent()) {
                redirect(ctx, ctx.path(), stripped.get());
                return;
            }
        }
        PageBuilder page = builder(place, texts, recipe, query, rejections);
        moved.ifPresent(run -> page.carriedFrom(from.orElseThrow(), undone));
        page.reachedAt(base);
        boolean right = rejections.isEmpty();
        // To htmx a refused form is still a form: a 4xx would be an error in the console.
        ctx.status(right || fragment ? 200 : 422);
        if (fragment) {
            PageView view = page.build();
            Map<String, Object> model =
                    Map.of(
                            "page", view,
                            "parts", Parts.of(html, view, place),
                            "known", Parts.known(ctx.header(Parts.HEADER)));
            ctx.future(() -> html.deliver(ctx, "form.jte", model));
            return;
        }
        Supplier<CompletableFuture<Page>> make =
                () -> made(page, place, recipe, zip, Connections.threads(ctx));
        ctx.future(() -> delivered(ctx, zip && right ? kept.get(key, make) : make.get()));
    }

    /** On a page the path names the lesson; what is wrong if the query names another one. */
    private static Optional<Rejection> named(String path, Map<String, List<String>> query) {
        List<String> asked = query.put(RecipeParser.LESSON, List.of(path));
        return asked == null || asked.equals(List.of(path))
                ? Optional.empty()
                : Optional.of(otherLesson(path, String.join(" ", asked)));
    }

    /** In how many places a page's query is wrong. */
    private int faults(QueryString words, Optional<String> slug) {
        Map<String, List<String>> query = new HashMap<>(words.values());
        int other = slug.flatMap(path -> named(path, query)).isPresent() ? 1 : 0;
        try {
            parser.parse(query, Asked.PAGE_KEYS);
            return other;
        } catch (InvalidRecipe e) {
            return other + e.rejections().size();
        }
    }

    private static void redirect(Context ctx, String path, String query) {
        ctx.redirect(path + (query.isEmpty() ? "" : "?" + query), HttpStatus.FOUND);
    }

    private CompletableFuture<Void> delivered(Context ctx, CompletableFuture<Page> page) {
        return page.thenCompose(made -> deliveries.deliver(ctx, Html.TYPE, made.body()));
    }

    private PageBuilder builder(
            Place place,
            Messages texts,
            Recipe recipe,
            Map<String, List<String>> query,
            List<Rejection> rejections) {
        return new PageBuilder(
                place,
                texts,
                recipe,
                spectra.of(recipe),
                spectra.bottom(recipe),
                query,
                rejections);
    }

    /** The run that something is to be kept of. */
    private Optional<Recipe> from(Map<String, List<String>> query) {
        return query.getOrDefault("carry", List.of()).stream()
                .findFirst()
                .map(run -> parser.salvage(QueryString.nested(run).values(), Asked.PAGE_KEYS));
    }

    /** Whether nothing of it is to be kept after all. */
    private static boolean undone(Map<String, List<String>> query) {
        return query.getOrDefault("carry", List.of()).stream()
                .anyMatch(run -> run.startsWith(PageBuilder.UNDONE));
    }

    private Recipe own(Lesson lesson) {
        return parser.parse(Map.of(RecipeParser.LESSON, List.of(lesson.slug())), Set.of());
    }

    /** That run in another lesson, if a link names no more than the lesson. */
    private Optional<Recipe> moved(Recipe from, Map<String, List<String>> query, boolean undone) {
        Optional<Lesson> lesson = Lesson.of(lesson(query));
        boolean alone =
                query.keySet().stream()
                        .allMatch(
                                k -> Asked.PAGE_KEYS.contains(k) || k.equals(RecipeParser.LESSON));
        boolean other = !lesson(query).equals(from.preset().slug());
        return alone && other
                ? lesson.map(l -> undone ? own(l) : carry.to(l, from))
                : Optional.empty();
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
     * own threads that render, so that pages hold no worker.
     */
    private CompletableFuture<Page> made(
            PageBuilder page, Place place, Recipe recipe, boolean zip, Executor threads) {
        meters.page(false);
        boolean never = Overviews.tooLong(recipe);
        Function<Optional<Overview>, Page> rendered =
                end -> rendered(page, place, end, zip, never || end.isPresent());
        return overviews
                .of(recipe)
                .map(
                        overview ->
                                overview.thenApply(Optional::of)
                                        .completeOnTimeout(
                                                Optional.empty(),
                                                PATIENCE_MILLIS,
                                                TimeUnit.MILLISECONDS)
                                        .thenApplyAsync(rendered, threads))
                .orElseGet(
                        () -> CompletableFuture.completedFuture(rendered.apply(Optional.empty())));
    }

    private Page rendered(
            PageBuilder page, Place place, Optional<Overview> end, boolean zip, boolean whole) {
        PageView view = page.build(end);
        Map<String, Object> model = Map.of("page", view, "parts", Parts.of(html, view, place));
        return new Page(Encoding.of(html.rendered(place.template(), model), zip), whole);
    }

    /** On a page the path names the lesson. */
    private static Rejection otherLesson(String path, String given) {
        return new Rejection(RecipeParser.LESSON, given, "reject.choice", List.of(path));
    }

    private void missing(Context ctx) {
        Optional<String> meant = meant(ctx.path());
        if (meant.isPresent()) {
            String query = ctx.queryString();
            redirect(ctx, meant.get(), query == null ? "" : query);
            return;
        }
        String accept = ctx.header(Header.ACCEPT);
        if (accept != null && accept.contains("text/html")) {
            ctx.contentType(Html.TYPE)
                    .result(html.rendered("error.jte", Map.of("texts", texts(ctx))));
        }
    }

    /** The page that a path leads to without what a sentence left at its end, in small letters. */
    private static Optional<String> meant(String path) {
        String plain = LinkTail.path(QueryString.plain(path)).toLowerCase(Locale.ROOT);
        String page = plain.replaceFirst("(?<=.)/$", "");
        if (Set.of("/lessons", "/embed", "/index.html").contains(page)) {
            return Optional.of("/");
        }
        boolean known =
                page.equals("/teach")
                        || Stream.of(Lesson.values())
                                .map(Lesson::slug)
                                .anyMatch(
                                        slug ->
                                                page.equals(Place.PAGE.path(slug))
                                                        || page.equals(Place.FRAME.path(slug)));
        return known && !page.equals(path) ? Optional.of(page) : Optional.empty();
    }
}
