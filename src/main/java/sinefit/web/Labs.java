package sinefit.web;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import sinefit.knob.Knob;
import sinefit.lesson.Lesson;
import sinefit.lesson.LockStep;
import sinefit.optim.OptimizerKind;
import sinefit.training.Bug;
import sinefit.training.Recipe;
import sinefit.web.view.LabsView;
import sinefit.web.view.LabsView.BugView;
import sinefit.web.view.LabsView.NameView;
import sinefit.web.view.LabsView.RunnerView;
import sinefit.web.view.Texts;

/** Fills what is to be tried out on a run. */
final class Labs {
    /** Lessons whose readers know optimizers. */
    private static final Set<String> RACING = Set.of(Lesson.OPTIM.slug(), Lesson.MODULE.slug());

    private Labs() {}

    static LabsView of(Recipe recipe, Texts texts) {
        return new LabsView(
                texts,
                recipe.preset().slug(),
                Arrays.stream(OptimizerKind.values()).map(Labs::runner).toList(),
                OptimizerKind.allOptions().stream().map(Knob::key).collect(Collectors.joining(" ")),
                recipe.isPolynomial() && RACING.contains(recipe.preset().slug()),
                LockStep.rungs(recipe).size() > 1,
                Arrays.stream(Lesson.values())
                        .map(l -> new NameView(l.slug(), texts.get("lesson." + l.slug() + ".name")))
                        .toList(),
                Bug.of(recipe).stream()
                        .map(bug -> new BugView(Recipe.BUG.format(bug), bug.place()))
                        .toList());
    }

    /**
     * With PyTorch's default rate; where there is none, the lessons', until theory knows a better
     * one.
     */
    private static RunnerView runner(OptimizerKind kind) {
        double rate = kind.rate().orElse(Lesson.TENSORS.preset().defaults().get(Recipe.LR));
        return new RunnerView(Recipe.OPTIMIZER.format(kind), kind.inTorch(), Written.plain(rate));
    }
}
