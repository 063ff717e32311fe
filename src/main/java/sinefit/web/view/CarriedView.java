package sinefit.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a run on its way from another lesson.
 *
 * @param kept what is as it was: "degree 5"
 * @param changed what is another now: "learning rate 1e-6 → 0.001"
 * @param dropped what means nothing any more
 * @param diverges that a rate was not kept, and why; empty if none was refused
 * @param undone whether the reader wants nothing of it kept: then that is in {@code dropped}
 * @param undo address of the page without what was kept, or with it again; null if nothing was
 * @param close address of the page without this line
 */
public record CarriedView(
        List<String> kept,
        List<String> changed,
        List<String> dropped,
        String diverges,
        boolean undone,
        @Nullable String undo,
        String close) {}
