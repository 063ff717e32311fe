package sinefit.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sinefit.training.InvalidRecipe;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;
import sinefit.web.view.CompareView;
import sinefit.web.view.Texts;

/**
 * A run beside pinned ones: {@code /compare?<recipe>&pin=<query>&pin=<query>…} answers with the
 * table of what differs. A pin that is no recipe is left out and told of; only a run that is none
 * is a 422.
 */
final class CompareRoute implements Handler {
    /** Pins that are shown. */
    static final int MOST = 4;

    /** Pins that are looked at. */
    static final int MOST_READ = 12;

    /** Characters of a pin. */
    static final int LONGEST = 5000;

    /**
     * What reading a pin takes at most, in multiply-adds: with a formula, its values everywhere.
     */
    private static final long PLAIN = 400_000;

    private static final long FORMULA = 60_000_000;

    private final RecipeParser parser;
    private final Answers answers;
    private final Html html;

    CompareRoute(RecipeParser parser, Answers answers, Html html) {
        this.parser = parser;
        this.answers = answers;
        this.html = html;
    }

    @Override
    public void handle(Context ctx) {
        Recipe run = Asked.of(ctx, parser).recipe();
        Map<String, List<String>> query = QueryString.of(ctx.queryString()).values();
        List<String> pins = query.getOrDefault("pin", List.of());
        Reading reading = new Reading(Pages.texts(ctx), new Pinned(run, -1, query), pins);
        long work = 0;
        for (String pin : pins.subList(0, Math.min(MOST_READ, pins.size()))) {
            work += pin.contains("f=") ? FORMULA : PLAIN;
        }
        ctx.header(Header.CACHE_CONTROL, "no-store");
        answers.answer(
                ctx,
                Html.TYPE,
                work,
                1,
                reading,
                view -> html.pieces("compare.jte", Map.of("compare", view)));
    }

    /** Reads the pins, one a slice. */
    private final class Reading implements Supplier<Optional<CompareView>> {
        private final Texts texts;
        private final Pinned shown;
        private final List<String> given;
        private final List<Pinned> pins = new ArrayList<>();
        private final List<String> refused = new ArrayList<>();
        private final List<Integer> broken = new ArrayList<>();
        private int place;

        Reading(Texts texts, Pinned shown, List<String> given) {
            this.texts = texts;
            this.shown = shown;
            this.given = given;
        }

        @Override
        public Optional<CompareView> get() {
            if (place < given.size() && place < MOST_READ && pins.size() < MOST) {
                Optional<String> why = take(texts, given.get(place), place, pins);
                if (why.isPresent()) {
                    refused.add(texts.get("compare.refused", place + 1, why.get()));
                    broken.add(place);
                }
                place++;
                return Optional.empty();
            }
            if (place < given.size()) {
                refused.add(texts.get("compare.refused.many", MOST, given.size() - place));
                IntStream.range(place, given.size()).forEach(broken::add);
            }
            String places = broken.stream().map(String::valueOf).collect(Collectors.joining(" "));
            return Optional.of(new Comparison(texts, shown, pins).view(refused, places));
        }
    }

    /** Reads a pin; what is wrong with it if it is not to be shown. */
    private Optional<String> take(Texts texts, String text, int place, List<Pinned> pins) {
        if (text.length() > LONGEST) {
            return Optional.of(texts.get("compare.refused.long", LONGEST));
        }
        Map<String, List<String>> keys = QueryString.nested(text).values();
        try {
            Recipe recipe = parser.parse(keys, Asked.PAGE_KEYS);
            List<String> queries = pins.stream().map(pin -> pin.recipe().query()).toList();
            int twin = queries.indexOf(recipe.query());
            if (twin >= 0) {
                return Optional.of(texts.get("compare.refused.twin", twin + 1));
            }
            pins.add(new Pinned(recipe, place, keys));
            return Optional.empty();
        } catch (InvalidRecipe e) {
            return Optional.of(Refusals.message(texts, e.rejections().get(0)));
        }
    }

    /**
     * A run that takes part.
     *
     * @param place which of the address's pins it is; −1 is the run shown
     * @param query as it was asked for, where a mistake may be a number that is not to be named
     */
    record Pinned(Recipe recipe, int place, Map<String, List<String>> query) {}
}
