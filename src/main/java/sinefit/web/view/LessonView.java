package sinefit.web.view;

/**
 * One rung of the ladder.
 *
 * @param number from 1
 * @param slug last part of its address, and name of its folder of templates
 * @param name proper name for the ladder, in the reader's language
 * @param setting library and width, as "NumPy, float64"
 * @param href its address, with the reader's language and, if the run shown is not the lesson's
 *     own, that run to keep what it can of
 * @param current whether this is the lesson shown
 */
public record LessonView(
        int number, String slug, String name, String setting, String href, boolean current) {}
