package sinefit.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import sinefit.knob.Knob;
import sinefit.model.Basis;
import sinefit.model.Reduction;
import sinefit.number.Figures;
import sinefit.problem.Target;
import sinefit.training.Recipe;
import sinefit.training.Tweak;
import sinefit.web.view.Texts;

/** A whole recipe in words, under a picture or on a sheet of paper. */
final class Caption {
    private static final int LONG_FORMULA = 80;

    private Caption() {}

    /** What is learnt, how, from where, in short pieces. */
    static List<String> of(Recipe recipe, Texts texts) {
        List<String> words = new ArrayList<>();
        words.add(problem(recipe, texts));
        if (recipe.hasNoise()) {
            words.add(texts.get("take.noise", written(recipe, Recipe.NOISE)));
        }
        words.add(model(recipe, texts));
        words.add(
                texts.get(
                        recipe.reduction() == Reduction.MEAN
                                ? "take.squaresMean"
                                : "take.squares"));
        words.add(recipe.optimizer().inTorch());
        words.add(texts.get("take.rate", Written.plain(recipe.lr())));
        for (Knob<?> option : recipe.optimizer().options().knobs()) {
            recipe.deviation(option)
                    .ifPresent(text -> words.add(option.key() + " = " + Written.plain(text)));
        }
        recipe.batch().ifPresent(size -> words.add(texts.get("take.batch", Figures.whole(size))));
        words.add(texts.get("take.steps", Figures.whole(recipe.steps())));
        for (Tweak<?> tweak : recipe.tweaks()) {
            String[] set = tweak.toString().split("[:=]", 3);
            words.add(
                    texts.get(
                            "take.tweak",
                            Figures.whole(tweak.step()),
                            set[1] + " = " + Written.plain(set[2])));
        }
        words.add(start(recipe, texts));
        words.add(Recipe.DTYPE.format(recipe.dtype()));
        recipe.bug().ifPresent(bug -> words.add(texts.get("take.spoiled")));
        return words;
    }

    private static String problem(Recipe recipe, Texts texts) {
        String count = Figures.whole(recipe.n());
        if (recipe.points().isPresent()) {
            return texts.get("take.points", count);
        }
        Target target = recipe.settings().get(Recipe.TARGET);
        String name = texts.get("target." + Recipe.TARGET.format(target));
        if (target == Target.F) {
            String formula = Written.setting(recipe, Recipe.F);
            boolean shown = formula.length() <= LONG_FORMULA;
            name = "f(x) = " + (shown ? formula : formula.substring(0, LONG_FORMULA) + "…");
        }
        return texts.get(
                "take.target",
                name,
                Written.bound(Written.setting(recipe, Recipe.MIN)),
                Written.bound(Written.setting(recipe, Recipe.MAX)),
                count);
    }

    private static String model(Recipe recipe, Texts texts) {
        if (!recipe.isPolynomial()) {
            return texts.get("model." + Written.setting(recipe, Recipe.MODEL));
        }
        int degree = recipe.polynomial().degree();
        String kind =
                degree <= 3 ? texts.get("setup.kind" + degree) : texts.get("setup.kind", degree);
        Basis basis = recipe.polynomial().basis();
        return basis == Basis.MONOMIAL
                ? kind
                : texts.get("take.basis", kind, texts.get("basis." + Recipe.BASIS.format(basis)));
    }

    private static String start(Recipe recipe, Texts texts) {
        if (recipe.drawsStart()) {
            return texts.get("take.seed", recipe.seed());
        }
        String values =
                Arrays.stream(recipe.start())
                        .mapToObj(Figures::coefficient)
                        .collect(Collectors.joining(", "));
        return texts.get("take.start", values);
    }

    private static String written(Recipe recipe, Knob<?> knob) {
        return Written.plain(Written.setting(recipe, knob));
    }
}
