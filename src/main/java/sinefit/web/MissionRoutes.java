package sinefit.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sinefit.knob.Knob;
import sinefit.knob.RealDomain;
import sinefit.knob.Rejection;
import sinefit.lesson.Lesson;
import sinefit.mission.Evidence;
import sinefit.mission.Mission;
import sinefit.mission.Missions;
import sinefit.mission.Outcome;
import sinefit.mission.Trial;
import sinefit.mission.Verdict;
import sinefit.stream.Walk;
import sinefit.stream.Wire;
import sinefit.theory.Spectra;
import sinefit.training.InvalidRecipe;
import sinefit.training.March;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;
import sinefit.training.Runs;
import sinefit.web.view.MissionsView;
import sinefit.web.view.MissionsView.MissionView;
import sinefit.web.view.Texts;

/** A lesson's missions, and whether a run solves one. Nothing is kept of either. */
final class MissionRoutes {
    private static final Knob<Double> ANSWER = new Knob<>("answer", RealDomain.finite());
    private static final int LONGEST_NAME = 40;

    private final RecipeParser parser;
    private final Runs runs;
    private final Spectra spectra;
    private final Answers answers;
    private final Html html;

    MissionRoutes(RecipeParser parser, Runs runs, Spectra spectra, Answers answers, Html html) {
        this.parser = parser;
        this.runs = runs;
        this.spectra = spectra;
        this.answers = answers;
        this.html = html;
    }

    void add(RoutesConfig routes) {
        routes.get("/missions/{slug}", this::list);
        routes.get("/missions/{slug}/check", this::check);
    }

    /** A lesson's missions, to be put into its page; {@code mission} names the one in front. */
    private void list(Context ctx) {
        Optional<Lesson> lesson = Lesson.of(ctx.pathParam("slug"));
        if (lesson.isEmpty()) {
            ctx.status(404);
            return;
        }
        String asked =
                QueryString.of(ctx.queryString())
                        .values()
                        .getOrDefault("mission", List.of())
                        .stream()
                        .findFirst()
                        .orElse("");
        MissionsView view = view(lesson.get(), asked, Pages.texts(ctx));
        html.answer(ctx, "missions.jte", Map.of("missions", view));
    }

    private static MissionsView view(Lesson lesson, String asked, Texts texts) {
        Optional<Mission> known = Missions.of(asked);
        String unknown =
                known.isPresent() ? "" : asked.substring(0, Math.min(asked.length(), LONGEST_NAME));
        return new MissionsView(
                texts,
                lesson.slug(),
                unknown,
                known.filter(m -> m.lesson() != lesson).map(m -> one(m, texts)).orElse(null),
                Missions.of(lesson).stream().map(m -> one(m, texts)).toList(),
                Missions.ALL.size());
    }

    private static MissionView one(Mission mission, Texts texts) {
        String lesson = mission.lesson().slug();
        return new MissionView(
                mission.slug(),
                lesson,
                texts.get("lesson." + lesson + ".name"),
                mission.asks(),
                link(mission, mission.stage()),
                link(mission, mission.solution()),
                mission.answer().orElse(""));
    }

    /** The lesson's page with a run, and the mission in front. */
    private static String link(Mission mission, String query) {
        String run = query.isEmpty() ? "" : query + "&";
        return "/lessons/" + mission.lesson().slug() + "?" + run + "mission=" + mission.slug();
    }

    /** Whether a run solves a mission, and what was found. */
    private void check(Context ctx) {
        String slug = ctx.pathParam("slug");
        Optional<Mission> found = Missions.of(slug);
        if (found.isEmpty()) {
            Rejection unknown = new Rejection("mission", slug, "reject.mission", List.of());
            Refusals.answer(new InvalidRecipe(List.of(unknown)), ctx);
            ctx.status(404);
            return;
        }
        Mission mission = found.get();
        String lesson = mission.lesson().slug();
        Asked asked = Asked.of(ctx, parser, Optional.of(lesson), ANSWER.key());
        Optional<Double> answer = asked.find(ANSWER);
        if (answer.isPresent() && !mission.asks()) {
            asked.reject(ANSWER.key(), Written.plain(answer.get()), "reject.unasked");
        }
        Recipe recipe = asked.recipe();
        if (!recipe.preset().slug().equals(lesson)) {
            asked.reject(RecipeParser.LESSON, recipe.preset().slug(), "reject.choice", lesson);
            throw asked.invalid();
        }
        Texts texts = Pages.texts(ctx);
        Optional<Verdict> known = mission.beforehand(recipe, answer);
        if (known.isPresent()) {
            byte[] body = body(mission, recipe, known.get(), texts);
            ctx.contentType("application/json").result(body);
            return;
        }
        List<Trial> trials = mission.trials(recipe, spectra);
        List<Walk> walks = trials.stream().map(this::walk).toList();
        int rows = trials.stream().mapToInt(MissionRoutes::rows).sum();
        answers.answer(
                ctx,
                "application/json",
                work(trials, walks),
                rows,
                Walk.inTurn(walks, seen -> new Outcome(seen.rows(), seen.at())),
                outcomes -> {
                    Evidence evidence = new Evidence(recipe, outcomes, answer, spectra);
                    return List.of(body(mission, recipe, mission.judge(evidence), texts))
                            .iterator();
                });
    }

    private Walk walk(Trial trial) {
        int from = trial.everyRow() ? 0 : trial.until();
        March march = new March(runs.before(trial.recipe(), from), runs);
        return new Walk(march, trial.until(), step -> trial.everyRow());
    }

    private static int rows(Trial trial) {
        return trial.everyRow() ? trial.until() : 1;
    }

    private static long work(List<Trial> trials, List<Walk> walks) {
        long work = 0;
        for (int i = 0; i < walks.size(); i++) {
            work += walks.get(i).work(rows(trials.get(i)));
        }
        return work;
    }

    private static byte[] body(Mission mission, Recipe recipe, Verdict verdict, Texts texts) {
        return Wire.object(
                json -> {
                    json.writeStringField("mission", mission.slug());
                    json.writeStringField("query", recipe.query());
                    json.writeBooleanField("solved", verdict.solved());
                    json.writeStringField(
                            "found", texts.get(verdict.say(), verdict.figures().toArray()));
                });
    }
}
