package sinefit.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import sinefit.web.view.PageView;
import sinefit.web.view.PartsView;
import sinefit.web.view.PartsView.PartView;

/** Makes the parts of a page that its run decides on, each from the template of its name. */
final class Parts {
    /** The header by which a page says which parts it has. */
    static final String HEADER = "Sinefit-Parts";

    /** Their ids, and their templates but for one. */
    private static final List<String> ALL =
            List.of("strip", "own", "story", "panel", "derive", "tape", "code", "log", "words");

    private Parts() {}

    /** All that the page has; a frame shows no tape. */
    static PartsView of(Html html, PageView page, Place place) {
        List<PartView> parts = new ArrayList<>();
        for (String id : ALL) {
            if (!id.equals("tape") || (page.tape() != null && place == Place.PAGE)) {
                String text = html.text(template(id), Map.of("page", page));
                parts.add(new PartView(id, stamp(text), text));
            }
        }
        return new PartsView(parts);
    }

    private static String template(String id) {
        return "partial/" + (id.equals("derive") ? "derivation" : id) + ".jte";
    }

    private static String stamp(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    /** What a page says that it has. */
    static Set<String> known(@Nullable String header) {
        return header == null ? Set.of() : new HashSet<>(List.of(header.strip().split("\\s+")));
    }
}
