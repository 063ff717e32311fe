package sinefit.mission;

import java.util.List;

/**
 * What was found in a run.
 *
 * @param solved whether the mission is
 * @param say key of the sentence that tells what was found
 * @param figures what the sentence names, as it stands on the page, in its order
 */
public record Verdict(boolean solved, String say, List<String> figures) {
    public Verdict {
        figures = List.copyOf(figures);
    }

    static Verdict of(boolean solved, String say, String... figures) {
        return new Verdict(solved, "mission.found." + say, List.of(figures));
    }
}
