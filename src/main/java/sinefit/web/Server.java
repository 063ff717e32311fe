package sinefit.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.resolve.DirectoryCodeResolver;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.staticfiles.Location;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LowResourceMonitor;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import sinefit.lesson.Lesson;
import sinefit.stream.Overviews;
import sinefit.stream.Streams;
import sinefit.stream.Workers;
import sinefit.theory.Spectra;
import sinefit.training.InvalidRecipe;
import sinefit.training.RecipeParser;
import sinefit.training.Runs;
import sinefit.web.view.Libraries;

/** The web server: routes, files, headers, connector. */
public final class Server implements AutoCloseable {
    private static final String POLICY =
            String.join(
                    "; ",
                    "default-src 'none'",
                    "script-src 'self'",
                    "style-src 'self'",
                    "img-src 'self'",
                    "font-src 'self'",
                    "connect-src 'self'",
                    "form-action 'self'",
                    "base-uri 'none'",
                    "frame-ancestors 'none'");

    /**
     * A crowd that comes at once is handled by a few threads as fast as by many, and in less
     * memory.
     */
    private static final int MOST_THREADS = 100;

    private static final int MOST_PRECOMPRESSED = 2_000_000; // above it Javalin answers 404

    private final Javalin javalin;
    private final Streams streams;
    private final Workers workers;

    private Server(Javalin javalin, Streams streams, Workers workers) {
        this.javalin = javalin;
        this.streams = streams;
        this.workers = workers;
    }

    /** Starts a server; it answers when this returns. */
    public static Server start(ServerOptions options) {
        RecipeParser parser = Lesson.parser();
        Runs runs = new Runs();
        Workers workers = new Workers(Math.max(2, Runtime.getRuntime().availableProcessors()));
        RandomGenerator random = RandomGenerator.getDefault();
        Spectra spectra = new Spectra();
        Overviews overviews = new Overviews(workers, runs);
        Deliveries deliveries = new Deliveries();
        int most = options.maxStreams();
        Streams streams =
                new Streams(workers, runs, spectra, random, most, options.maxStreamsPerClient());
        Javalin javalin =
                Javalin.create(
                        config -> {
                            config.startup.showJavalinBanner = false;
                            config.startup.showOldJavalinVersionWarning = false;
                            connector(config, options);
                            files(config);
                            config.routes.before(Server::headers);
                            new Pages(parser, spectra, overviews, templates()).add(config.routes);
                            new DataRoutes(parser, runs, workers, deliveries).add(config.routes);
                            new TheoryRoutes(parser, spectra, deliveries).add(config.routes);
                            config.routes.get("/train", new TrainRoute(parser, streams));
                            config.routes.get("/healthz", ctx -> ctx.result("ok"));
                            config.routes.exception(InvalidRecipe.class, Refusals::answer);
                        });
        return new Server(javalin.start(), streams, workers);
    }

    private static void connector(JavalinConfig config, ServerOptions options) {
        config.jetty.threadPool = new QueuedThreadPool(MOST_THREADS);
        // It would hurry everybody else's connections off when many come at once.
        config.jetty.modifyServer(
                server -> server.getBeans(LowResourceMonitor.class).forEach(server::removeBean));
        config.jetty.addConnector(
                (server, http) -> {
                    http.setSendServerVersion(false);
                    ServerConnector connector =
                            new ServerConnector(server, new HttpConnectionFactory(http));
                    connector.setHost(options.host());
                    connector.setPort(options.port());
                    connector.setAcceptQueueSize(4096); // a whole school reconnects in one second
                    connector.setIdleTimeout(30_000);
                    connector.setAcceptedSendBufferSize(64 * 1024);
                    return connector;
                });
    }

    /** Whether the page's files lie beside us, to be edited while the server runs. */
    private static boolean checkout() {
        return Files.isDirectory(Path.of("web", "static")) && Files.isDirectory(Path.of("src"));
    }

    private static TemplateEngine templates() {
        if (!Boolean.getBoolean("sinefit.live")) {
            return TemplateEngine.createPrecompiled(ContentType.Html);
        }
        return TemplateEngine.create(
                new DirectoryCodeResolver(Path.of("web", "templates")),
                Path.of("target", "jte-live"),
                ContentType.Html,
                Server.class.getClassLoader());
    }

    private static void files(JavalinConfig config) {
        config.staticFiles.add(
                files -> {
                    files.hostedPath = Libraries.PATH;
                    files.directory = "META-INF/resources/webjars";
                    files.location = Location.CLASSPATH;
                    files.precompressMaxSize = MOST_PRECOMPRESSED;
                    files.headers =
                            Map.of(Header.CACHE_CONTROL, "public, max-age=31536000, immutable");
                });
        config.staticFiles.add(
                files -> {
                    files.hostedPath = "/";
                    files.directory = checkout() ? "web/static" : "/web/static";
                    files.location = checkout() ? Location.EXTERNAL : Location.CLASSPATH;
                    files.headers = Map.of(Header.CACHE_CONTROL, "no-cache");
                });
    }

    private static void headers(Context ctx) {
        ctx.header("Content-Security-Policy", POLICY);
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("Referrer-Policy", "same-origin");
        ctx.header(Header.VARY, "Accept-Encoding, Accept-Language");
    }

    /** The port it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Streams open now. */
    public int streams() {
        return streams.count();
    }

    /** Ends the open streams and stops. */
    @Override
    public void close() {
        streams.close();
        javalin.stop();
        workers.close();
    }
}
