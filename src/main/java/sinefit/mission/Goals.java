package sinefit.mission;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import sinefit.lesson.Lesson;
import sinefit.number.Dtype;
import sinefit.number.Figures;
import sinefit.number.Repr;
import sinefit.optim.OptimizerKind;
import sinefit.theory.Branches;
import sinefit.theory.Spectrum;
import sinefit.theory.Taylor;
import sinefit.training.Recipe;
import sinefit.training.StepValues;

/** The goals of missions. All losses are Σ(ŷ−y)² over all samples. */
final class Goals {
    /** What the lessons call near: it counts for typed steps as well. */
    private static final double NEAR = 0.01;

    private Goals() {}

    /** A share in per cent, in three digits. */
    private static String percent(double share) {
        double percent = 100 * share;
        return Double.isFinite(percent)
                ? Figures.significant(
                        new BigDecimal(percent).round(new MathContext(3)).doubleValue())
                : Figures.significant(percent);
    }

    private static String amount(StepValues values) {
        return Figures.amount(values.sse());
    }

    /** A limit of the rate, as people type it. */
    private static String limit(double rate) {
        return rate > 0 ? Figures.typedBelow(rate, 4) : "0";
    }

    private static String whole(int value) {
        return Figures.whole(value);
    }

    /** The run and a rival, to their ends. */
    private static Goal against(Function<Recipe, Recipe> rival, Function<Evidence, Verdict> judge) {
        return new Goal(
                (recipe, spectra) -> List.of(Trial.end(recipe), Trial.end(rival.apply(recipe))),
                judge);
    }

    /** The run and the lesson's own. */
    private static Goal againstOwn(Function<Evidence, Verdict> judge) {
        return against(recipe -> Rivals.own(recipe.preset().slug()), judge);
    }

    private static Verdict floor(Evidence seen, double share) {
        StepValues end = seen.mine().last();
        double above = seen.above(end.sse());
        return Verdict.of(
                above <= share,
                "floor",
                whole(end.step()),
                Figures.amount(end.sse()),
                percent(above),
                Figures.significant(seen.floor()),
                percent(share));
    }

    /** The loss ends within a share of the floor. */
    static Goal nearFloor(double share) {
        return Goal.atEnd(seen -> floor(seen, share)).finishing();
    }

    /** The run leaves the finite numbers. */
    static Goal diverges() {
        return Goal.atEnd(
                        seen -> {
                            StepValues end = seen.mine().last();
                            return Verdict.of(
                                    seen.mine().diverged(),
                                    seen.mine().diverged() ? "diverged" : "settled",
                                    whole(end.step()),
                                    amount(end));
                        })
                .growing();
    }

    /** The loss grows, at a rate that is above the stability limit by so little. */
    static Goal justAbove(double share) {
        return Goal.atEnd(
                seen -> cliff(seen, limit -> seen.recipe().lr() <= limit * (1 + share), true));
    }

    /** The loss falls, at a rate that is below the stability limit by so little. */
    static Goal justBelow(double share) {
        return Goal.atEnd(
                seen -> cliff(seen, limit -> seen.recipe().lr() >= limit * (1 - share), false));
    }

    private static Verdict cliff(Evidence seen, Function<Double, Boolean> close, boolean above) {
        Optional<Spectrum> spectrum = Rivals.spectrum(seen.recipe(), seen.spectra());
        if (spectrum.isEmpty()) {
            return Verdict.of(false, "settled", whole(0), amount(seen.mine().last()));
        }
        double limit = spectrum.get().stabilityLimit();
        double rate = seen.recipe().lr();
        boolean grows = rate > limit;
        String factor = Figures.multiple(spectrum.get().factor(rate));
        String end = amount(seen.mine().last());
        if (grows != above) {
            return Verdict.of(false, grows ? "grows" : "shrinks", factor, end);
        }
        boolean near = close.apply(limit);
        return Verdict.of(
                near,
                near ? "edge" : grows ? "farAbove" : "farBelow",
                factor,
                percent(Math.abs(rate / limit - 1)),
                limit(limit));
    }

    /** Σ|ŷ−y| is smaller than the best curve's, although its Σ(ŷ−y)² is the least there is. */
    static Goal sumsDisagree() {
        return new Goal(
                        (recipe, spectra) -> {
                            List<Trial> trials = new ArrayList<>();
                            trials.add(Trial.end(recipe));
                            Rivals.atOptimum(recipe, spectra)
                                    .ifPresent(r -> trials.add(new Trial(r, 0, false)));
                            return trials;
                        },
                        seen -> {
                            StepValues mine = seen.mine().last();
                            StepValues best = seen.rival().last();
                            return Verdict.of(
                                    mine.sae() < best.sae() && mine.sse() > best.sse(),
                                    "sums",
                                    Figures.significant(mine.sae()),
                                    Figures.significant(best.sae()),
                                    Figures.significant(mine.sse()),
                                    Figures.significant(best.sse()));
                        })
                .finishing();
    }

    /** The loss ends no higher than that of the lesson's own run. */
    static Goal asGoodAsOwn() {
        return againstOwn(
                        seen -> {
                            StepValues mine = seen.mine().last();
                            StepValues own = seen.rival().last();
                            return Verdict.of(
                                    mine.sse() <= own.sse(),
                                    "own",
                                    whole(mine.step()),
                                    Figures.significant(mine.sse()),
                                    Figures.significant(own.sse()),
                                    whole(own.step()));
                        })
                .finishing();
    }

    /** The run ends within a share of the floor, and has hardly a step more than that takes. */
    static Goal justEnough(double share) {
        return new Goal(
                        (recipe, spectra) -> List.of(Trial.rows(recipe)),
                        seen -> {
                            Verdict near = floor(seen, share);
                            int steps = seen.mine().last().step();
                            int first = first(seen, share);
                            boolean enough = steps <= first * (1 + NEAR);
                            return !near.solved()
                                    ? near
                                    : Verdict.of(
                                            enough,
                                            enough ? "enough" : "tooMany",
                                            whole(steps),
                                            percent(share),
                                            percent(NEAR));
                        })
                .finishing();
    }

    /** The first step from which on the loss stays within a share of the floor. */
    private static int first(Evidence seen, double share) {
        double most = seen.floor() * (1 + share);
        List<StepValues> rows = seen.mine().rows();
        int first = rows.size();
        while (first > 0 && rows.get(first - 1).sse() <= most) {
            first--;
        }
        return first;
    }

    /** Nothing moves, but at so many times the rate something does. */
    static Goal tooSmall(double times) {
        return against(
                recipe -> Rivals.atRate(recipe, Math.min(100, recipe.lr() * times)),
                seen -> {
                    List<String> moved = moved(seen, seen.mine());
                    List<String> then = moved(seen, seen.rival());
                    boolean still = moved.isEmpty();
                    return Verdict.of(
                            still && !then.isEmpty(),
                            still ? then.isEmpty() ? "farTooSmall" : "still" : "moved",
                            whole(seen.mine().last().step()),
                            String.join(", ", still ? then : moved),
                            Figures.whole((long) times));
                });
    }

    /** The coefficients that are no longer where they started. */
    private static List<String> moved(Evidence seen, Outcome outcome) {
        double[] start = seen.recipe().start();
        double[] end = outcome.last().coefficients();
        return IntStream.range(0, start.length)
                .filter(k -> start[k] != end[k])
                .mapToObj(k -> seen.recipe().model().parameters().get(k))
                .toList();
    }

    /** In how many leading digits the last printed loss in both widths agrees. */
    static Goal sameDigits() {
        return new Goal(
                (recipe, spectra) -> {
                    Recipe own = Rivals.own(recipe.preset().slug());
                    int printed = (recipe.steps() / 100) * 100 - 1;
                    return List.of(
                            new Trial(recipe, Math.max(0, printed), false),
                            new Trial(own, Math.max(0, printed), false));
                },
                seen -> {
                    if (seen.recipe().dtype() != Dtype.FLOAT64) {
                        return Verdict.of(false, "narrow");
                    }
                    String mine = Repr.of(seen.mine().last().sse());
                    String own = Repr.of(seen.rival().last().sse());
                    int digits = common(mine, own);
                    boolean right = seen.answer().orElse(-1.0) == digits;
                    return Verdict.of(
                            right,
                            right ? "digits" : "otherDigits",
                            whole(seen.mine().last().step()),
                            mine,
                            own);
                });
    }

    private static int common(String one, String other) {
        int digits = 0;
        for (int i = 0; i < Math.min(one.length(), other.length()); i++) {
            if (one.charAt(i) != other.charAt(i)) {
                return digits;
            }
            digits += Character.isDigit(one.charAt(i)) ? 1 : 0;
        }
        return digits;
    }

    /** The loss ends below that of the target's own series. */
    static Goal beatsTaylor() {
        return Goal.atEnd(
                        seen -> {
                            StepValues end = seen.mine().last();
                            double series =
                                    Taylor.of(seen.recipe()).map(Taylor::loss).orElse(Double.NaN);
                            return Verdict.of(
                                    end.sse() < series,
                                    "series",
                                    whole(end.step()),
                                    Figures.significant(end.sse()),
                                    Figures.significant(series));
                        })
                .finishing();
    }

    /** Without the mistake, bit for bit the run of somebody who forgot zero_grad. */
    static Goal accumulates() {
        return against(
                Rivals::accumulating,
                seen -> {
                    double[] mine = seen.mine().last().coefficients();
                    double[] other = seen.rival().last().coefficients();
                    boolean same = Arrays.equals(mine, other);
                    return Verdict.of(
                            same,
                            same ? "accumulates" : "forgets",
                            whole(seen.mine().last().step()),
                            Figures.coefficient(mine[0]),
                            Figures.coefficient(other[0]));
                });
    }

    /** As good as the lesson's own run, with b and d of the other signs. */
    static Goal mirrored() {
        return againstOwn(
                        seen -> {
                            StepValues mine = seen.mine().last();
                            StepValues own = seen.rival().last();
                            double[] theta = mine.coefficients();
                            boolean other =
                                    theta[1] * own.coefficients()[1] < 0
                                            && theta[3] * own.coefficients()[3] < 0;
                            return Verdict.of(
                                    other && mine.sse() <= own.sse() * (1 + NEAR),
                                    "mirror",
                                    Figures.coefficient(theta[1]),
                                    Figures.coefficient(theta[3]),
                                    amount(mine),
                                    amount(own));
                        })
                .finishing();
    }

    /** The run ends where it started, far above where the lesson's own ends. */
    static Goal neverMoves() {
        return againstOwn(
                        seen -> {
                            double far = farthest(seen);
                            boolean stands = far < 1e-3;
                            return Verdict.of(
                                    stands && high(seen),
                                    stands ? "stands" : "wanders",
                                    Figures.significant(far),
                                    amount(seen.mine().last()),
                                    amount(seen.rival().last()));
                        })
                .finishing();
    }

    /** The run moves, and ends far above where the lesson's own ends. */
    static Goal endsElsewhere() {
        return againstOwn(
                        seen -> {
                            double far = farthest(seen);
                            return Verdict.of(
                                    far >= 1e-3 && high(seen),
                                    far < 1e-3 ? "stands" : "wanders",
                                    Figures.significant(far),
                                    amount(seen.mine().last()),
                                    amount(seen.rival().last()));
                        })
                .finishing();
    }

    private static boolean high(Evidence seen) {
        return seen.mine().last().sse() > 10 * seen.rival().last().sse();
    }

    private static double farthest(Evidence seen) {
        double[] start = seen.recipe().start();
        double[] end = seen.mine().last().coefficients();
        return IntStream.range(0, start.length)
                .mapToDouble(k -> Math.abs(end[k] - start[k]))
                .max()
                .orElse(0);
    }

    /** The condition number is small, and the run ends near the floor. */
    static Goal roundBowl(double most) {
        return Goal.atEnd(
                        seen -> {
                            double kappa =
                                    Rivals.spectrum(seen.recipe(), seen.spectra())
                                            .map(Spectrum::conditionNumber)
                                            .orElse(Double.NaN);
                            StepValues end = seen.mine().last();
                            double above = seen.above(end.sse());
                            return Verdict.of(
                                    kappa < most && above <= NEAR,
                                    "round",
                                    Figures.significant(kappa),
                                    whole(end.step()),
                                    percent(above));
                        })
                .finishing();
    }

    /** With batches of at most so many samples the loss ends within a share of the floor. */
    static Goal inBatches(int most, double share) {
        return Goal.atEnd(
                        seen -> {
                            int batch = seen.recipe().batch().orElse(seen.recipe().n());
                            return batch > most
                                    ? Verdict.of(false, "batch", whole(most), whole(batch))
                                    : floor(seen, share);
                        })
                .finishing();
    }

    /**
     * With batches and a tweaked rate, what is left above the floor is at most a share of what it
     * would be without the tweak, which itself must be near the floor.
     *
     * @param near how near, in parts of the floor
     */
    static Goal tweakHelps(double share, double near) {
        return against(
                        Rivals::untweaked,
                        seen -> {
                            if (seen.recipe().batch().isEmpty()) {
                                return Verdict.of(false, "noBatch");
                            }
                            if (seen.recipe().tweaks().isEmpty()) {
                                return Verdict.of(false, "noTweak");
                            }
                            double mine = seen.above(seen.mine().last().sse());
                            double other = seen.above(seen.rival().last().sse());
                            boolean arrived = !seen.rival().diverged() && other <= near;
                            return Verdict.of(
                                    arrived && mine <= share * other,
                                    arrived ? "quieter" : "notThere",
                                    percent(mine),
                                    percent(other),
                                    percent(share));
                        })
                .finishing();
    }

    /** With a tweaked rate the loss ends within a share of the floor. */
    static Goal calmed(double share) {
        return Goal.atEnd(
                        seen ->
                                seen.recipe().tweaks().isEmpty()
                                        ? Verdict.of(false, "noTweak")
                                        : floor(seen, share))
                .finishing();
    }

    /** Descent with momentum ends lower than plain descent at any fixed rate. */
    static Goal beatsPlain() {
        return new Goal(
                        (recipe, spectra) -> {
                            Recipe rival = Rivals.bestPlain(recipe, spectra);
                            return List.of(Trial.end(recipe), Trial.end(rival));
                        },
                        seen -> {
                            if (seen.recipe().optimizer() != OptimizerKind.SGD
                                    || !seen.recipe().hasMomentum()) {
                                return Verdict.of(false, "noMomentum");
                            }
                            StepValues mine = seen.mine().last();
                            StepValues plain = seen.rival().last();
                            double best = Rivals.bestPlain(seen.recipe(), seen.spectra()).lr();
                            return Verdict.of(
                                    mine.sse() < plain.sse(),
                                    "plain",
                                    whole(mine.step()),
                                    Figures.significant(mine.sse()),
                                    Figures.significant(plain.sse()),
                                    Figures.significant(best));
                        })
                .finishing();
    }

    /** Bit for bit the coefficients of another lesson's own run. */
    static Goal sameAs(Lesson lesson) {
        return against(
                recipe -> Rivals.own(lesson.slug()),
                seen -> {
                    double[] mine = seen.mine().last().coefficients();
                    double[] other = seen.rival().last().coefficients();
                    double gap =
                            IntStream.range(0, mine.length)
                                    .mapToDouble(k -> Math.abs(mine[k] - other[k]))
                                    .max()
                                    .orElse(0);
                    boolean same = Arrays.equals(mine, other);
                    return Verdict.of(
                            same,
                            same ? "sameBits" : "otherBits",
                            whole(seen.mine().last().step()),
                            Figures.significant(gap));
                });
    }

    /** The loss ends below an amount. */
    static Goal below(double most) {
        return Goal.atEnd(seen -> below(seen, most)).finishing();
    }

    private static Verdict below(Evidence seen, double most) {
        StepValues end = seen.mine().last();
        return Verdict.of(
                end.sse() < most,
                "below",
                whole(end.step()),
                Figures.significant(end.sse()),
                Figures.significant(most));
    }

    /** With weight decay, θ ends at most a share as long as that of the lesson's own run. */
    static Goal shrinks(double share) {
        return againstOwn(
                        seen -> {
                            double mine = length(seen.mine());
                            double own = length(seen.rival());
                            boolean decays = seen.recipe().deviations().containsKey("weight_decay");
                            return Verdict.of(
                                    decays && mine <= share * own,
                                    "length",
                                    Figures.significant(mine),
                                    Figures.significant(own),
                                    amount(seen.mine().last()));
                        })
                .finishing();
    }

    private static double length(Outcome outcome) {
        return Math.sqrt(
                Arrays.stream(outcome.last().coefficients()).map(value -> value * value).sum());
    }

    /** Says from which step on the loss stays within a share of the floor. */
    static Goal fromWhichStep(double share) {
        return new Goal(
                        (recipe, spectra) -> List.of(Trial.rows(recipe)),
                        seen -> {
                            Verdict near = floor(seen, share);
                            if (!near.solved()) {
                                return near;
                            }
                            int first = first(seen, share);
                            double typed = seen.answer().orElse(-1.0);
                            boolean right = Math.abs(typed - first) <= Math.max(1, NEAR * first);
                            if (right) {
                                return Verdict.of(true, "from", whole(first), percent(share));
                            }
                            List<StepValues> rows = seen.mine().rows();
                            int at = (int) Math.max(0, Math.min(typed, rows.size() - 1.0));
                            return Verdict.of(
                                    false,
                                    "notFrom",
                                    whole(at),
                                    percent(seen.above(rows.get(at).sse())),
                                    percent(share));
                        })
                .finishing();
    }

    /** Says in how many of the first steps e does not move. */
    static Goal standsStill(int steps) {
        return new Goal(
                (recipe, spectra) -> List.of(new Trial(recipe, steps, true)),
                seen -> {
                    List<StepValues> rows = new ArrayList<>(seen.mine().rows());
                    rows.add(seen.mine().last());
                    int still = 0;
                    for (int t = 0; t + 1 < rows.size(); t++) {
                        double[] now = rows.get(t).coefficients();
                        double[] next = rows.get(t + 1).coefficients();
                        still += now[4] == next[4] ? 1 : 0;
                    }
                    double typed = seen.answer().orElse(-1.0);
                    return Verdict.of(
                            typed == still,
                            typed == still ? "rolls" : "otherRolls",
                            whole(steps - 1),
                            Figures.significant(typed));
                });
    }

    /** Without momentum the loss ends below an amount. */
    static Goal withoutMomentum(double most) {
        return Goal.atEnd(
                        seen ->
                                seen.recipe().hasMomentum()
                                        ? Verdict.of(false, "momentum")
                                        : below(seen, most))
                .finishing();
    }

    /** The run diverges at a rate that the cubic alone would stand. */
    static Goal betweenCliffs() {
        return Goal.atEnd(
                        seen -> {
                            StepValues end = seen.mine().last();
                            double momentum = seen.recipe().momentumAt(0);
                            List<Double> limits = Branches.stabilityLimits(seen.recipe(), momentum);
                            boolean cubic = momentum < 1 && seen.recipe().lr() < limits.get(0);
                            return !seen.mine().diverged()
                                    ? Verdict.of(false, "settled", whole(end.step()), amount(end))
                                    : Verdict.of(
                                            cubic,
                                            "branches",
                                            whole(end.step()),
                                            Figures.typed(seen.recipe().lr(), 4),
                                            limit(limits.get(0)),
                                            limit(limits.get(2)));
                        })
                .growing();
    }
}
