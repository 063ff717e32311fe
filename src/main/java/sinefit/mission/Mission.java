package sinefit.mission;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sinefit.lesson.Lesson;
import sinefit.number.Figures;
import sinefit.theory.Spectra;
import sinefit.training.Recipe;

/**
 * A mission of a lesson: its words are in the language files.
 *
 * @param slug its name in links
 * @param free keys of the recipe that may differ from the lesson's own run
 * @param most how many steps a run may have at most
 * @param stage the run to begin with, as a query of the lesson's page; empty for the lesson's own
 * @param solution a run that solves it, likewise
 * @param answer what has to be typed with the solution; empty if nothing is asked for
 * @param goal what the run must show
 */
public record Mission(
        String slug,
        Lesson lesson,
        Set<String> free,
        int most,
        String stage,
        String solution,
        Optional<String> answer,
        Goal goal) {
    /** Most rows that the runs of a mission keep. */
    private static final int MOST_ROWS = 20_000;

    public Mission {
        free = new LinkedHashSet<>(free);
        if (most > MOST_ROWS && lesson != Lesson.DYNAMIC) {
            throw new IllegalArgumentException(slug);
        }
    }

    /** Whether something has to be typed. */
    public boolean asks() {
        return answer.isPresent();
    }

    /** What can be said at once, without looking at any run; empty if it has to be looked at. */
    public Optional<Verdict> beforehand(Recipe recipe, Optional<Double> answer) {
        List<String> others = new ArrayList<>(recipe.deviations().keySet());
        others.removeAll(free);
        if (!others.isEmpty()) {
            String allowed = String.join(", ", free);
            return Optional.of(Verdict.of(false, "other", allowed, String.join(", ", others)));
        }
        if (recipe.steps() > most) {
            return Optional.of(
                    Verdict.of(false, "steps", Figures.whole(most), Figures.whole(recipe.steps())));
        }
        return asks() && answer.isEmpty()
                ? Optional.of(Verdict.of(false, "answer"))
                : Optional.empty();
    }

    /** What has to be looked at: first the run itself. */
    public List<Trial> trials(Recipe recipe, Spectra spectra) {
        return goal.trials().apply(recipe, spectra);
    }

    /** What that shows. */
    public Verdict judge(Evidence evidence) {
        return goal.judge().apply(evidence);
    }
}
