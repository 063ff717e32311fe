package sinefit.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a link to a run can be made of.
 *
 * @param base scheme, host and port under which others reach this server; null if only the browser
 *     knows
 * @param local whether that is an address that only works on this computer
 * @param engine version of the engine that computes this run
 * @param longestTitle characters of a title
 * @param longestCode bytes of an address that becomes a QR code
 * @param missions of the lesson, by their slugs
 * @param parts what can be locked: words of {@code lock}
 */
public record ShareView(
        Texts texts,
        @Nullable String base,
        boolean local,
        int engine,
        int longestTitle,
        int longestCode,
        List<String> missions,
        List<String> parts) {}
