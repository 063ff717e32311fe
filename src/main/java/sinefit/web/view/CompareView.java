package sinefit.web.view;

import java.util.List;

/**
 * Runs beside one another: the one shown, then those that are pinned.
 *
 * @param texts the interface in the reader's language
 * @param runs the run shown first, then the pinned ones that could be read
 * @param keys only keys of the recipe that differ between them
 * @param losses whether the loss of any of them is something else than Σ(ŷ − y)² over all samples
 * @param notes what is not to be compared, a sentence each
 * @param refused pins that are left out, and why, a sentence each
 * @param broken places of those in the address, separated by blanks; empty if there are none
 */
public record CompareView(
        Texts texts,
        List<RunView> runs,
        List<KeyView> keys,
        boolean losses,
        List<String> notes,
        List<String> refused,
        String broken) {
    /**
     * A run.
     *
     * @param number what it is called: 1, 2, …; 0 is the run shown
     * @param place which of the address's pins it is, from 0; −1 is the run shown
     * @param page path of its lesson's page
     * @param query its recipe there
     * @param data what the charts need to know of it, as JSON
     */
    public record RunView(int number, int place, String page, String query, String data) {}

    /**
     * A key that differs.
     *
     * @param key as in the recipe
     * @param name as a person calls it
     * @param values of the runs, in their order; – where it means nothing
     */
    public record KeyView(String key, String name, List<String> values) {}
}
