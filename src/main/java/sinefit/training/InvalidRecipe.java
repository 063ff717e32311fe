package sinefit.training;

import java.util.List;
import sinefit.knob.Rejection;

/** A query that is no recipe, with all that is wrong with it. */
public final class InvalidRecipe extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Rejection> rejections;

    public InvalidRecipe(List<Rejection> rejections) {
        super(rejections.toString(), null, false, false);
        this.rejections = List.copyOf(rejections);
    }

    /** At least one. */
    public List<Rejection> rejections() {
        return rejections;
    }
}
