package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import sinefit.testing.RawHttp;
import sinefit.testing.RawHttp.Answer;
import sinefit.testing.Site;
import sinefit.testing.Site.Event;

/** Who asks for too much is told to wait, and nobody else has to. */
class SharesTest {
    /** Some seconds of work, in slices. */
    private static final String HEAVY = "/trace.json?n=20000&degree=9&lr=1e-15&steps=20000";

    private static final int SHARE = 8;

    private static List<Socket> heavy(Server server, int count, String client) throws Exception {
        List<Socket> open = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Socket socket = RawHttp.connect(server.port());
            String target = HEAVY + "&min=-3." + (100 + i);
            RawHttp.write(socket, request(target, client));
            open.add(socket);
        }
        return open;
    }

    private static String request(String target, String client) {
        return "GET "
                + target
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Forwarded-For: "
                + client
                + "\r\n\r\n";
    }

    private static double steps(Server server) {
        return Site.at(server.port())
                .get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("sinefit_steps_total "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
                .sum();
    }

    @Test
    void aClientAboveItsShareWaitsAndTheOthersDoNot() throws Exception {
        List<Socket> open = new ArrayList<>();
        try (Server server = Server.start(new ServerOptions("127.0.0.1", 0, 100, 100, 1))) {
            open.addAll(heavy(server, SHARE, "10.0.0.1"));
            String ninth = HEAVY + "&min=-3.2";
            // The eight come in on connections of their own: until all of them count.
            Awaitility.await()
                    .until(
                            () -> {
                                Socket next = RawHttp.connect(server.port());
                                open.add(next);
                                RawHttp.write(next, request(ninth, "10.0.0.1"));
                                return refused(next);
                            });
            Answer refused = RawHttp.exchange(server.port(), request(ninth, "10.0.0.1"));
            assertEquals(429, refused.status());
            assertTrue(Integer.parseInt(refused.header("Retry-After")) > 0);
            double before = steps(server);
            // What is light is taken on, whoever asks; and so is somebody else's heavy job.
            String light = "/trace.json?steps=100&every=10";
            assertEquals(200, RawHttp.statusOf(server.port(), request(light, "10.0.0.1")));
            assertEquals(200, RawHttp.statusOf(server.port(), request(light, "10.0.0.2")));
            String other = "/trace.json?n=2000&lr=1e-7&steps=9000&every=100";
            assertEquals(200, RawHttp.statusOf(server.port(), request(other, "10.0.0.2")));
            assertEquals("finished", last(server));
            assertTrue(steps(server) > before);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static String last(Server server) {
        List<Event> events = Site.at(server.port()).stream("steps=60&speed=60");
        return events.get(events.size() - 1).name();
    }

    /** Whether an answer comes at once: only refusals do. */
    private static boolean refused(Socket socket) throws Exception {
        socket.setSoTimeout(500);
        try {
            return RawHttp.answer(socket).status() == 429;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
