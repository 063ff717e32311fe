package sinefit.web.view;

import java.util.List;

/**
 * The run that the page shows.
 *
 * @param query its canonical query, for the data endpoints; empty for the very defaults
 * @param steps number of updates
 * @param lr learning rate, as a person writes it ("1e-6")
 * @param terms the terms of the model, lowest power first
 * @param printsAbsolute whether the lesson prints Σ|ŷ−y| (else the loss)
 * @param mean whether the loss is the mean, not the sum
 * @param problem what is learnt
 * @param lessonsOwn whether only rate and length differ from the lesson's own run, if anything
 * @param json everything the scripts of the page need, as one JSON object
 */
public record RunView(
        String query,
        int steps,
        String lr,
        List<TermView> terms,
        boolean printsAbsolute,
        boolean mean,
        ProblemView problem,
        boolean lessonsOwn,
        String json) {
    /**
     * One term of the polynomial.
     *
     * @param name the coefficient's letter: a, b, c …
     * @param power of x, from 0
     */
    public record TermView(String name, int power) {}
}
