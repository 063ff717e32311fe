package sinefit.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import sinefit.web.view.Libraries;

/**
 * The page's own files, and those of the libraries. They are few: each is kept, compressed too, and
 * written without a thread, so that a reader who stalls costs a socket and nothing else.
 */
final class StaticFiles {
    private static final String LIBRARIES = "META-INF/resources/webjars/";
    private static final String OWN = "web/static/";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    /** Names that begin with a letter or digit, and an ending: no way out, nothing hidden. */
    private static final Pattern NAME = Pattern.compile("(\\w[\\w.@-]*/)*\\w[\\w.@-]*\\.(\\w+)");

    private static final Map<String, String> TYPES =
            Map.of(
                    "js", "text/javascript;charset=utf-8",
                    "css", "text/css;charset=utf-8",
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "woff2", "font/woff2",
                    "txt", "text/plain;charset=utf-8");

    /** Types that a browser only takes as parts of a page, never as one. */
    private static final Set<String> PARTS =
            Set.of(TYPES.get("js"), TYPES.get("css"), TYPES.get("woff2"));

    private final boolean live;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    /**
     * The files of the class path.
     *
     * @param live whether the page's own are read from the checkout in the working directory, anew
     *     each time
     */
    StaticFiles(boolean live) {
        this.live = live;
    }

    /** A file as it is kept. */
    private record Kept(Encoding.Body plain, Encoding.Body zipped, String tag) {
        static Kept of(byte[] bytes) {
            String tag = "W/\"" + Integer.toHexString(Arrays.hashCode(bytes)) + "\"";
            return new Kept(Encoding.of(bytes, false), Encoding.of(bytes, true), tag);
        }
    }

    /** Adds them behind all other routes. */
    void add(RoutesConfig routes) {
        String libraries = Libraries.PATH + "/<path>";
        routes.get(libraries, ctx -> library(ctx, ctx.pathParam("path")));
        for (String folder : List.of("css", "font", "img", "js")) {
            Handler own = ctx -> own(ctx, folder + "/" + ctx.pathParam("path"));
            routes.get("/" + folder + "/<path>", own);
        }
    }

    private void library(Context ctx, String path) {
        serve(ctx, path, LIBRARIES + path, FOR_EVER);
    }

    private void own(Context ctx, String path) {
        serve(ctx, path, OWN + path, "no-cache");
    }

    private void serve(Context ctx, String path, String place, String caching) {
        Optional<String> type = type(path);
        Optional<Kept> file = type.isEmpty() ? Optional.empty() : file(place);
        if (file.isEmpty()) {
            ctx.status(404);
            return;
        }
        if (PARTS.contains(type.get())) {
            EveryAnswer.ofPart(ctx.res());
        }
        ctx.header(Header.CACHE_CONTROL, caching);
        ctx.header(Header.ETAG, file.get().tag());
        if (file.get().tag().equals(ctx.header(Header.IF_NONE_MATCH))) {
            ctx.status(304);
            return;
        }
        Encoding.Body body = Deliveries.zips(ctx) ? file.get().zipped() : file.get().plain();
        ctx.future(() -> Deliveries.shared(ctx, type.get(), body));
    }

    /** The type of a file that may be asked for; empty for any other path. */
    static Optional<String> type(String path) {
        var name = NAME.matcher(path);
        return name.matches() ? Optional.ofNullable(TYPES.get(name.group(2))) : Optional.empty();
    }

    private Optional<Kept> file(String place) {
        if (live && place.startsWith(OWN)) {
            return sent(place).map(Kept::of);
        }
        Kept known = kept.get(place);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Kept> found = sent(place).map(Kept::of);
        found.ifPresent(file -> kept.put(place, file));
        return found;
    }

    /** A file as it is sent: the page's own are lean. */
    private Optional<byte[]> sent(String place) {
        Optional<byte[]> file = read(place);
        if (place.startsWith(OWN) && place.endsWith(".js")) {
            return file.map(Lean::script);
        }
        if (place.startsWith(OWN) && place.endsWith(".css")) {
            String folder = place.substring(0, place.lastIndexOf('/') + 1);
            return file.map(sheet -> Lean.style(sheet, name -> read(folder + name)));
        }
        return file;
    }

    private Optional<byte[]> read(String place) {
        try {
            if (live && place.startsWith(OWN)) {
                Path file = Path.of(place);
                return Files.isRegularFile(file)
                        ? Optional.of(Files.readAllBytes(file))
                        : Optional.empty();
            }
            try (InputStream in = getClass().getResourceAsStream("/" + place)) {
                return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
