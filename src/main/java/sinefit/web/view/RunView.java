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
 * @param derives whether the formulas of a step by hand are those of the run
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
        boolean derives,
        ProblemView problem,
        boolean lessonsOwn,
        String json) {
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
