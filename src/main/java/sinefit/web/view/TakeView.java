package sinefit.web.view;

import java.util.List;

/**
 * What can be taken along from a run.
 *
 * @param texts the interface in the reader's language
 * @param query the run's canonical query; may be empty
 * @param programs the run as programs
 * @param missing why a program is not among them; empty if all are
 * @param table the trace as a table, and as JSON; then the samples
 * @param spacings how many steps apart the rows of a trace can be
 * @param charts the charts as pictures
 * @param recipe the recipe in words
 * @param address the run's page, its path and query
 */
public record TakeView(
        Texts texts,
        String query,
        List<FileView> programs,
        String missing,
        List<FileView> table,
        List<SpacingView> spacings,
        List<ChartFileView> charts,
        List<String> recipe,
        String address) {
    /**
     * A file.
     *
     * @param name what it is
     * @param spaced whether its rows can be any number of steps apart
     */
    public record FileView(String name, String href, String file, boolean spaced) {}

    /**
     * A distance between rows.
     *
     * @param chosen whether it is the usual one
     */
    public record SpacingView(long every, String name, boolean chosen) {}

    /**
     * A chart.
     *
     * @param kind as in its address
     * @param href of the picture of the whole run
     * @param file the picture's name, without step and ending
     */
    public record ChartFileView(String kind, String name, String href, String file) {}
}
