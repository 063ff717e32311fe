package sinefit.web;

import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.Header;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.HttpOutput;
import sinefit.stream.Meters.Refused;

/**
 * Answers that are written as their readers take them, without a thread. Who does not read holds
 * some memory until he is cut off; how much all of them hold is bounded.
 */
final class Deliveries {
    private static final int KILOBYTES = 32 * 1024;
    private static final int PATIENCE_SECONDS = 30;
    private static final int PIECE = 64 * 1024;

    /** Whoever has been reading for longer than this makes room when there is none. */
    private static final long GRACE_NANOS = 2_000_000_000L;

    private final Semaphore kilobytes = new Semaphore(KILOBYTES);
    private final Queue<Writer> writers = new ConcurrentLinkedQueue<>();

    /**
     * Delivers a body with the status of the context, or says that too many are under way.
     *
     * @return completes when it is written, or its reader has gone
     */
    CompletableFuture<Void> deliver(Context ctx, String type, Encoding.Body body) {
        return begun(ctx, type, body)
                .orElseGet(
                        () -> {
                            busy(ctx, Refused.DELIVERIES);
                            return CompletableFuture.completedFuture(null);
                        });
    }

    /** Delivers what is there as a whole. */
    CompletableFuture<Void> deliver(Context ctx, String type, byte[] whole) {
        return deliver(ctx, type, Encoding.of(whole, zips(ctx)));
    }

    /**
     * Delivers bytes that are shared by all their readers, so that it does not matter how many.
     *
     * @return completes when it is written, or its reader has gone
     */
    static CompletableFuture<Void> shared(Context ctx, String type, Encoding.Body body) {
        try {
            return writer(ctx, type, body).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a reader takes gzip. */
    static boolean zips(Context ctx) {
        return Accept.coding(ctx.header(Header.ACCEPT_ENCODING), "gzip");
    }

    /** The answer to who has, or all together have, too much under way. */
    static void busy(Context ctx, Refused reason) {
        RefusalLog.because(ctx, reason);
        ctx.res().setHeader(Header.CONTENT_DISPOSITION, null);
        ctx.contentType(ContentType.TEXT_PLAIN).status(429).header(Header.RETRY_AFTER, "2");
        ctx.result(Pages.texts(ctx).get("busy"));
    }

    private Optional<CompletableFuture<Void>> begun(Context ctx, String type, Encoding.Body body) {
        int size = body.bytes().length / 1024 + 1;
        if (!room(size)) {
            return Optional.empty();
        }
        try {
            Writer writer = writer(ctx, type, body);
            writers.add(writer);
            return Optional.of(
                    writer.start()
                            .whenComplete(
                                    (v, e) -> {
                                        writers.remove(writer);
                                        kilobytes.release(size);
                                    }));
        } catch (IOException e) {
            kilobytes.release(size);
            throw new UncheckedIOException(e);
        }
    }

    /** Takes so much room; those who have been reading for longest give theirs, if they must. */
    private boolean room(int size) {
        while (!kilobytes.tryAcquire(size)) {
            Writer oldest = writers.peek();
            if (oldest == null || System.nanoTime() - oldest.startNanos < GRACE_NANOS) {
                return false;
            }
            writers.remove(oldest);
            oldest.cut();
        }
        return true;
    }

    private static Writer writer(Context ctx, String type, Encoding.Body body) throws IOException {
        ctx.contentType(type);
        if (body.zipped()) {
            ctx.header(Header.CONTENT_ENCODING, "gzip");
        }
        ctx.res().setContentLength(body.bytes().length);
        return new Writer(ctx.res().getOutputStream(), body.bytes(), Connections.abort(ctx));
    }

    private static final class Writer implements WriteListener {
        private final HttpOutput out;
        private final ByteBuffer rest;
        private final Runnable abort;
        private final long startNanos = System.nanoTime();
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        Writer(ServletOutputStream out, byte[] body, Runnable abort) {
            this.out = (HttpOutput) out;
            this.rest = ByteBuffer.wrap(body);
            this.abort = abort;
        }

        /** Starts writing; whoever takes too long is cut off. */
        CompletableFuture<Void> start() {
            out.setWriteListener(this);
            // A clock that lets go of the body as soon as it is written.
            return done.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .exceptionallyAsync(
                            late -> {
                                abort.run();
                                return null;
                            });
        }

        /** Hangs up on a reader who is not done. */
        void cut() {
            if (!done.isDone()) {
                abort.run();
                done.complete(null);
            }
        }

        @Override
        public void onWritePossible() throws IOException {
            while (out.isReady()) {
                if (!rest.hasRemaining()) {
                    done.complete(null);
                    return;
                }
                int size = Math.min(rest.remaining(), PIECE);
                ByteBuffer piece = rest.slice(rest.position(), size);
                rest.position(rest.position() + size);
                out.write(piece);
            }
        }

        @Override
        public void onError(Throwable t) {
            done.complete(null);
        }
    }
}
