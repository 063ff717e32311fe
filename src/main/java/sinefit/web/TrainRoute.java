package sinefit.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import sinefit.knob.Knob;
import sinefit.knob.Refusal;
import sinefit.knob.WholeDomain;
import sinefit.stream.Speed;
import sinefit.stream.Streams;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;

/** A run as server-sent events. Everything that can be refused is refused before the first byte. */
final class TrainRoute implements Handler {
    private static final String TYPE = "text/event-stream";
    private static final Knob<Long> LAST_EVENT_ID =
            new Knob<>("Last-Event-ID", new WholeDomain(0, 1_000_000));

    private final RecipeParser parser;
    private final Streams streams;

    TrainRoute(RecipeParser parser, Streams streams) {
        this.parser = parser;
        this.streams = streams;
    }

    @Override
    public void handle(Context ctx) throws IOException {
        Asked asked = Asked.of(ctx, parser, "from", "speed");
        long from = asked.get(new Knob<>("from", new WholeDomain(0, asked.steps())), 0L);
        Speed speed = asked.get(Speed.KNOB, Speed.DEFAULT);
        Recipe recipe = asked.recipe();
        if (!accepts(ctx)) {
            ctx.status(406).result("this is a " + TYPE);
            return;
        }
        Optional<Streams.Place> place = streams.enter(ctx.ip());
        if (place.isEmpty()) {
            String later = String.valueOf(streams.retryAfterSeconds());
            ctx.status(503).header(Header.RETRY_AFTER, later).result("too many streams");
            return;
        }
        try {
            open(ctx, place.get(), recipe, (int) resumed(ctx, recipe, from), speed);
        } catch (RuntimeException e) {
            streams.leave(place.get());
            throw e;
        }
    }

    private void open(Context ctx, Streams.Place place, Recipe recipe, int from, Speed speed)
            throws IOException {
        ctx.contentType(TYPE + ";charset=utf-8");
        ctx.header(Header.CACHE_CONTROL, "no-cache, no-transform");
        ctx.header("X-Accel-Buffering", "no");
        Runnable abort = Connections.abort(ctx);
        ctx.future(
                () -> {
                    try {
                        // Not ctx.outputStream(): that one may compress, and then holds events
                        // back.
                        ServletOutputStream out = ctx.res().getOutputStream();
                        streams.open(place, recipe, from, speed, out, abort);
                    } catch (IOException | RuntimeException e) {
                        streams.leave(place);
                    }
                    return place.ended();
                });
    }

    private static boolean accepts(Context ctx) {
        String accept = ctx.header(Header.ACCEPT);
        if (accept == null || accept.isBlank()) {
            return true;
        }
        String wanted = accept.toLowerCase(Locale.ROOT);
        return wanted.contains(TYPE) || wanted.contains("text/*") || wanted.contains("*/*");
    }

    /** A Last-Event-ID beats {@code from}; a malformed one is ignored. */
    private static long resumed(Context ctx, Recipe recipe, long from) {
        String last = ctx.header("Last-Event-ID");
        if (last == null) {
            return from;
        }
        try {
            return Math.min(LAST_EVENT_ID.parse(last) + 1, recipe.steps());
        } catch (Refusal e) {
            return from;
        }
    }
}
