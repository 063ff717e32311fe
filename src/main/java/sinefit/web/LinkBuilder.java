package sinefit.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sinefit.number.Figures;
import sinefit.training.Digest;
import sinefit.training.Recipe;
import sinefit.web.view.LinkView;
import sinefit.web.view.LinkView.PreviewView;
import sinefit.web.view.Texts;

/** Reads what an address says besides the recipe. Whatever it says, there is a page to show. */
final class LinkBuilder {
    /** Characters of a title. */
    static final int LONGEST_TITLE = 100;

    /** What can be locked, as the share sheet offers it. */
    static final List<String> PARTS = List.of("lr", "steps", "start", "problem", "optimizer");

    private static final Pattern DIGEST = Pattern.compile("(?:\\d{1,3}-)?[0-9a-f]{8,64}");
    private static final String LOCK = "lock";
    private static final String TITLE = "title";
    private static final String DIGEST_KEY = "digest";
    private static final int SHOWN = 30;

    private final Texts texts;
    private final Recipe recipe;
    private final Map<String, List<String>> query;
    private final List<String> leftOut = new ArrayList<>();

    LinkBuilder(Texts texts, Recipe recipe, Map<String, List<String>> query) {
        this.texts = texts;
        this.recipe = recipe;
        this.query = query;
    }

    /** All of it, with what other sites are told. */
    LinkView build(PreviewView preview, Place place) {
        String title = title(query);
        if (title != null && !title.equals(QueryString.first(query, TITLE).strip())) {
            leftOut.add(texts.get("opened.left.title", LONGEST_TITLE));
        }
        Lock lock = Lock.of(QueryString.first(query, LOCK));
        if (!lock.unknown().isEmpty()) {
            String first = lock.unknown().get(0);
            String shown = first.substring(0, Math.min(SHOWN, first.length()));
            leftOut.add(texts.get("opened.left.lock", shown));
        }
        String digest = QueryString.first(query, DIGEST_KEY).strip();
        boolean readable = DIGEST.matcher(digest).matches();
        if (!digest.isEmpty() && !readable) {
            leftOut.add(texts.get("opened.left.digest"));
        }
        return new LinkView(
                title,
                lock.all() ? "all" : String.join(" ", lock.keys()),
                lock.all() ? "" : said(lock),
                address(place, LOCK),
                readable ? digest : null,
                Digest.engine(recipe),
                leftOut,
                preview);
    }

    /** What other sites are told of the page, at this server's address if that is known. */
    PreviewView preview(Optional<String> base, String description) {
        return new PreviewView(
                description,
                base.map(b -> b + card()).orElse(null),
                base.map(b -> b + "/oembed?url=" + QueryString.escaped(b + address(Place.PAGE, "")))
                        .orElse(null));
    }

    /** The path of the run's picture. */
    String card() {
        String run = recipe.query();
        return "/card.png" + (run.isEmpty() ? "" : "?" + run);
    }

    /** The address of the run somewhere, with the page's own keys but one. */
    String address(Place place, String without) {
        String kept =
                Asked.KEPT.stream()
                        .filter(key -> !key.equals(without))
                        .flatMap(
                                key ->
                                        values(key)
                                                .map(
                                                        value ->
                                                                key
                                                                        + "="
                                                                        + QueryString.escaped(
                                                                                value)))
                        .collect(Collectors.joining("&"));
        String address = Puzzle.kept(place.address(recipe, Optional.empty()), query);
        return kept.isEmpty() ? address : address + (address.contains("?") ? "&" : "?") + kept;
    }

    private Stream<String> values(String key) {
        return query.getOrDefault(key, List.of()).stream()
                .filter(text -> !text.isBlank())
                .map(text -> key.equals("pin") ? text.replace('&', ';') : text);
    }

    /** What somebody calls the run: in one line, and not too long; null if he gave it no name. */
    static @Nullable String title(Map<String, List<String>> query) {
        String text =
                QueryString.first(query, TITLE).replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        if (text.isEmpty()) {
            return null;
        }
        int length = text.codePointCount(0, text.length());
        return length <= LONGEST_TITLE
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_TITLE - 1)) + "…";
    }

    /** The groups that are locked as a whole, then single keys. */
    private String said(Lock lock) {
        List<String> groups =
                PARTS.stream().filter(part -> lock.keys().containsAll(Lock.members(part))).toList();
        List<String> told = groups.stream().flatMap(g -> Lock.members(g).stream()).toList();
        Stream<String> single = lock.keys().stream().filter(key -> !told.contains(key));
        return Stream.concat(groups.stream().map(g -> texts.get("share.lock." + g)), single)
                .collect(Collectors.joining(", "));
    }

    /** Optimizer, rate and length in short: what a preview says of a run before its end. */
    static String essentials(Texts texts, Recipe recipe, String problem) {
        return texts.get(
                "share.essentials",
                problem,
                recipe.optimizer().inTorch(),
                Written.plain(recipe.lr()),
                Figures.whole(recipe.steps()));
    }
}
