package sinefit.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import sinefit.stream.Meters.Refused;

/**
 * Hangs up on connections that go on for ever a byte at a time, which no idle timeout notices: the
 * head of a request has to be complete, and what is being written has to be taken, within a time.
 */
final class SlowClients implements Runnable, LifeCycle.Listener {
    /** How often a connection is looked at while patience lasts. */
    private static final int LOOKS = 5;

    /** What a reader has to take in the time he is given. */
    private static final long TAKEN_BYTES = 64 * 1024;

    private final ServerConnector connector;
    private final RefusalLog refusals;
    private final Duration patience;
    private final Map<EndPoint, Seen> seen = new ConcurrentHashMap<>();

    /**
     * Watches over a connector from its start on.
     *
     * @param patience that a head, or 64 KB of an answer, may take
     */
    SlowClients(ServerConnector connector, RefusalLog refusals, Duration patience) {
        this.connector = connector;
        this.refusals = refusals;
        this.patience = patience;
    }

    /**
     * A connection as it was.
     *
     * @param messages requests that had come in
     * @param bytesIn when no head was under way
     * @param bytesOut when it began to wait for its reader
     * @param slowSince when a head, or a write, was first seen under way; 0 if none is
     */
    private record Seen(long messages, long bytesIn, long bytesOut, long slowSince) {}

    @Override
    public void lifeCycleStarted(LifeCycle event) {
        again();
    }

    private void again() {
        if (connector.isRunning()) {
            long millis = patience.toMillis() / LOOKS;
            connector.getScheduler().schedule(this, millis, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void run() {
        long now = System.nanoTime();
        seen.keySet().removeIf(endPoint -> !endPoint.isOpen());
        for (EndPoint endPoint : connector.getConnectedEndPoints()) {
            Connection connection = endPoint.getConnection();
            if (connection != null) {
                look(endPoint, connection, now);
            }
        }
        again();
    }

    private void look(EndPoint endPoint, Connection connection, long now) {
        Seen before = seen.get(endPoint);
        boolean writing = pending(endPoint);
        Seen at =
                before == null
                        ? first(connection, writing, now)
                        : next(before, connection, writing, now);
        if (at.slowSince != 0 && now - at.slowSince > patience.toNanos()) {
            String address = String.valueOf(endPoint.getRemoteSocketAddress());
            endPoint.close();
            seen.remove(endPoint);
            refusals.note(Refused.SLOW, address);
        } else {
            seen.put(endPoint, at);
        }
    }

    private static Seen first(Connection connection, boolean writing, long now) {
        long messages = connection.getMessagesIn();
        // Before the first request every byte is of its head.
        long quiet = messages == 0 ? 0 : connection.getBytesIn();
        boolean slow = writing || connection.getBytesIn() > quiet;
        return new Seen(messages, quiet, connection.getBytesOut(), slow ? now : 0);
    }

    private static Seen next(Seen before, Connection connection, boolean writing, long now) {
        long messages = connection.getMessagesIn();
        boolean answered = messages == connection.getMessagesOut();
        boolean quiet = answered && messages == before.messages;
        long in = quiet ? before.bytesIn : connection.getBytesIn();
        boolean heading = connection.getBytesIn() > in;
        long out = connection.getBytesOut();
        boolean stuck = writing && out - before.bytesOut < TAKEN_BYTES;
        long since = before.slowSince == 0 ? now : before.slowSince;
        return new Seen(messages, in, stuck ? before.bytesOut : out, heading || stuck ? since : 0);
    }

    private static boolean pending(EndPoint endPoint) {
        return endPoint instanceof AbstractEndPoint socket && socket.getWriteFlusher().isPending();
    }
}
