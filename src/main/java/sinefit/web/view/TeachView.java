package sinefit.web.view;

import java.util.List;

/** The teacher's guide: its links are canonical, its figures computed. */
public interface TeachView {
    /** The interface in the reader's language. */
    Texts texts();

    /** All lessons there are, in their order; none is current. */
    List<LessonView> ladder();

    /** Address of this page in the other language. */
    String otherLanguage();

    /**
     * Address of a run in a lesson.
     *
     * @param query keys of the recipe and of the page, as typed; "" for the lesson's own run
     */
    String link(String lesson, String query);

    /**
     * What theory knows of a run, or where it ends.
     *
     * @param of {@code floor}, {@code limit}, {@code calm} (the largest rate that overshoots
     *     nowhere), {@code best} (rate), {@code condition}, {@code near} (steps to 1 % above the
     *     floor), {@code flattest}, {@code steepest} (eigenvalues), {@code start} (loss at step 0),
     *     {@code end} (loss at the last step), {@code last} (the last finite step), {@code factor}
     *     (of the steepest direction's error, a step), or {@code branch0} … {@code branch2}
     *     (stability limits of the dynamic model's curves under plain descent)
     */
    String figure(String of, String lesson, String query);

    /** The canonical query of a run, for {@code /theory.json} and its like. */
    String query(String lesson, String query);

    /** Runs that this server lets be watched at a time; {@code ofOne}: by one address. */
    String streams(boolean ofOne);

    /**
     * Viewers that a benchmark on two cores held: of a few hundred shared runs, or of runs of their
     * own.
     */
    String viewers(boolean shared);
}
