package sinefit.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private final RecipeParser parser;
    private final Html html;

    CompareRoute(RecipeParser parser, Html html) {
        this.parser = parser;
        this.html = html;
    }

    @Override
    public void handle(Context ctx) {
        Recipe run = Asked.of(ctx, parser).recipe();
        Map<String, List<String>> query = QueryString.of(ctx.queryString()).values();
        CompareView view = read(Pages.texts(ctx), run, query);
        html.answer(ctx, "compare.jte", Map.of("compare", view));
    }

    private CompareView read(Texts texts, Recipe run, Map<String, List<String>> query) {
        List<String> given = query.getOrDefault("pin", List.of());
        List<Pinned> pins = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        List<Integer> broken = new ArrayList<>();
        int place = 0;
        for (; place < given.size() && place < MOST_READ && pins.size() < MOST; place++) {
            Optional<String> why = take(texts, given.get(place), place, pins);
            if (why.isPresent()) {
                refused.add(texts.get("compare.refused", place + 1, why.get()));
                broken.add(place);
            }
        }
        if (place < given.size()) {
            refused.add(texts.get("compare.refused.many", MOST, given.size() - place));
            IntStream.range(place, given.size()).forEach(broken::add);
        }
        return new Comparison(texts, new Pinned(run, -1, puzzle(query)), pins)
                .view(
                        refused,
                        broken.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }

    /** Reads a pin; what is wrong with it if it is not to be shown. */
    private Optional<String> take(Texts texts, String text, int place, List<Pinned> pins) {
        if (text.length() > LONGEST) {
            return Optional.of(texts.get("compare.refused.long", LONGEST));
        }
        Map<String, List<String>> keys = QueryString.of(text).values();
        try {
            Recipe recipe = parser.parse(keys, Asked.PAGE_KEYS);
            List<String> queries = pins.stream().map(pin -> pin.recipe().query()).toList();
            int twin = queries.indexOf(recipe.query());
            if (twin >= 0) {
                return Optional.of(texts.get("compare.refused.twin", twin + 1));
            }
            pins.add(new Pinned(recipe, place, puzzle(keys)));
            return Optional.empty();
        } catch (InvalidRecipe e) {
            return Optional.of(Refusals.message(texts, e.rejections().get(0)));
        }
    }

    /** Whether a query has a mistake that is still to be found. */
    private static boolean puzzle(Map<String, List<String>> query) {
        return query.getOrDefault(Recipe.BUG.key(), List.of()).stream()
                .anyMatch(text -> text.matches("\\d+"));
    }

    /**
     * A run that takes part.
     *
     * @param place which of the address's pins it is; −1 is the run shown
     * @param puzzle whether its mistake is not to be named
     */
    record Pinned(Recipe recipe, int place, boolean puzzle) {}
}
