package sinefit.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page's address says besides the recipe, and what others are told of the page.
 *
 * @param title what whoever made the link calls it; null if he gave it no name
 * @param lock keys of the recipe that cannot be set, separated by blanks; {@code all} if none can;
 *     empty if all can
 * @param locked what cannot be set, in words; empty if everything or nothing
 * @param unlocked address of the same page with everything to be set
 * @param digest how the run came out where the link was made, 8 to 64 hexadecimal digits, maybe
 *     with the engine's version and a hyphen before them; null if the link does not say
 * @param engine version of the engine that computes this run here
 * @param leftOut what of the link could not be used, in words
 * @param preview what other sites are told
 */
public record LinkView(
        @Nullable String title,
        String lock,
        String locked,
        String unlocked,
        @Nullable String digest,
        int engine,
        List<String> leftOut,
        PreviewView preview) {
    /**
     * What other sites show beside a link to the page.
     *
     * @param description the run and how it ends
     * @param image absolute address of a picture of it; null if this server's address is not known
     * @param embed absolute address of how to embed it, as JSON; null likewise
     */
    public record PreviewView(String description, @Nullable String image, @Nullable String embed) {}

    /** Whether the page has to say anything of it. */
    public boolean speaks() {
        return title != null || !lock.isEmpty() || digest != null || !leftOut.isEmpty();
    }

    /** Whether nothing can be set. */
    public boolean locksAll() {
        return lock.equals("all");
    }
}
