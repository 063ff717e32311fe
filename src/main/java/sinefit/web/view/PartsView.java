package sinefit.web.view;

import gg.jte.Content;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parts of a page that its run decides on, made already. A page that shows another run of the
 * same lesson gets in place of them only those that are others.
 *
 * @param all in the order of the page
 */
public record PartsView(List<PartView> all) {
    /**
     * One of them.
     *
     * @param id of its element
     * @param stamp the same for the same text
     * @param html its element
     */
    public record PartView(String id, String stamp, String html) {
        private String known() {
            return id + ":" + stamp;
        }

        private Content content() {
            return out -> out.writeContent(html);
        }
    }

    /** What stands in the page for one of them. */
    public Content of(String id) {
        return all.stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow().content();
    }

    /** Which they are, "story:1f0c code:…", as a page says which it has. */
    public String stamps() {
        return all.stream().map(PartView::known).collect(Collectors.joining(" "));
    }

    /** Those that are not known yet, by their stamps. */
    public List<Content> without(Set<String> known) {
        return all.stream()
                .filter(part -> !known.contains(part.known()))
                .map(PartView::content)
                .toList();
    }
}
