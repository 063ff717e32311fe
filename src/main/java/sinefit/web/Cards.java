package sinefit.web;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.DoubleUnaryOperator;
import sinefit.lesson.Lesson;
import sinefit.model.Basis;
import sinefit.number.Figures;
import sinefit.plot.Card;
import sinefit.plot.Card.Content;
import sinefit.plot.Card.Text;
import sinefit.plot.FitPlot;
import sinefit.stream.Meters.Refused;
import sinefit.stream.Overviews;
import sinefit.stream.Overviews.Overview;
import sinefit.stream.Workers;
import sinefit.theory.Spectra;
import sinefit.theory.Spectrum;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;

/**
 * {@code /card.png}: the picture of a run's fit that other sites show beside a link to it. Of a run
 * that is too long, or while the workers have much to do, what is to be learnt alone.
 */
final class Cards {
    private static final String PNG = "image/png";
    private static final int REMEMBERED_BYTES = 4 << 20;
    private static final int UNDER_WAY = 8;

    /** Bytes that belong to a picture kept, besides its own. */
    private static final int ROUND_IT = 300;

    private static final int[] COLOURS = {0x5a3d00, 0x00696b, 0x4a1fb0, 0x7d0050, 0x2d5016};
    private static final int[] MORE = {0x8a3800, 0x1f4468, 0x5f5200, 0x713f5e, 0x3f4a4f};

    private final RecipeParser parser;
    private final Spectra spectra;
    private final Overviews overviews;
    private final Workers workers;
    private final Semaphore places = new Semaphore(UNDER_WAY);
    private final AsyncCache<String, Encoding.Body> known =
            Caffeine.newBuilder()
                    .maximumWeight(REMEMBERED_BYTES)
                    .<String, Encoding.Body>weigher(
                            (run, body) -> ROUND_IT + 2 * run.length() + body.bytes().length)
                    .expireAfterAccess(Duration.ofHours(1))
                    .buildAsync();

    Cards(RecipeParser parser, Spectra spectra, Overviews overviews, Workers workers) {
        this.parser = parser;
        this.spectra = spectra;
        this.overviews = overviews;
        this.workers = workers;
    }

    void add(RoutesConfig routes) {
        Handler card = this::card;
        routes.get("/card.png", card);
    }

    private void card(Context ctx) {
        Recipe recipe = Asked.of(ctx, parser).recipe();
        Optional<CompletableFuture<Overview>> end = overviews.of(recipe);
        Optional<CompletableFuture<Encoding.Body>> picture = picture(recipe, end);
        if (picture.isEmpty()) {
            Deliveries.busy(ctx, Refused.JOBS);
            return;
        }
        EveryAnswer.ofPart(ctx.res());
        // A picture of the target alone may have a fit in it once there is time.
        ctx.header(Header.CACHE_CONTROL, "public, max-age=" + (end.isPresent() ? 86_400 : 60));
        ctx.future(
                () ->
                        picture.get()
                                .thenComposeAsync(
                                        body -> Deliveries.shared(ctx, PNG, body),
                                        Connections.threads(ctx)));
    }

    /** The picture, once for all who ask; empty if too many others are being made. */
    private Optional<CompletableFuture<Encoding.Body>> picture(
            Recipe recipe, Optional<CompletableFuture<Overview>> end) {
        String key = (end.isPresent() ? "" : "target ") + recipe.query();
        CompletableFuture<Encoding.Body> begun = known.getIfPresent(key);
        if (begun != null) {
            return Optional.of(begun);
        }
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        boolean[] mine = {false};
        CompletableFuture<Encoding.Body> picture =
                known.get(
                        key,
                        (k, executor) -> {
                            mine[0] = true;
                            return made(recipe, end).whenComplete((b, e) -> places.release());
                        });
        if (!mine[0]) {
            places.release();
        }
        return Optional.of(picture);
    }

    private CompletableFuture<Encoding.Body> made(
            Recipe recipe, Optional<CompletableFuture<Overview>> end) {
        return end.map(
                        run ->
                                run.thenApply(
                                        seen -> Optional.of(seen.end().values().coefficients())))
                .orElse(CompletableFuture.completedFuture(Optional.empty()))
                .thenApplyAsync(theta -> drawn(recipe, theta), workers)
                .thenApplyAsync(pixels -> new Encoding.Body(Card.png(pixels), false), workers);
    }

    private int[] drawn(Recipe recipe, Optional<double[]> theta) {
        double min = recipe.settings().get(Recipe.MIN);
        double max = recipe.settings().get(Recipe.MAX);
        boolean own = recipe.points().isPresent();
        FitPlot plot = plot(recipe);
        Optional<double[]> best = spectra.of(recipe).flatMap(Spectrum::optimum);
        return new Card(plot)
                .pixels(
                        new Content(
                                own ? Optional.empty() : Optional.of(recipe.drawnTarget()),
                                theta.map(t -> curve(recipe, min, max, t)),
                                best.map(t -> curve(recipe, min, max, t)),
                                name(recipe),
                                theta.map(t -> formula(recipe, t)).orElse(List.of())));
    }

    private static DoubleUnaryOperator curve(
            Recipe recipe, double min, double max, double[] theta) {
        return x -> recipe.model().at(x, min, max, theta);
    }

    /** The frame of a run's plot. */
    static FitPlot plot(Recipe recipe) {
        return recipe.points().isPresent()
                ? new FitPlot(recipe.samples().x(), recipe.samples().y())
                : new FitPlot(
                        recipe.settings().get(Recipe.MIN),
                        recipe.settings().get(Recipe.MAX),
                        recipe.drawnTarget());
    }

    /** A name that needs no translation. */
    private static String name(Recipe recipe) {
        return Messages.pick(null, null)
                .get("lesson." + Lesson.of(recipe.preset().slug()).orElseThrow().slug() + ".name");
    }

    /** ŷ = a + b x + …, each number in the colour of its coefficient. */
    private static List<Text> formula(Recipe recipe, double[] theta) {
        List<Text> out = new ArrayList<>(List.of(new Text('i', "ŷ", Card.FIT), plain(" = ")));
        for (int k = 0; k < theta.length; k++) {
            String number = Figures.coefficient(theta[k]);
            boolean minus = number.startsWith("−");
            boolean opens = k == 0 || (!recipe.isPolynomial() && !recipe.isDynamic() && k == 2);
            if (!opens) {
                out.add(plain(minus ? " − " : " + "));
            }
            int colour = k < COLOURS.length ? COLOURS[k] : MORE[k - COLOURS.length];
            out.add(new Text('m', minus && !opens ? number.substring(1) : number, colour));
            out.addAll(factor(recipe, k));
        }
        return out;
    }

    private static List<Text> factor(Recipe recipe, int k) {
        if (recipe.isDynamic()) {
            return k == 4 ? List.of(letter(" (x⁴ + x⁵)")) : power("x", k);
        }
        if (!recipe.isPolynomial()) {
            return switch (k) {
                case 1 -> List.of(letter(" P₃"), plain("("));
                case 3 -> List.of(letter(" x"), plain(")"));
                default -> List.of();
            };
        }
        Basis basis = recipe.polynomial().basis();
        return basis.powers() || k == 0
                ? power(basis.letter(), k)
                : List.of(
                        letter(" " + basis.letter() + small(k)),
                        plain("("),
                        letter("z"),
                        plain(")"));
    }

    private static List<Text> power(String letter, int k) {
        String raised = k < 2 ? "" : String.valueOf("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(k));
        return k == 0 ? List.of() : List.of(letter(" " + letter + raised));
    }

    private static char small(int k) {
        return "₀₁₂₃₄₅₆₇₈₉".charAt(k);
    }

    private static Text plain(String text) {
        return new Text('m', text, Card.INK);
    }

    private static Text letter(String text) {
        return new Text('i', text, Card.INK);
    }
}
