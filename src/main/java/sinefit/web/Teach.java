package sinefit.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import sinefit.lesson.Lesson;
import sinefit.number.Figures;
import sinefit.theory.Branches;
import sinefit.theory.Prediction;
import sinefit.theory.Spectrum;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;
import sinefit.training.StepValues;
import sinefit.training.Trainer;
import sinefit.web.view.LessonView;
import sinefit.web.view.TeachView;
import sinefit.web.view.Texts;

/** Fills the teacher's guide. Each figure is computed when somebody first asks for it. */
final class Teach {
    /** Of the scenarios {@code shared} and {@code small} of src/docs/benchmarks.md. */
    private static final int SHARED_VIEWERS = 5000;

    private static final int OWN_VIEWERS = 1000;

    private static final double ONE_PERCENT = 1.01;

    private final RecipeParser parser;
    private final ServerOptions options;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    Teach(RecipeParser parser, ServerOptions options) {
        this.parser = parser;
        this.options = options;
    }

    TeachView view(Texts texts) {
        return new View(texts);
    }

    private Recipe recipe(String lesson, String query) {
        Map<String, List<String>> keys = QueryString.of(query).values();
        keys.put(RecipeParser.LESSON, List.of(lesson));
        return parser.parse(keys, Asked.PAGE_KEYS);
    }

    private static String computed(String of, Recipe recipe) {
        return switch (of) {
            case "start" -> Figures.amount(Trainer.start(recipe).values().loss());
            case "end" -> Figures.amount(end(recipe).loss());
            case "last" -> Figures.whole(end(recipe).step());
            case "branch0", "branch1", "branch2" ->
                    limit(Branches.stabilityLimits(recipe, 0).get(of.charAt(6) - '0'));
            default -> known(of, recipe, Spectrum.of(recipe).orElseThrow());
        };
    }

    private static String known(String of, Recipe recipe, Spectrum spectrum) {
        return switch (of) {
            case "floor" -> Figures.typed(spectrum.floor(), Written.FIGURES);
            case "limit" -> limit(spectrum.stabilityLimit(recipe.momentumAt(0)));
            case "calm" -> limit(spectrum.overshoot(recipe.momentumAt(0)));
            case "best" -> rate(spectrum.bestRate());
            case "condition" -> Figures.significant(spectrum.conditionNumber());
            case "flattest" -> Figures.significant(spectrum.eigenvalues()[0]);
            case "steepest" -> Figures.significant(spectrum.steepest());
            case "factor" -> Figures.multiple(spectrum.factor(recipe.lr()));
            case "near" ->
                    Figures.whole(
                            Prediction.of(recipe, spectrum)
                                    .firstAtMost(ONE_PERCENT * spectrum.floor())
                                    .orElseThrow());
            default -> throw new IllegalArgumentException(of);
        };
    }

    private static String rate(double rate) {
        return Figures.typed(rate, Written.FIGURES);
    }

    private static String limit(double rate) {
        return Figures.typedBelow(rate, Written.FIGURES);
    }

    private static StepValues end(Recipe recipe) {
        Trainer trainer = Trainer.start(recipe);
        while (trainer.advance()) {
            // to its end
        }
        return trainer.values();
    }

    private final class View implements TeachView {
        private final Texts texts;

        View(Texts texts) {
            this.texts = texts;
        }

        @Override
        public Texts texts() {
            return texts;
        }

        @Override
        public List<LessonView> ladder() {
            return Arrays.stream(Lesson.values()).map(this::rung).toList();
        }

        private LessonView rung(Lesson lesson) {
            String slug = lesson.slug();
            return new LessonView(
                    lesson.number(),
                    slug,
                    texts.get("lesson." + slug + ".name"),
                    texts.get("lesson." + slug + ".setting"),
                    link(slug, ""),
                    false);
        }

        @Override
        public String otherLanguage() {
            return "/teach?lang=" + (texts.lang().equals("ko") ? "en" : "ko");
        }

        @Override
        public String link(String lesson, String query) {
            // The address has at least its language to be followed by others.
            String address = Place.PAGE.address(recipe(lesson, query), Optional.of(texts.lang()));
            List<String> keys = new ArrayList<>(List.of(address));
            QueryString.of(query)
                    .values()
                    .forEach(
                            (key, values) -> {
                                if (Asked.PAGE_KEYS.contains(key)) {
                                    keys.add(key + "=" + QueryString.escaped(values.get(0)));
                                }
                            });
            return String.join("&", keys);
        }

        @Override
        public String figure(String of, String lesson, String query) {
            Recipe recipe = recipe(lesson, query);
            return known.computeIfAbsent(of + " " + recipe.query(), k -> computed(of, recipe));
        }

        @Override
        public String query(String lesson, String query) {
            return recipe(lesson, query).query();
        }

        @Override
        public String streams(boolean ofOne) {
            return Figures.whole(ofOne ? options.maxStreamsPerClient() : options.maxStreams());
        }

        @Override
        public String viewers(boolean shared) {
            return Figures.whole(shared ? SHARED_VIEWERS : OWN_VIEWERS);
        }
    }
}
