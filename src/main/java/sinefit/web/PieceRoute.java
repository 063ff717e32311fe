package sinefit.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import java.util.Optional;
import sinefit.knob.Knob;
import sinefit.knob.WholeDomain;
import sinefit.stream.Speed;
import sinefit.stream.Streams;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;

/**
 * A piece of the stream as an answer of its own, which is there as a whole or not at all: for
 * readers behind something that holds a stream back until it ends.
 */
final class PieceRoute implements Handler {
    private static final String TYPE = "text/plain;charset=utf-8";

    private final RecipeParser parser;
    private final Streams streams;
    private final Answers answers;

    PieceRoute(RecipeParser parser, Streams streams, Answers answers) {
        this.parser = parser;
        this.streams = streams;
        this.answers = answers;
    }

    @Override
    public void handle(Context ctx) {
        Asked asked = Asked.of(ctx, parser, TrainRoute.FROM, "speed", "until");
        WholeDomain steps = new WholeDomain(0, asked.steps());
        int from = asked.get(new Knob<>(TrainRoute.FROM, steps), 0L).intValue();
        Speed speed = asked.get(Speed.KNOB, Speed.DEFAULT);
        int until = asked.get(new Knob<>("until", steps), (long) asked.steps()).intValue();
        Recipe recipe = asked.recipe();
        Optional<Streams.Place> place = TrainRoute.place(ctx, streams, answers.clients());
        if (place.isEmpty()) {
            return;
        }
        ctx.header(Header.CACHE_CONTROL, "no-store");
        ctx.future(
                () ->
                        streams.piece(place.get(), recipe, from, speed, until)
                                .thenCompose(parts -> answers.written(ctx, TYPE, parts)));
    }
}
