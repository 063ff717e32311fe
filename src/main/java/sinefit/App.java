package sinefit;

import sinefit.web.Server;
import sinefit.web.ServerOptions;

/** Starts the server, with what the environment says. */
public final class App {
    private App() {}

    public static void main(String[] args) {
        ServerOptions options;
        try {
            options = ServerOptions.of(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        Server server = Server.start(options);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "sinefit-shutdown"));
        System.out.println("Sinefit is at http://" + options.host() + ":" + server.port() + "/");
    }
}
