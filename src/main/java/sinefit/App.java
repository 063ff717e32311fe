package sinefit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import sinefit.web.Server;
import sinefit.web.ServerOptions;

/** Starts the server, with what the environment says. */
public final class App {
    /** What a first visitor asks for. */
    private static final List<String> FIRST_VISIT =
            List.of("/", "/css/base.css", "/train?steps=60&speed=max", "/trace.json", "/healthz");

    private App() {}

    /**
     * Starts the server.
     *
     * @param args none; or {@code rehearse}: a first visit is played through on any free port, so
     *     that the virtual machine can be told to archive the classes that a start takes
     */
    public static void main(String[] args) throws IOException {
        // Known to Jetty, it need not ask JMX, which takes a tenth of a second to start.
        System.setProperty("org.eclipse.jetty.util.referencesPerCacheLine", "16");
        // Pictures are drawn without a screen, whatever the machine has.
        System.setProperty("java.awt.headless", "true");
        // Nothing here depends on a region: the tables of all of them need not be read.
        System.setProperty("java.locale.providers", "SPI");
        ServerOptions options;
        try {
            options = ServerOptions.of(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        if (List.of(args).contains("rehearse")) {
            rehearse();
            return;
        }
        Server server = Server.start(options);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "sinefit-shutdown"));
        System.out.println("Sinefit is at http://" + options.host() + ":" + server.port() + "/");
    }

    private static void rehearse() throws IOException {
        try (Server server = Server.start(ServerOptions.of(Map.of("PORT", "0")))) {
            for (String path : FIRST_VISIT) {
                URI address = URI.create("http://127.0.0.1:" + server.port() + path);
                try (InputStream in = address.toURL().openStream()) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
        }
    }
}
