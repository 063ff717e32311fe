package sinefit.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole page of one lesson.
 *
 * @param texts the interface in the reader's language
 * @param lesson the lesson shown, an element of {@code ladder}
 * @param ladder all lessons there are, in their order
 * @param run the run that the page shows
 * @param result how that run ends; null if it is too long to be computed with the page
 * @param form the recipe form; it may hold refused input while {@code run} shows the defaults
 * @param scripts the same run as programs, the lesson's own library first
 * @param carried what became of the run of the lesson one comes from; null if there is nothing to
 *     tell
 * @param tape the loss taken apart; null in lessons that leave that to others
 * @param otherLanguage address of this page in the other language
 * @param whole address of the run on a page of its own
 * @param refused what could not be read of the link, and what is shown instead; null if all could
 * @param tours whether the reader may go where he likes: no frame, no locked lesson
 * @param link what the address says besides the recipe
 */
public record PageView(
        Texts texts,
        LessonView lesson,
        List<LessonView> ladder,
        RunView run,
        @Nullable ResultView result,
        FormView form,
        List<ScriptView> scripts,
        @Nullable CarriedView carried,
        @Nullable TapeView tape,
        String otherLanguage,
        String whole,
        @Nullable RefusedView refused,
        boolean tours,
        LinkView link) {}
