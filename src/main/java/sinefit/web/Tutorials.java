package sinefit.web;

import java.util.Arrays;
import java.util.List;
import sinefit.lesson.Lesson;
import sinefit.number.Figures;
import sinefit.theory.Prediction;
import sinefit.theory.Spectrum;
import sinefit.theory.Taylor;
import sinefit.training.Recipe;
import sinefit.web.view.TapeView.TutorialView;
import sinefit.web.view.TapeView.TutorialsView;

/** The two targets that the tutorial on autograd has had, side by side. */
final class Tutorials {
    private Tutorials() {}

    /** Computed when somebody first asks. */
    private static final class Known {
        static final TutorialsView BOTH =
                new TutorialsView(
                        of(
                                new Recipe(
                                        Lesson.AUTOGRAD.preset(),
                                        Lesson.AUTOGRAD.preset().defaults(),
                                        List.of())),
                        of(PresetBuilder.olderTarget()));
    }

    static TutorialsView both() {
        return Known.BOTH;
    }

    private static TutorialView of(Recipe recipe) {
        Spectrum spectrum = Spectrum.of(recipe).orElseThrow();
        return new TutorialView(
                Written.plain(recipe.lr()),
                recipe.steps(),
                Figures.significant(spectrum.floor()),
                Figures.significant(Taylor.of(recipe).orElseThrow().loss()),
                Figures.typed(spectrum.conditionNumber(), 3),
                Figures.typedBelow(spectrum.stabilityLimit(), Written.FIGURES),
                Figures.significant(Prediction.of(recipe, spectrum).lossAt(recipe.steps())),
                Arrays.stream(spectrum.optimum().orElseThrow())
                        .mapToObj(Figures::coefficient)
                        .toList());
    }
}
