package sinefit.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.util.Optional;
import sinefit.knob.Knob;
import sinefit.knob.Refusal;
import sinefit.knob.WholeDomain;
import sinefit.stream.Meters.Refused;
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
    private final Clients clients;

    TrainRoute(RecipeParser parser, Streams streams, Clients clients) {
        this.parser = parser;
        this.streams = streams;
        this.clients = clients;
    }

    @Override
    public void handle(Context ctx) throws IOException {
        Asked asked = Asked.of(ctx, parser, "from", "speed");
        long from = asked.get(new Knob<>("from", new WholeDomain(0, asked.steps())), 0L);
        Speed speed = asked.get(Speed.KNOB, Speed.DEFAULT);
        Recipe recipe = asked.recipe();
        if (!Accept.type(ctx.header(Header.ACCEPT), TYPE)) {
            RefusalLog.because(ctx, Refused.ACCEPT);
            ctx.status(406).result("this is a " + TYPE);
            return;
        }
        if (HeadAsGet.asked(ctx)) {
            headers(ctx);
            ctx.res().flushBuffer(); // how long a stream is nobody knows
            return;
        }
        Optional<Streams.Place> place = streams.enter(clients.of(ctx));
        if (place.isEmpty()) {
            boolean full = streams.full();
            RefusalLog.because(ctx, full ? Refused.STREAMS : Refused.CLIENT_STREAMS);
            String later = String.valueOf(streams.retryAfterSeconds());
            ctx.status(503).header(Header.RETRY_AFTER, later);
            ctx.result(full ? "too many streams" : "too many streams from your address");
            return;
        }
        try {
            open(ctx, place.get(), recipe, (int) resumed(ctx, recipe, from), speed);
        } catch (RuntimeException e) {
            streams.leave(place.get());
            throw e;
        }
    }

    private static void headers(Context ctx) {
        ctx.contentType(TYPE + ";charset=utf-8");
        ctx.header(Header.CACHE_CONTROL, "no-cache, no-transform");
        ctx.header("X-Accel-Buffering", "no");
    }

    private void open(Context ctx, Streams.Place place, Recipe recipe, int from, Speed speed)
            throws IOException {
        headers(ctx);
        Runnable abort = Connections.abort(ctx);
        ctx.future(
                () -> {
                    try {
                        // Not ctx.outputStream(): that one may compress, and then holds events
                        // back.
                        ServletOutputStream out = ctx.res().getOutputStream();
                        streams.open(place, recipe, from, speed, out, abort);
                    } catch (IOException e) {
                        streams.leave(place); // he has gone
                    } catch (RuntimeException e) {
                        streams.leave(place);
                        throw e;
                    }
                    return place.ended();
                });
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
