package sinefit.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Viewers of one server, thousands of them on one thread. All but opening, leaving and looking
 * happens on that thread.
 */
final class Crowd implements AutoCloseable {
    private static final int SMALL = 4 * 1024;
    private final InetSocketAddress server;
    private final Selector selector;
    private final Thread thread = new Thread(this::run, "crowd");
    private final Queue<Runnable> wishes = new ConcurrentLinkedQueue<>();
    private final Set<Viewer> open = ConcurrentHashMap.newKeySet();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
    private final byte[] bytes = new byte[256 * 1024];
    private Tally tally = new Tally();
    private final AtomicInteger settled = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean closing;

    Crowd(int port) throws IOException {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        selector = Selector.open();
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * What a viewer does.
     *
     * @param query of the recipe
     * @param speed steps a second
     * @param frames after how many it leaves; 0: it stays to the end
     * @param reads whether it reads at all
     */
    record Habit(String query, double speed, int frames, boolean reads) {
        static Habit staying(String query, double speed) {
            return new Habit(query, speed, 0, true);
        }
    }

    /** One connection. */
    final class Viewer implements Events.Sink {
        private final Habit habit;
        private final long wished = System.nanoTime();
        private final Playout playout;
        private final Events events = new Events(this);
        private SocketChannel channel;
        private long now;
        private int frames;

        private Viewer(Habit habit) throws IOException {
            this.habit = habit;
            this.playout = new Playout(habit.speed, 0);
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            if (!habit.reads) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL);
            }
        }

        private void connect() throws IOException {
            channel.register(selector, SelectionKey.OP_CONNECT, this);
            channel.connect(server);
        }

        private void ask(SelectionKey key) throws IOException {
            channel.finishConnect();
            String request =
                    "GET /train?"
                            + habit.query
                            + "&speed="
                            + habit.speed
                            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n";
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            key.interestOps(habit.reads ? SelectionKey.OP_READ : 0);
        }

        private void read() throws IOException {
            buffer.clear();
            int count = channel.read(buffer);
            now = System.nanoTime();
            if (count < 0) {
                throw new IOException("the server closed");
            }
            buffer.flip();
            buffer.get(bytes, 0, count);
            tally.bytes += count;
            events.take(bytes, count);
        }

        @Override
        public void answered(int status) {
            if (status != 200) {
                refused.incrementAndGet();
                end();
            }
        }

        @Override
        public void frame(int lastStep) {
            if (!playout.playing()) {
                settled.incrementAndGet();
                tally.firstFrame.add((now - wished) / 1e6);
            }
            playout.frame(now, lastStep, tally);
            frames++;
            if (frames == habit.frames) {
                finished.incrementAndGet();
                end();
            }
        }

        @Override
        public void ended() {
            finished.incrementAndGet();
            end();
        }

        private void end() {
            open.remove(this);
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Goes away, as a closed tab does. */
        void leave() {
            wishes.add(
                    () -> {
                        if (channel.isOpen()) {
                            end();
                        }
                    });
            selector.wakeup();
        }
    }

    /** One more viewer, who connects at once. */
    Viewer open(Habit habit) throws IOException {
        Viewer viewer = new Viewer(habit);
        open.add(viewer);
        wishes.add(
                () -> {
                    try {
                        viewer.connect();
                    } catch (IOException e) {
                        lost(viewer);
                    }
                });
        selector.wakeup();
        return viewer;
    }

    private void lost(Viewer viewer) {
        lost.incrementAndGet();
        viewer.end();
    }

    private void run() {
        try {
            while (!closing) {
                selector.select(this::turn, 100);
                for (Runnable wish = wishes.poll(); wish != null; wish = wishes.poll()) {
                    wish.run();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void turn(SelectionKey key) {
        Viewer viewer = (Viewer) key.attachment();
        try {
            if (key.isConnectable()) {
                viewer.ask(key);
            } else if (key.isReadable()) {
                viewer.read();
            }
        } catch (IOException e) {
            lost(viewer);
        }
    }

    /** What was seen since the last time, and a new sheet. */
    Tally tally() throws InterruptedException {
        Tally[] seen = new Tally[1];
        CountDownLatch done = new CountDownLatch(1);
        wishes.add(
                () -> {
                    seen[0] = tally;
                    tally = new Tally();
                    done.countDown();
                });
        selector.wakeup();
        done.await();
        return seen[0];
    }

    /** Viewers with a connection, or on their way to one. */
    int open() {
        return open.size();
    }

    /** Viewers whose first frame has come, since the beginning. */
    int settled() {
        return settled.get();
    }

    /** Viewers who have seen what they wanted. */
    int finished() {
        return finished.get();
    }

    /** Viewers whose connection failed or was cut. */
    int lost() {
        return lost.get();
    }

    /** Viewers who were answered with anything but 200. */
    int refused() {
        return refused.get();
    }

    /** All go away at once. */
    @Override
    public void close() throws IOException {
        closing = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.forEach(Viewer::end);
        selector.close();
    }
}
