package sinefit.web;

import java.util.List;
import java.util.stream.IntStream;
import sinefit.number.Figures;
import sinefit.theory.Branches;
import sinefit.training.Recipe;
import sinefit.web.view.BranchView;

/** What the dice of the dynamic model decide between. */
final class BranchViews {
    private static final int LOWEST = 4; // random.randint(4, 6)
    private static final List<String> TEX = List.of("", "e\\,x^4", "e\\,x^4+e\\,x^5");
    private static final List<String> PLAIN = List.of("", "e x⁴", "e x⁴ + e x⁵");

    private BranchViews() {}

    /** For 0, 1 and 2 further terms; none for a model without dice. */
    static List<BranchView> of(Recipe recipe) {
        if (!recipe.isDynamic()) {
            return List.of();
        }
        List<Double> limits = Branches.stabilityLimits(recipe, 0);
        double momentum = recipe.plainAt(0) ? recipe.momentumAt(0) : 0;
        boolean raised = momentum > 0 && momentum < 1;
        List<Double> longer = Branches.stabilityLimits(recipe, raised ? momentum : 0);
        return IntStream.range(0, limits.size())
                .mapToObj(
                        terms ->
                                new BranchView(
                                        LOWEST + terms,
                                        TEX.get(terms),
                                        PLAIN.get(terms),
                                        written(limits.get(terms)),
                                        raised ? written(longer.get(terms)) : null))
                .toList();
    }

    private static String written(double limit) {
        return limit > 0 ? Figures.typedBelow(limit, Written.FIGURES) : Figures.typed(0, 1);
    }
}
