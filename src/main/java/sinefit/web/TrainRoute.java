package sinefit.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
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
    static final String FROM = "from";
    private static final Pattern DIGITS = Pattern.compile("\\d{1,7}");
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
        Asked asked = Asked.of(ctx, parser, FROM, "speed");
        long from = asked.get(new Knob<>(FROM, new WholeDomain(0, asked.steps())), 0L);
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
        Optional<Streams.Place> place = place(ctx, streams, clients);
        if (place.isEmpty()) {
            return;
        }
        try {
            open(ctx, place.get(), recipe, (int) resumed(ctx, recipe, from), speed);
        } catch (RuntimeException e) {
            streams.leave(place.get());
            throw e;
        }
    }

    /** A place among the streams; empty, and told so, if there is none. */
    static Optional<Streams.Place> place(Context ctx, Streams streams, Clients clients) {
        Optional<Streams.Place> place = streams.enter(clients.of(ctx));
        if (place.isEmpty()) {
            boolean full = streams.full();
            RefusalLog.because(ctx, full ? Refused.STREAMS : Refused.CLIENT_STREAMS);
            String later = String.valueOf(streams.retryAfterSeconds());
            ctx.status(503).header(Header.RETRY_AFTER, later);
            ctx.result(full ? "too many streams" : "too many streams from your address");
        }
        return place;
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
        if (last == null || !DIGITS.matcher(last.strip()).matches()) {
            return from; // an id is what a frame had, not a number as people write them
        }
        try {
            return Math.min(LAST_EVENT_ID.parse(last) + 1, recipe.steps());
        } catch (Refusal e) {
            return from;
        }
    }
}
