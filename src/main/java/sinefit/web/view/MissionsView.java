package sinefit.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The missions of a lesson.
 *
 * @param texts the interface in the reader's language
 * @param lesson the lesson's slug
 * @param unknown the name of the mission that was asked for, if there is none of that name; or
 *     empty
 * @param elsewhere the mission that was asked for, if it is another lesson's; or null
 * @param missions in their order
 * @param all how many missions there are in all lessons
 */
public record MissionsView(
        Texts texts,
        String lesson,
        String unknown,
        @Nullable MissionView elsewhere,
        List<MissionView> missions,
        int all) {
    /**
     * A mission; its words are in the language files.
     *
     * @param slug its name
     * @param lesson its lesson's slug
     * @param lessonName what that lesson is called
     * @param asks whether something has to be typed
     * @param stage link that sets the stage
     * @param solution link to a run that solves it
     * @param answer what is to be typed there; empty if nothing
     */
    public record MissionView(
            String slug,
            String lesson,
            String lessonName,
            boolean asks,
            String stage,
            String solution,
            String answer) {}
}
