package sinefit.web;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sinefit.knob.Knob;
import sinefit.knob.Refusal;
import sinefit.knob.Rejection;
import sinefit.knob.WholeDomain;
import sinefit.lesson.Lesson;
import sinefit.training.InvalidRecipe;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;

/** What a request asks for: a recipe, and the endpoint's own keys. Everything wrong at once. */
final class Asked {
    /** Keys of the page that come along wherever it goes; {@code address.js} has the same. */
    static final List<String> KEPT =
            List.of(
                    "lang", "speed", "at", "tab", "theme", "slope", "pin", "title", "lock",
                    "mission", "predict", "digest");

    /** Keys of the page, which data endpoints ignore. */
    static final Set<String> PAGE_KEYS =
            Stream.concat(KEPT.stream(), Stream.of("carry")).collect(Collectors.toSet());

    private final Map<String, List<String>> query;
    private final Set<String> own = new HashSet<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private final RecipeParser parser;
    private @Nullable Recipe recipe;

    private Asked(Map<String, List<String>> query, RecipeParser parser) {
        this.query = query;
        this.parser = parser;
    }

    /** Reads a request to a data endpoint whose own keys are these. */
    static Asked of(Context ctx, RecipeParser parser, String... ownKeys) {
        return of(ctx, parser, Optional.empty(), ownKeys);
    }

    /** The same, where another lesson is meant if none is named. */
    static Asked of(Context ctx, RecipeParser parser, Optional<String> lesson, String... ownKeys) {
        Map<String, List<String>> query = QueryString.of(ctx.queryString()).values();
        lesson.ifPresent(slug -> query.putIfAbsent(RecipeParser.LESSON, List.of(slug)));
        Asked asked = new Asked(query, parser);
        asked.own.addAll(List.of(ownKeys));
        asked.readRecipe();
        return asked;
    }

    /** A run of the lesson that the path names; empty, and told so with a 404, if there is none. */
    static Optional<Recipe> ofLesson(Context ctx, RecipeParser parser) {
        String slug = ctx.pathParam("slug");
        if (Lesson.of(slug).isEmpty()) {
            ctx.status(404);
            return Optional.empty();
        }
        Map<String, List<String>> query = QueryString.of(ctx.queryString()).values();
        query.put(RecipeParser.LESSON, List.of(slug));
        return Optional.of(parser.parse(query, PAGE_KEYS));
    }

    private void readRecipe() {
        Set<String> ignored = new HashSet<>(PAGE_KEYS);
        ignored.addAll(own);
        try {
            recipe = parser.parse(query, ignored);
        } catch (InvalidRecipe e) {
            rejections.addAll(e.rejections());
        }
        query.forEach(
                (key, values) -> {
                    if (own.contains(key) && values.size() > 1) {
                        String given = String.join(" ", values);
                        rejections.add(new Rejection(key, given, "reject.twice", List.of()));
                    }
                });
    }

    /** Number of steps of the recipe, or the most there can be if there is no recipe. */
    int steps() {
        return recipe == null ? 1_000_000 : recipe.steps();
    }

    /** Whether a recipe could be read at all. */
    boolean readable() {
        return recipe != null;
    }

    /** The value of a key of the endpoint, or what it means when it is missing. */
    <T> T get(Knob<T> knob, T fallback) {
        return find(knob).orElse(fallback);
    }

    /** The step asked for by {@code at}, which the run has; a usual one where none is named. */
    int at(long usual) {
        return get(new Knob<>("at", new WholeDomain(0, steps())), usual).intValue();
    }

    /** The value of a key of the endpoint; empty if it is missing, or refused. */
    <T> Optional<T> find(Knob<T> knob) {
        Optional<String> text =
                query.getOrDefault(knob.key(), List.of()).stream()
                        .findFirst()
                        .filter(t -> !t.isBlank());
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(knob.parse(text.get()));
        } catch (Refusal e) {
            rejections.add(e.of(knob.key(), text.get()));
            return Optional.empty();
        }
    }

    /** Refuses a value of a key. */
    void reject(String key, Object value, String reason, String... bounds) {
        rejections.add(new Rejection(key, String.valueOf(value), reason, List.of(bounds)));
    }

    /**
     * The recipe, when all keys have been read.
     *
     * @throws InvalidRecipe if anything was wrong
     */
    Recipe recipe() {
        Recipe read = recipe;
        if (read == null || !rejections.isEmpty()) {
            throw invalid();
        }
        return read;
    }

    /** Everything wrong so far. */
    InvalidRecipe invalid() {
        return new InvalidRecipe(rejections);
    }
}
