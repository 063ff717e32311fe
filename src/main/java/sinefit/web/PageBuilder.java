package sinefit.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sinefit.knob.Rejection;
import sinefit.lesson.Lesson;
import sinefit.model.Reduction;
import sinefit.number.Figures;
import sinefit.stream.Overviews.Overview;
import sinefit.theory.Spectrum;
import sinefit.theory.Taylor;
import sinefit.training.Preset.Printed;
import sinefit.training.Recipe;
import sinefit.web.view.CarriedView;
import sinefit.web.view.FormView;
import sinefit.web.view.LessonView;
import sinefit.web.view.PageView;
import sinefit.web.view.ProblemView;
import sinefit.web.view.RefusedView;
import sinefit.web.view.ResultView;
import sinefit.web.view.RunView;
import sinefit.web.view.TapeView;

/** Fills what the templates are given, from a recipe and what was wrong with the query. */
final class PageBuilder {
    private final Place place;
    private final Messages texts;
    private final Recipe recipe;
    private final Map<String, List<String>> query;
    private final Optional<Spectrum> spectrum;
    private final Optional<double[]> bottom;
    private final List<Rejection> rejections;
    private final FormBuilder form;
    private @Nullable CarriedView carried;
    private Optional<String> base = Optional.empty();

    /**
     * A page.
     *
     * @param place where it is shown
     * @param recipe the run to show
     * @param spectrum what theory knows of it
     * @param bottom where its loss is least
     * @param query what was asked, as typed
     * @param rejections what of it was refused
     */
    /** In front of a run that was to be carried along, and is not to be any more. */
    static final String UNDONE = "undone";

    PageBuilder(
            Place place,
            Messages texts,
            Recipe recipe,
            Optional<Spectrum> spectrum,
            Optional<double[]> bottom,
            Map<String, List<String>> query,
            List<Rejection> rejections) {
        this.place = place;
        this.texts = texts;
        this.recipe = recipe;
        this.query = query;
        this.spectrum = spectrum;
        this.bottom = bottom;
        this.rejections = rejections;
        this.form = new FormBuilder(place, texts, recipe, spectrum, query, rejections);
    }

    /** Has the page tell what became of the run of another lesson. */
    void carriedFrom(Recipe run, boolean undone) {
        double limit = spectrum.map(s -> s.stabilityLimit(recipe.momentumAt(0))).orElse(0.0);
        String wish = (undone ? "" : UNDONE + ";") + Puzzle.kept(run.carried(), query);
        String chosen = lang().map(lang -> "lang=" + lang + "&").orElse("");
        String undo = place.path(recipe.preset().slug()) + "?" + chosen + "carry=" + wish;
        carried =
                new CarriedBuilder(texts, run, recipe).build(limit, undone, undo, address(lang()));
    }

    /** Has the page tell other sites what it shows, under this address of the server. */
    void reachedAt(Optional<String> address) {
        base = address;
    }

    /** The page without the run's result: all that its form needs. */
    PageView build() {
        return build(Optional.empty());
    }

    /** The page, with how the run ends if that is known. */
    PageView build(Optional<Overview> overview) {
        List<LessonView> ladder = Arrays.stream(Lesson.values()).map(this::rung).toList();
        LessonView current = ladder.stream().filter(LessonView::current).findFirst().orElseThrow();
        ResultView result =
                overview.map(new ResultBuilder(texts, recipe, spectrum)::of).orElse(null);
        FormView fields = form.build();
        LinkBuilder link = new LinkBuilder(texts, recipe, query);
        String essentials = LinkBuilder.essentials(texts, recipe, fields.setup().label());
        String told = result == null ? essentials : essentials + " " + result.said();
        return new PageView(
                texts,
                current,
                ladder,
                run(),
                result,
                fields,
                ScriptViews.of(recipe),
                carried,
                tape(),
                address(Optional.of(texts.other().lang())),
                Puzzle.kept(Place.PAGE.address(recipe, lang()), query),
                refused(essentials),
                place == Place.PAGE && !query.containsKey("lock"),
                link.build(link.preview(base, told), place));
    }

    private @Nullable RefusedView refused(String essentials) {
        if (rejections.isEmpty()) {
            return null;
        }
        return new RefusedView(
                rejections.stream().map(r -> Refusals.message(texts, r)).toList(), essentials);
    }

    private @Nullable TapeView tape() {
        Lesson lesson = Lesson.of(recipe.preset().slug()).orElseThrow();
        if (!lesson.opensTape()) {
            return null;
        }
        return TapeViews.of(
                recipe,
                lesson == Lesson.FUNCTION ? SlopeViews.of(said(), texts) : null,
                lesson == Lesson.AUTOGRAD ? Tutorials.both() : null);
    }

    /** The run, and what the address says besides, as the canonical address has both. */
    private Map<String, List<String>> said() {
        Map<String, List<String>> said = new LinkedHashMap<>(recipe.deviations());
        Puzzle.number(query).ifPresent(number -> said.replace(Recipe.BUG.key(), List.of(number)));
        for (String key : Asked.KEPT) {
            if (query.containsKey(key)) {
                said.put(key, query.get(key));
            }
        }
        return said;
    }

    private LessonView rung(Lesson lesson) {
        String slug = lesson.slug();
        boolean current = slug.equals(recipe.preset().slug());
        List<String> keys = new ArrayList<>();
        lang().ifPresent(l -> keys.add("lang=" + l));
        if (!current && !recipe.deviations().isEmpty()) {
            keys.add("carry=" + Puzzle.kept(recipe.carried(), query));
        }
        return new LessonView(
                lesson.number(),
                slug,
                texts.get("lesson." + slug + ".name"),
                texts.get("lesson." + slug + ".setting"),
                place.path(slug) + (keys.isEmpty() ? "" : "?" + String.join("&", keys)),
                current);
    }

    /** The language, if the reader chose one in the address. */
    private Optional<String> lang() {
        return texts.chosen(query);
    }

    private String address(Optional<String> lang) {
        return Puzzle.kept(place.address(recipe, lang), query);
    }

    private RunView run() {
        return new RunView(
                recipe.query(),
                recipe.steps(),
                Written.plain(recipe.lr()),
                Written.setting(recipe, Recipe.MODEL),
                BasisViews.terms(recipe),
                BasisViews.of(recipe),
                recipe.preset().printed() == Printed.SAE,
                recipe.hasMomentum(),
                recipe.reduction() == Reduction.MEAN,
                recipe.batch().isEmpty() && !recipe.isDynamic() && recipe.bug().isEmpty(),
                recipe.bug().isPresent(),
                recipe.batch().orElse(null),
                RuleViews.of(recipe),
                RuleViews.flips(recipe) && bottom.isPresent(),
                BranchViews.of(recipe),
                ShapesViews.of(recipe),
                problem(),
                Set.of("lr", "steps").containsAll(recipe.deviations().keySet()),
                RunJson.of(
                        recipe, place.address(recipe, Optional.empty()), spectrum, bottom, texts));
    }

    private ProblemView problem() {
        Optional<Spectrum> known = spectrum.filter(s -> s.optimum().isPresent());
        return new ProblemView(
                Written.setting(recipe, Recipe.TARGET),
                Written.bound(Written.setting(recipe, Recipe.MIN)),
                Written.bound(Written.setting(recipe, Recipe.MAX)),
                recipe.n(),
                recipe.polynomial().degree(),
                known.map(s -> Figures.typed(s.floor(), Written.FIGURES)).orElse(null),
                known.map(s -> s.floor() == 0).orElse(false),
                known.stream()
                        .flatMap(s -> Arrays.stream(s.eigenvalues()).mapToObj(Figures::significant))
                        .toList(),
                Taylor.of(recipe).map(t -> Figures.significant(t.loss())).orElse(null));
    }
}
