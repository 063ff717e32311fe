package sinefit.testing;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import sinefit.web.Server;
import sinefit.web.ServerOptions;

/** Tests against a real server on a free port. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class WithServer {
    private Server server;

    @BeforeAll
    void startServer() {
        server = Server.start(options());
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    protected ServerOptions options() {
        return new ServerOptions("127.0.0.1", 0, 5_000, 1_000);
    }

    protected Server server() {
        return server;
    }

    protected Site site() {
        return Site.at(server.port());
    }
}
