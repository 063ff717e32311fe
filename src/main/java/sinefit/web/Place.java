package sinefit.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sinefit.training.Recipe;

/** Where a run is shown: on a page of its own, or framed by somebody else's. */
enum Place {
    PAGE("/lessons/", "page.jte"),
    FRAME("/embed/", "embed.jte");

    private final String path;
    private final String template;

    Place(String path, String template) {
        this.path = path;
        this.template = template;
    }

    String template() {
        return template;
    }

    /** The path of a lesson. */
    String path(String slug) {
        return path + slug;
    }

    /** The canonical address of a run here, in a language if one is named. */
    String address(Recipe run, Optional<String> lang) {
        String pageQuery = run.pageQuery();
        List<String> parts = new ArrayList<>();
        if (!pageQuery.isEmpty()) {
            parts.add(pageQuery);
        }
        lang.ifPresent(l -> parts.add("lang=" + l));
        String path = path(run.preset().slug());
        return parts.isEmpty() ? path : path + "?" + String.join("&", parts);
    }
}
