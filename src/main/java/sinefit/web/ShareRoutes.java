package sinefit.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import sinefit.knob.Knob;
import sinefit.knob.Refusal;
import sinefit.knob.Rejection;
import sinefit.knob.WholeDomain;
import sinefit.lesson.Lesson;
import sinefit.mission.Mission;
import sinefit.mission.Missions;
import sinefit.plot.Card;
import sinefit.stream.Wire;
import sinefit.training.Digest;
import sinefit.training.InvalidRecipe;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;
import sinefit.web.view.ShareView;
import sinefit.web.view.Texts;

/** What goes out of the house: the share sheet, QR codes, and how to embed a run. */
final class ShareRoutes {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    private static final Pattern PAGE = Pattern.compile("/(?:(?:lessons|embed)/([a-z]{1,20}))?");
    private static final Pattern LOCAL =
            Pattern.compile("https?://(?:localhost|127\\.[0-9.]+|\\[::1])(?::\\d+)?");

    /** A path of this server, with a query. */
    private static final Pattern WITHIN = Pattern.compile("/(?:[!-.0-\\[\\]-~][!-\\[\\]-~]*)?");

    private final RecipeParser parser;
    private final Html html;
    private final Deliveries deliveries;
    private final PublicAddress address;

    ShareRoutes(RecipeParser parser, Html html, Deliveries deliveries, PublicAddress address) {
        this.parser = parser;
        this.html = html;
        this.deliveries = deliveries;
        this.address = address;
    }

    void add(RoutesConfig routes) {
        routes.get("/share/{slug}", this::sheet);
        routes.get("/qr.svg", this::code);
        routes.get("/oembed", this::oembed);
    }

    /** The share sheet, to be put into the page of a run. */
    private void sheet(Context ctx) {
        Asked.ofLesson(ctx, parser)
                .map(run -> view(ctx, run))
                .ifPresent(share -> html.answer(ctx, "share.jte", Map.of("share", share)));
    }

    private ShareView view(Context ctx, Recipe run) {
        Lesson lesson = Lesson.of(run.preset().slug()).orElseThrow();
        return new ShareView(
                Pages.texts(ctx),
                address.told().orElse(null),
                address.of(ctx).map(b -> LOCAL.matcher(b).matches()).orElse(false),
                Digest.engine(run),
                LinkBuilder.LONGEST_TITLE,
                QrCode.LONGEST,
                Missions.of(lesson).stream().map(Mission::slug).toList(),
                LinkBuilder.PARTS);
    }

    /** A path of this server as a QR code of its whole address. */
    private void code(Context ctx) {
        String to = QueryString.first(QueryString.of(ctx.queryString()).values(), "to");
        Optional<String> base = address.of(ctx);
        if (base.isEmpty() || !WITHIN.matcher(to).matches()) {
            throw refused("to", to, "reject.ownAddress");
        }
        String whole = base.get() + to;
        if (!QrCode.fits(whole)) {
            int room = QrCode.LONGEST - base.get().length();
            throw refused("to", to, "reject.long", String.valueOf(room));
        }
        EveryAnswer.ofPart(ctx.res());
        ctx.header(Header.CACHE_CONTROL, "no-store");
        ctx.future(
                () ->
                        deliveries.deliver(
                                ctx,
                                "image/svg+xml",
                                QrCode.svg(whole).getBytes(StandardCharsets.UTF_8)));
    }

    /** How to embed a run that somebody has a link to (oembed.com, version 1.0). */
    private void oembed(Context ctx) {
        Map<String, List<String>> query = QueryString.of(ctx.queryString()).values();
        String format = QueryString.first(query, "format");
        if (!format.isEmpty() && !format.equals("json")) {
            ctx.status(501).result("json only\n");
            return;
        }
        int width = size(query, "maxwidth", WIDTH);
        int height = size(query, "maxheight", HEIGHT);
        Optional<URI> uri = address.own(ctx, QueryString.first(query, "url"));
        Optional<Embedded> embedded = uri.flatMap(this::embedded);
        Optional<String> base = address.of(ctx);
        if (base.isEmpty() || embedded.isEmpty()) {
            ctx.status(404).result("no page of this server\n");
            return;
        }
        ctx.header(Header.CACHE_CONTROL, "no-store");
        ctx.contentType("application/json")
                .result(answer(embedded.get(), base.get(), width, height));
    }

    /** A run with what its address says besides. */
    private record Embedded(Recipe recipe, Map<String, List<String>> query, Texts texts) {}

    /** The run that an address of this server shows; empty if it shows none. */
    private Optional<Embedded> embedded(URI uri) {
        String path =
                uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var page = PAGE.matcher(path);
        if (!page.matches()) {
            return Optional.empty();
        }
        QueryString whole = QueryString.of(uri.getRawQuery());
        Map<String, List<String>> query = new HashMap<>(QueryString.of(whole.mended()).values());
        if (page.group(1) != null) {
            query.put(RecipeParser.LESSON, List.of(page.group(1)));
        }
        String lang = QueryString.first(query, "lang");
        try {
            Recipe recipe = parser.parse(query, Asked.PAGE_KEYS);
            return Optional.of(new Embedded(recipe, query, Messages.pick(lang, null)));
        } catch (InvalidRecipe e) {
            return Optional.empty();
        }
    }

    private static byte[] answer(Embedded embedded, String base, int width, int height) {
        Texts texts = embedded.texts();
        Recipe recipe = embedded.recipe();
        LinkBuilder link = new LinkBuilder(texts, recipe, embedded.query());
        String given = LinkBuilder.title(embedded.query());
        String title =
                given != null ? given : texts.get("lesson." + recipe.preset().slug() + ".title");
        String source = base + link.address(Place.FRAME, "");
        return Wire.object(
                json -> {
                    json.writeStringField("version", "1.0");
                    json.writeStringField("type", "rich");
                    json.writeStringField("title", title);
                    json.writeStringField("provider_name", "Sinefit");
                    json.writeStringField("provider_url", base + "/");
                    json.writeNumberField("width", width);
                    json.writeNumberField("height", height);
                    json.writeStringField("html", frame(source, title, width, height));
                    json.writeStringField("thumbnail_url", base + link.card());
                    json.writeNumberField("thumbnail_width", Card.WIDTH);
                    json.writeNumberField("thumbnail_height", Card.HEIGHT);
                });
    }

    private static String frame(String source, String title, int width, int height) {
        return "<iframe src=\""
                + escaped(source)
                + "\" width=\""
                + width
                + "\" height=\""
                + height
                + "\" title=\""
                + escaped(title)
                + "\" loading=\"lazy\" style=\"border:0;max-width:100%\"></iframe>";
    }

    /** The width or height there is room for; as much as is wanted if nothing is said. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static int size(Map<String, List<String>> query, String key, int wanted) {
        String text = QueryString.first(query, key);
        if (text.isEmpty()) {
            return wanted;
        }
        try {
            long most = new Knob<>(key, new WholeDomain(1, 100_000)).parse(text);
            return (int) Math.min(wanted, most);
        } catch (Refusal e) {
            throw new InvalidRecipe(List.of(e.of(key, text)));
        }
    }

    private static InvalidRecipe refused(
            String key, String value, String reason, String... bounds) {
        return new InvalidRecipe(List.of(new Rejection(key, value, reason, List.of(bounds))));
    }
}
