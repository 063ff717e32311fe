package sinefit.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The run that the page shows.
 *
 * @param query its canonical query, for the data endpoints; empty for the very defaults
 * @param steps number of updates
 * @param lr learning rate, as a person writes it ("1e-6")
 * @param model as in the recipe: {@code polynomial}, {@code legendre3}, {@code dynamic}
 * @param terms the terms of the model, lowest power first
 * @param basis what their coefficients are multiplied by
 * @param printsAbsolute whether the lesson prints Σ|ŷ−y| (else the loss)
 * @param momentum whether there is momentum at any of its steps
 * @param mean whether the loss is the mean, not the sum
 * @param sampled whether its sums can be taken apart, sample by sample: all of them count at every
 *     step, and in the same way
 * @param spoiled whether there is a mistake of the bug lab in its gradient
 * @param batch how many samples a step sees; null if all of them
 * @param rules how its optimizer makes the next coefficients; none for plain descent without
 *     momentum
 * @param scoped whether it ends by flipping half a rate to either side of a best θ that is known
 * @param branches what the dice of a dynamic model decide between; none for others
 * @param shapes the blocks of numbers that its layer or module is made of; null without one
 * @param problem what is learnt
 * @param lessonsOwn whether only rate and length differ from the lesson's own run, if anything
 * @param json everything the scripts of the page need, as one JSON object
 */
public record RunView(
        String query,
        int steps,
        String lr,
        String model,
        List<TermView> terms,
        BasisView basis,
        boolean printsAbsolute,
        boolean momentum,
        boolean mean,
        boolean sampled,
        boolean spoiled,
        @Nullable Integer batch,
        List<RuleView> rules,
        boolean scoped,
        List<BranchView> branches,
        @Nullable ShapesView shapes,
        ProblemView problem,
        boolean lessonsOwn,
        String json) {
    /** Whether the page shows more of a step than a polynomial's sums and plain descent. */
    public boolean ownDerivation() {
        return !rules.isEmpty() || !model.equals("polynomial") || shapes != null;
    }

    /**
     * One term of the polynomial.
     *
     * @param name the coefficient's letter: a, b, c …
     * @param power its place, from 0; in powers of x or z the exponent
     * @param tex what it is multiplied by, as a formula; empty for the first
     * @param plain the same as plain text, " x^2"
     */
    public record TermView(String name, int power, String tex, String plain) {}

    /**
     * What the coefficients are multiplied by.
     *
     * @param letter x or z, to a power; P or T, with an index, of z
     * @param powers whether it is powers
     * @param first the function of b, as text: x, z, P₁(z)
     * @param scale z as a person writes it, of x: "x/π"; null where the functions are of x itself
     */
    public record BasisView(String letter, boolean powers, String first, @Nullable String scale) {}
}
