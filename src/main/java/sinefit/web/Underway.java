package sinefit.web;

import java.time.Duration;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;

/** Counts the requests being answered, so that a server that stops can wait for them. */
final class Underway implements HttpConfiguration.Customizer {
    private int count;
    private boolean last;

    @Override
    public Request customize(Request request, HttpFields.Mutable answer) {
        if (entered()) {
            answer.put(HttpHeader.CONNECTION, "close");
        }
        request.addHttpStreamWrapper(
                stream ->
                        new HttpStream.Wrapper(stream) {
                            @Override
                            public void succeeded() {
                                super.succeeded();
                                left();
                            }

                            @Override
                            public void failed(Throwable failure) {
                                super.failed(failure);
                                left();
                            }
                        });
        return request;
    }

    /** From now on every answer is the last one on its connection. */
    synchronized void close() {
        last = true;
    }

    /** Waits until nothing is under way, but not for ever. */
    synchronized void await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toMillis(); count > 0 && left > 0; ) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
    }

    private synchronized boolean entered() {
        count++;
        return last;
    }

    private synchronized void left() {
        count--;
        notifyAll();
    }
}
