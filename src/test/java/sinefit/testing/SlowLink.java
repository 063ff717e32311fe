package sinefit.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network between a browser and a server that can be stalled: what the server says waits. */
public final class SlowLink implements AutoCloseable {
    private final ServerSocket door;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private boolean stalled;

    /** A link to a server on this machine. */
    public SlowLink(int port) throws IOException {
        this.port = port;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        run(this::accept);
    }

    /** The server as it is seen through the link. */
    public Site site() {
        return Site.at(door.getLocalPort());
    }

    public synchronized void stall() {
        stalled = true;
    }

    public synchronized void release() {
        stalled = false;
        notifyAll();
    }

    private synchronized void pass() throws InterruptedException {
        while (stalled) {
            wait();
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket browser = door.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
            open.add(browser);
            open.add(server);
            run(() -> copy(browser, server, false));
            run(() -> copy(server, browser, true));
        }
    }

    private void copy(Socket from, Socket to, boolean gated)
            throws IOException, InterruptedException {
        byte[] bytes = new byte[4096];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                if (gated) {
                    pass();
                }
                out.write(bytes, 0, n);
            }
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private interface Task {
        void run() throws IOException, InterruptedException;
    }

    private static void run(Task task) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                task.run();
                            } catch (IOException | InterruptedException e) {
                                // the other side has gone
                            }
                        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        release();
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
