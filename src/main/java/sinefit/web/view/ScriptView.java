package sinefit.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The run as a program.
 *
 * @param id {@code numpy}, {@code torch} or {@code java}
 * @param name NumPy, PyTorch or Java
 * @param href where the same text is downloaded
 * @param file the file's name
 * @param lines all lines, in order
 */
public record ScriptView(String id, String name, String href, String file, List<LineView> lines) {
    /**
     * One line.
     *
     * @param phase {@code forward}, {@code loss}, {@code gradient} or {@code update}; null outside
     *     the step
     * @param live which live value stands at its end: {@code loss}, {@code sae}, {@code g0} … for
     *     gradients, {@code n0} … for the coefficients after the update, {@code t}; null if none
     * @param tokens its text in pieces
     */
    public record LineView(@Nullable String phase, @Nullable String live, List<TokenView> tokens) {}

    /**
     * A piece of a line.
     *
     * @param style {@code kw}, {@code cm} (comment), {@code ca} … {@code cj} (a coefficient or its
     *     gradient); null for plain text
     */
    public record TokenView(@Nullable String style, String text) {}
}
