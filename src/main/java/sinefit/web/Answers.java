package sinefit.web;

import io.javalin.http.Context;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import sinefit.stream.Meters.Refused;
import sinefit.stream.Workers;

/**
 * Answers that have to be computed: by the workers, a slice at a time, unless the client or all
 * together have too much under way. Nobody's slow reading holds one of their threads.
 */
record Answers(Workers workers, Deliveries deliveries, Clients clients) {
    /**
     * Does a job and delivers what is made of it.
     *
     * @param work multiply-adds that the job takes at most
     * @param rows rows that it keeps at most
     * @param pieces the body of the answer, made while it is written
     */
    <T> void answer(
            Context ctx,
            String type,
            long work,
            int rows,
            Supplier<Optional<T>> job,
            Function<T, Iterator<byte[]>> pieces) {
        boolean zip = Deliveries.zips(ctx);
        Optional<CompletableFuture<Encoding.Body>> body =
                workers.submit(
                        clients.of(ctx),
                        work,
                        rows,
                        Workers.inTurn(job, done -> new Encoding(pieces.apply(done), zip)));
        if (body.isEmpty()) {
            Deliveries.busy(ctx, workers.full() ? Refused.JOBS : Refused.CLIENT_JOBS);
            return;
        }
        ctx.future(() -> body.get().thenCompose(done -> deliveries.deliver(ctx, type, done)));
    }

    /** Delivers what has been computed; compressed by the workers, too. */
    CompletableFuture<Void> written(Context ctx, String type, List<byte[]> parts) {
        Encoding encoding = new Encoding(parts.iterator(), Deliveries.zips(ctx));
        return workers.submit("", 0, 0, encoding)
                .orElseThrow()
                .thenCompose(body -> deliveries.deliver(ctx, type, body));
    }
}
