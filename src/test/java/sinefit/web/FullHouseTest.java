package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.net.http.HttpResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import sinefit.testing.RawHttp;
import sinefit.testing.WithServer;

/** A server that is full says so before the first byte, and has room again when somebody leaves. */
class FullHouseTest extends WithServer {
    private static final int PLACES = 3;

    @Override
    protected ServerOptions options() {
        return new ServerOptions("127.0.0.1", 0, 100, PLACES);
    }

    @Test
    void whoComesTooManyIsSentAwayUntilSomebodyLeaves() throws Exception {
        Socket[] viewers = new Socket[PLACES];
        for (int i = 0; i < PLACES; i++) {
            // Never read: it is dropped or leaves, whichever comes first.
            viewers[i] = RawHttp.neverReading(server().port(), "/train?speed=1");
        }
        Awaitility.await().until(() -> server().streams() == PLACES);
        HttpResponse<String> refused = site().get("/train?steps=1");
        assertEquals(503, refused.statusCode());
        assertTrue(Integer.parseInt(refused.headers().firstValue("Retry-After").orElse("0")) > 0);
        assertEquals(200, site().get("/trace.json?steps=1").statusCode());
        for (Socket viewer : viewers) {
            viewer.close();
        }
        // At one step a second something is written every second: that tells who has gone.
        Awaitility.await().until(() -> server().streams() == 0);
        assertEquals("finished", site().stream("steps=1").get(2).name());
    }
}
