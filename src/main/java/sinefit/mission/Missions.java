package sinefit.mission;

import static sinefit.lesson.Lesson.AUTOGRAD;
import static sinefit.lesson.Lesson.DYNAMIC;
import static sinefit.lesson.Lesson.FUNCTION;
import static sinefit.lesson.Lesson.MODULE;
import static sinefit.lesson.Lesson.NN;
import static sinefit.lesson.Lesson.NUMPY;
import static sinefit.lesson.Lesson.OPTIM;
import static sinefit.lesson.Lesson.TENSORS;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sinefit.knob.Knob;
import sinefit.lesson.Lesson;
import sinefit.optim.OptimizerKind;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;

/** All missions there are. */
public final class Missions {
    private static final String LR = "lr";
    private static final String STEPS = "steps";
    private static final String PLAIN = "lr momentum dampening nesterov steps";
    private static final int LONG = 20_000;

    /** In the order of the lessons, and in each from easy to hard. */
    public static final List<Mission> ALL =
            List.of(
                    of("near-floor", NUMPY, PLAIN, 1000, "", "lr=3e-6", Goals.nearFloor(0.01)),
                    of("over-the-edge", NUMPY, LR, 1000, "", "lr=1e-5", Goals.diverges()),
                    of("cliff", NUMPY, LR, 1000, "lr=5e-6", "lr=3.58e-6", Goals.justAbove(0.01)),
                    of(
                            "two-sums",
                            NUMPY,
                            "init seed " + PLAIN,
                            LONG,
                            "seed=0&lr=3e-6",
                            "seed=8&lr=2.5e-6",
                            Goals.sumsDisagree()),
                    of(
                            "half-the-steps",
                            TENSORS,
                            "lr steps",
                            1000,
                            "steps=1000",
                            "lr=2e-6&steps=1000",
                            Goals.asGoodAsOwn()),
                    of(
                            "no-step-too-many",
                            TENSORS,
                            STEPS,
                            LONG,
                            "steps=3000",
                            "steps=2480",
                            Goals.justEnough(0.01)),
                    of("too-small", TENSORS, LR, 2000, "lr=1e-12", "lr=1e-14", Goals.tooSmall(10)),
                    of(
                            "same-digits",
                            TENSORS,
                            "dtype",
                            2000,
                            "dtype=float64",
                            "dtype=float64",
                            "5",
                            Goals.sameDigits()),
                    of(
                            "round-valley",
                            AUTOGRAD,
                            "lr steps",
                            300,
                            "steps=300",
                            "lr=4e-4&steps=300",
                            Goals.nearFloor(0.01)),
                    of(
                            "beat-taylor",
                            AUTOGRAD,
                            STEPS,
                            LONG,
                            "steps=4000",
                            "steps=10000",
                            Goals.beatsTaylor()),
                    of(
                            "just-below",
                            AUTOGRAD,
                            LR,
                            2000,
                            "lr=1e-4",
                            "lr=4.45e-4",
                            Goals.justBelow(0.01)),
                    of(
                            "forgotten-slopes",
                            AUTOGRAD,
                            "momentum dampening nesterov",
                            2000,
                            "momentum=0.5",
                            "momentum=1",
                            Goals.accumulates()),
                    of(
                            "mirror",
                            FUNCTION,
                            "init",
                            2000,
                            "init=0,-1,0,0.2",
                            "init=0,1,0,-0.3",
                            Goals.mirrored()),
                    of(
                            "dead-start",
                            FUNCTION,
                            "init",
                            2000,
                            "init=0,0,0,0.3",
                            "init=0,0,0,0",
                            Goals.neverMoves()),
                    of(
                            "third-place",
                            FUNCTION,
                            "init",
                            2000,
                            "init=0,-1,0,0.2",
                            "init=0,1,0,0.3",
                            Goals.endsElsewhere()),
                    of(
                            "quick",
                            FUNCTION,
                            PLAIN,
                            500,
                            "steps=500",
                            "momentum=0.9&steps=500",
                            Goals.asGoodAsOwn()),
                    of("lucky-seed", NN, "seed", 2000, "seed=3", "seed=2", Goals.nearFloor(0.02)),
                    of(
                            "round-bowl",
                            NN,
                            "basis lr steps",
                            100,
                            "basis=scaled&lr=4e-4&steps=100",
                            "basis=legendre&lr=4e-4&steps=100",
                            Goals.roundBowl(10)),
                    of(
                            "small-batches",
                            NN,
                            "batch lr",
                            2000,
                            "batch=100",
                            "batch=100&lr=2e-5",
                            Goals.inBatches(100, 0.1)),
                    of(
                            "quieter",
                            NN,
                            "batch lr tweak",
                            2000,
                            "batch=10&lr=4e-4",
                            "batch=10&lr=4e-4&tweak=1500:lr=1e-4",
                            Goals.tweakHelps(0.5, 1)),
                    of(
                            "sprint",
                            OPTIM,
                            keys(),
                            200,
                            "optimizer=adam&steps=200",
                            "optimizer=rprop&lr=1e-2&steps=200",
                            Goals.nearFloor(0.01)),
                    of(
                            "finer-flips",
                            OPTIM,
                            "lr steps alpha",
                            LONG,
                            "lr=2e-3",
                            "lr=5e-4&steps=4000",
                            Goals.nearFloor(0.005)),
                    of(
                            "calm-down",
                            OPTIM,
                            "lr tweak",
                            2000,
                            "lr=1e-2",
                            "lr=1e-2&tweak=1800:lr=1e-4",
                            Goals.calmed(0.001)),
                    of(
                            "beat-plain",
                            OPTIM,
                            "optimizer " + PLAIN,
                            500,
                            "optimizer=sgd&lr=1e-6&steps=500",
                            "optimizer=sgd&lr=1e-6&momentum=0.9&steps=500",
                            Goals.beatsPlain()),
                    of(
                            "very-steps",
                            MODULE,
                            "init",
                            2000,
                            "",
                            "init=0.1629,-0.563484,2.5714189,-0.062937",
                            Goals.sameAs(TENSORS)),
                    of(
                            "more-parameters",
                            MODULE,
                            "degree basis lr",
                            2000,
                            "degree=4&lr=1e-7",
                            "degree=5&basis=legendre&lr=2e-4",
                            Goals.below(1)),
                    of(
                            "shrink",
                            MODULE,
                            "weight_decay lr",
                            2000,
                            "weight_decay=100",
                            "weight_decay=10000",
                            Goals.shrinks(0.5)),
                    of(
                            "from-which-step",
                            MODULE,
                            PLAIN,
                            LONG,
                            "lr=2e-6",
                            "lr=3e-6",
                            "1013",
                            Goals.fromWhichStep(0.01)),
                    of("without-e", DYNAMIC, "seed", 30_000, "", "", "2", Goals.standsStill(12)),
                    of(
                            "no-momentum",
                            DYNAMIC,
                            "lr momentum",
                            30_000,
                            "momentum=0",
                            "momentum=0&lr=5e-8",
                            Goals.withoutMomentum(50)),
                    of(
                            "between-cliffs",
                            DYNAMIC,
                            "lr momentum",
                            30_000,
                            "lr=2e-8",
                            "lr=1e-7",
                            Goals.betweenCliffs()),
                    of(
                            "half-the-dice",
                            DYNAMIC,
                            "lr momentum steps",
                            15_000,
                            "steps=15000",
                            "momentum=0.95&steps=15000",
                            Goals.below(10)));

    private Missions() {}

    private static Mission of(
            String slug,
            Lesson lesson,
            String free,
            int most,
            String stage,
            String solution,
            Goal goal) {
        return new Mission(slug, lesson, set(free), most, stage, solution, Optional.empty(), goal);
    }

    private static Mission of(
            String slug,
            Lesson lesson,
            String free,
            int most,
            String stage,
            String solution,
            String answer,
            Goal goal) {
        return new Mission(
                slug, lesson, set(free), most, stage, solution, Optional.of(answer), goal);
    }

    private static Set<String> set(String keys) {
        return new LinkedHashSet<>(List.of(keys.split(" ")));
    }

    /** All that makes up an optimizer and its schedule. */
    private static String keys() {
        Set<String> keys = new LinkedHashSet<>();
        keys.add(Recipe.OPTIMIZER.key());
        keys.add(LR);
        keys.add(STEPS);
        keys.add(RecipeParser.TWEAK);
        OptimizerKind.allOptions().stream().map(Knob::key).forEach(keys::add);
        return String.join(" ", keys);
    }

    /** The mission of a slug. */
    public static Optional<Mission> of(String slug) {
        return ALL.stream().filter(mission -> mission.slug().equals(slug)).findFirst();
    }

    /** The missions of a lesson, in their order. */
    public static List<Mission> of(Lesson lesson) {
        return ALL.stream().filter(mission -> mission.lesson() == lesson).toList();
    }
}
