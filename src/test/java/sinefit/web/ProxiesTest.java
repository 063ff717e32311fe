package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sinefit.testing.RawHttp;

/** Whose address counts, with a proxy in front and without. */
class ProxiesTest {
    private static final String STREAM = "/train?speed=1";

    private static ServerOptions options(int proxies) {
        return new ServerOptions("127.0.0.1", 0, 100, 2, proxies);
    }

    /** Opens streams as a proxy would for these clients; whether one more of them gets in. */
    private static int third(Server server, String first, String second, String third)
            throws Exception {
        List<Socket> open = new ArrayList<>();
        try {
            int before = server.streams();
            for (String client : List.of(first, second)) {
                Socket socket = RawHttp.connect(server.port());
                open.add(socket);
                RawHttp.write(
                        socket, "GET " + STREAM + " HTTP/1.1\r\nHost: x\r\n" + client + "\r\n\r\n");
            }
            Awaitility.await().until(() -> server.streams() == before + 2);
            return RawHttp.status(server.port(), STREAM + "&steps=1", third);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
            Awaitility.await().until(() -> server.streams() == 0);
        }
    }

    @Test
    void withoutAProxyTheHeaderIsNotRead() throws Exception {
        try (Server server = Server.start(options(0))) {
            String a = "X-Forwarded-For: 10.0.0.1";
            assertEquals(503, third(server, a, a, "X-Forwarded-For: 10.0.0.2"));
        }
    }

    @Test
    void behindAProxyEachClientHasItsShare() throws Exception {
        try (Server server = Server.start(options(1))) {
            String a = "X-Forwarded-For: 10.0.0.1";
            assertEquals(503, third(server, a, a, a));
            assertEquals(200, third(server, a, a, "X-Forwarded-For: 10.0.0.2"));
            // What the client itself wrote stands to the left of what the proxy saw.
            assertEquals(
                    503,
                    third(
                            server,
                            "X-Forwarded-For: 1.1.1.1, 10.0.0.1",
                            "X-Forwarded-For: 2.2.2.2, 10.0.0.1",
                            "X-Forwarded-For: 3.3.3.3\r\nX-Forwarded-For: 10.0.0.1"));
            // No address at all: the connection's counts.
            String none = "X-Forwarded-For: <script>, un known";
            assertEquals(503, third(server, none, "X-None: 1", "X-Forwarded-For: _hidden"));
        }
    }

    @Test
    void behindTwoTheOuterOneIsBelieved() throws Exception {
        try (Server server = Server.start(options(2))) {
            String a = "X-Forwarded-For: 9.9.9.9, 10.0.0.1, 172.16.0.1";
            String b = "X-Forwarded-For: 9.9.9.9, 10.0.0.2, 172.16.0.1";
            assertEquals(503, third(server, a, a, a));
            assertEquals(200, third(server, a, a, b));
        }
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "10.0.0.1 | 10.0.0.1",
                "10.0.0.1:53211 | 10.0.0.1",
                "2001:db8:1:2:3:4:5:6 | 20:01:0d:b8:00:01:00:02",
                "2001:db8:1:2:ffff:: | 20:01:0d:b8:00:01:00:02",
                "[2001:db8:1:2::9]:443 | 20:01:0d:b8:00:01:00:02",
                "[0:0:0:0:0:0:0:1] | 00:00:00:00:00:00:00:00",
                "fe80::1%eth0 | fe:80:00:00:00:00:00:00",
                "::ffff:10.0.0.1 | 10.0.0.1",
                "beef | ",
                "1.2.3.4.5 | ",
                "2001:::1 | ",
                "unknown | ",
                "'' | "
            },
            delimiter = '|')
    void oneClientIsOneHoweverItsAddressIsWritten(String address, @Nullable String counted) {
        assertEquals(Optional.ofNullable(counted), Clients.counted(address));
    }

    @Test
    void theNumberOfProxiesIsAnOption() {
        assertEquals(1, ServerOptions.of(Map.of("SINEFIT_PROXIES", "1")).proxies());
        Map<String, String> bad = Map.of("SINEFIT_PROXIES", "yes");
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> ServerOptions.of(bad));
        String said = String.valueOf(refused.getMessage());
        assertTrue(said.contains("SINEFIT_PROXIES"), said);
    }
}
