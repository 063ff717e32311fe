package sinefit.web;

import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.Header;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.ee10.servlet.HttpOutput;

/**
 * Answers that are written as their readers take them, without a thread. Who does not read holds
 * some memory until he is cut off; how much all of them hold is bounded.
 */
final class Deliveries {
    private static final int KILOBYTES = 32 * 1024;
    private static final int PATIENCE_SECONDS = 30;
    private static final int PIECE = 64 * 1024;
    private static final int WORTH_COMPRESSING = 1_400;
    private final Semaphore kilobytes = new Semaphore(KILOBYTES);

    /**
     * Delivers a body with the status of the context, or says that too many are under way.
     *
     * @return completes when it is written, or its reader has gone
     */
    CompletableFuture<Void> deliver(Context ctx, String type, byte[] body) {
        return begun(ctx, type, body)
                .orElseGet(
                        () -> {
                            busy(ctx);
                            return CompletableFuture.completedFuture(null);
                        });
    }

    /** The answer to who has, or all together have, too much under way. */
    static void busy(Context ctx) {
        ctx.res().setHeader(Header.CONTENT_DISPOSITION, null);
        ctx.contentType(ContentType.TEXT_PLAIN).status(429).header(Header.RETRY_AFTER, "2");
        ctx.result("too much at once: try again");
    }

    private Optional<CompletableFuture<Void>> begun(Context ctx, String type, byte[] body) {
        String accepted = ctx.header(Header.ACCEPT_ENCODING);
        boolean zip =
                body.length > WORTH_COMPRESSING && accepted != null && accepted.contains("gzip");
        byte[] sent = zip ? compressed(body) : body;
        int size = sent.length / 1024 + 1;
        if (!kilobytes.tryAcquire(size)) {
            return Optional.empty();
        }
        ctx.contentType(type);
        if (zip) {
            ctx.header(Header.CONTENT_ENCODING, "gzip");
        }
        ctx.res().setContentLength(sent.length);
        try {
            Writer writer = new Writer(ctx.res().getOutputStream(), sent);
            Runnable abort = Connections.abort(ctx);
            return Optional.of(writer.start(abort).whenComplete((v, e) -> kilobytes.release(size)));
        } catch (IOException e) {
            kilobytes.release(size);
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] compressed(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 3);
        try (GZIPOutputStream zip = new Fast(bytes)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Speed before size: this runs where runs are computed. */
    private static final class Fast extends GZIPOutputStream {
        Fast(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private static final class Writer implements WriteListener {
        private final HttpOutput out;
        private final ByteBuffer rest;
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        Writer(ServletOutputStream out, byte[] body) {
            this.out = (HttpOutput) out;
            this.rest = ByteBuffer.wrap(body);
        }

        /** Starts writing; whoever takes too long is cut off. */
        CompletableFuture<Void> start(Runnable abort) {
            out.setWriteListener(this);
            CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .execute(
                            () -> {
                                if (!done.isDone()) {
                                    abort.run();
                                    done.complete(null);
                                }
                            });
            return done;
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
