package sinefit.web.view;

import java.util.List;

/**
 * What there is to be tried out on a run: a race, lock-step, the bug lab.
 *
 * @param texts the interface in the reader's language
 * @param lesson the lesson's slug
 * @param runners the optimizers that can race
 * @param options keys of all options of optimizers, separated by blanks
 * @param races whether the lesson has come to optimizers
 * @param lockStep whether other lessons solve the same problem
 * @param lessons what a lesson is called, by slug
 * @param bugs mistakes that can be made in the run
 */
public record LabsView(
        Texts texts,
        String lesson,
        List<RunnerView> runners,
        String options,
        boolean races,
        boolean lockStep,
        List<NameView> lessons,
        List<BugView> bugs) {
    /**
     * An optimizer.
     *
     * @param key as in the recipe
     * @param name as PyTorch calls it
     * @param rate PyTorch's default, as a person writes it
     */
    public record RunnerView(String key, String name, String rate) {}

    /** A lesson's slug, and what it is called. */
    public record NameView(String slug, String name) {}

    /**
     * A mistake.
     *
     * @param key as in the recipe
     * @param place which of all mistakes it is, from 0: what a puzzle's number stands for
     */
    public record BugView(String key, int place) {}
}
