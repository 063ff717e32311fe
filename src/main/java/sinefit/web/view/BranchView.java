package sinefit.web.view;

import org.jspecify.annotations.Nullable;

/**
 * One of the curves that the dice of the dynamic model decide between.
 *
 * @param face what {@code random.randint(4, 6)} gives: 4, 5 or 6
 * @param tex what is added to the cubic, as a formula; "0" for nothing
 * @param plain the same as plain text
 * @param limit 2/λmax of that curve alone, as a person writes it
 * @param withMomentum 2(1 + μ)/λmax, the same; null without momentum
 */
public record BranchView(
        int face, String tex, String plain, String limit, @Nullable String withMomentum) {}
