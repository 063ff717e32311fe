package sinefit.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.resolve.DirectoryCodeResolver;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LowResourceMonitor;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sinefit.lesson.Lesson;
import sinefit.stream.Meters;
import sinefit.stream.Meters.Refused;
import sinefit.stream.Overviews;
import sinefit.stream.Streams;
import sinefit.stream.Workers;
import sinefit.theory.Spectra;
import sinefit.training.InvalidRecipe;
import sinefit.training.RecipeParser;
import sinefit.training.Runs;

/** The web server: routes, files, headers, connector. */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /** That the head of a request, or 64 KB of an answer, may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** That requests under way may take when the server stops. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);

    /** Bytes of a request's head: a link full of points, and the one it was followed from. */
    private static final int LONGEST_HEAD = 16 * 1024;

    /** Names the property with which templates are read from the checkout, anew each time. */
    private static final String LIVE = "sinefit.live";

    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

    /**
     * A crowd that comes at once is handled by a few threads as fast as by many, and in less
     * memory.
     */
    private static final int MOST_THREADS = 100;

    private final Javalin javalin;
    private final Streams streams;
    private final Workers workers;
    private final Underway underway;
    private boolean closed;

    private Server(Javalin javalin, Streams streams, Workers workers, Underway underway) {
        this.javalin = javalin;
        this.streams = streams;
        this.workers = workers;
        this.underway = underway;
    }

    /** Starts a server; it answers when this returns. */
    public static Server start(ServerOptions options) {
        return start(options, PATIENCE);
    }

    /** The same with another patience. */
    static Server start(ServerOptions options, Duration patience) {
        RecipeParser parser = Lesson.parser();
        Runs runs = new Runs();
        Workers workers = new Workers(Math.max(2, Runtime.getRuntime().availableProcessors()));
        RandomGenerator random = new Random(); // safe for many threads, and there at once
        Spectra spectra = new Spectra();
        Overviews overviews = new Overviews(workers, runs);
        Deliveries deliveries = new Deliveries();
        Clients clients = new Clients(options.proxies());
        Answers answers = new Answers(workers, deliveries, clients);
        Meters meters = new Meters();
        RefusalLog refusals = new RefusalLog(meters, System::nanoTime);
        Underway underway = new Underway();
        Streams streams =
                new Streams(
                        workers,
                        runs,
                        spectra,
                        random,
                        options.maxStreams(),
                        options.maxStreamsPerClient(),
                        meters);
        Html html = new Html(templates(), deliveries);
        PublicAddress address = new PublicAddress(options.publicUrl(), options.proxies() > 0);
        KeptPages kept = new KeptPages(!Boolean.getBoolean(LIVE));
        Pages pages =
                new Pages(parser, spectra, overviews, html, address, deliveries, kept, meters);
        String reached = address.told().orElse("http://" + options.host() + ":" + options.port());
        Thread rehearsal = new Thread(() -> pages.rehearse(reached), "sinefit-rehearsal");
        rehearsal.setDaemon(true);
        rehearsal.start();
        Javalin javalin =
                Javalin.create(
                        config -> {
                            config.startup.showJavalinBanner = false;
                            config.startup.showOldJavalinVersionWarning = false;
                            connector(config, options, patience, refusals, underway);
                            config.routes.before(ctx -> refuse(ctx, refusals));
                            config.routes.after(refusals::look);
                            pages.add(config.routes);
                            new PartRoutes(parser, html).add(config.routes);
                            Handler teach = new TeachRoute(new Teach(parser, options), html);
                            config.routes.get("/teach", teach);
                            new ShareRoutes(parser, html, deliveries, address).add(config.routes);
                            new Cards(parser, spectra, overviews, workers).add(config.routes);
                            new DataRoutes(parser, runs, spectra, answers).add(config.routes);
                            new TheoryRoutes(parser, spectra, answers).add(config.routes);
                            config.routes.get("/compare", new CompareRoute(parser, answers, html));
                            config.routes.get(
                                    "/lockstep.json", new LockStepRoute(parser, runs, answers));
                            new TapeRoutes(parser, runs, answers).add(config.routes);
                            new MissionRoutes(parser, runs, spectra, answers, html)
                                    .add(config.routes);
                            config.routes.get(
                                    "/chart.svg",
                                    new ChartRoute(parser, runs, spectra, answers, html, address));
                            config.routes.get("/train", new TrainRoute(parser, streams, clients));
                            config.routes.get(
                                    "/train.txt", new PieceRoute(parser, streams, answers));
                            config.routes.get("/healthz", ctx -> ctx.result("ok"));
                            config.routes.get(
                                    "/metrics",
                                    ctx ->
                                            ctx.contentType(Meters.TYPE)
                                                    .result(
                                                            meters.text(
                                                                    streams.count(),
                                                                    runs.steps())));
                            new StaticFiles(checkout()).add(config.routes);
                            config.routes.exception(InvalidRecipe.class, Refusals::answer);
                        });
        Server server = new Server(javalin.start(), streams, workers, underway);
        LOG.info("started on {} port {}", options.host(), server.port());
        return server;
    }

    private static void connector(
            JavalinConfig config,
            ServerOptions options,
            Duration patience,
            RefusalLog refusals,
            Underway underway) {
        config.jetty.threadPool = new QueuedThreadPool(MOST_THREADS);
        // It would hurry everybody else's connections off when many come at once.
        config.jetty.modifyServer(
                server -> server.getBeans(LowResourceMonitor.class).forEach(server::removeBean));
        config.jetty.addConnector(
                (server, http) -> {
                    http.setSendServerVersion(false);
                    http.setRequestHeaderSize(LONGEST_HEAD);
                    http.addCustomizer(new EveryAnswer());
                    http.addCustomizer(new HeadAsGet());
                    http.addCustomizer(underway);
                    server.setErrorHandler(new BrokenRequests(refusals));
                    ServerConnector connector =
                            new ServerConnector(server, new HttpConnectionFactory(http));
                    connector.setHost(options.host());
                    connector.setPort(options.port());
                    connector.setAcceptQueueSize(4096); // a whole school reconnects in one second
                    connector.setIdleTimeout(30_000);
                    connector.setAcceptedSendBufferSize(64 * 1024);
                    connector.addEventListener(new SlowClients(connector, refusals, patience));
                    return connector;
                });
    }

    /** Whether the page's files lie beside us, to be edited while the server runs. */
    private static boolean checkout() {
        return Files.isDirectory(Path.of("web", "static")) && Files.isDirectory(Path.of("src"));
    }

    private static TemplateEngine templates() {
        if (!Boolean.getBoolean(LIVE)) {
            return TemplateEngine.createPrecompiled(ContentType.Html);
        }
        return TemplateEngine.create(
                new DirectoryCodeResolver(Path.of("web", "templates")),
                Path.of("target", "jte-live"),
                ContentType.Html,
                Server.class.getClassLoader());
    }

    /**
     * Refuses what no route has to look at: nothing can be changed here, so there is nothing to
     * send; and a path whose escapes are broken cannot be taken apart.
     */
    private static void refuse(Context ctx, RefusalLog refusals) {
        // A frame that its page has shut off from its own origin still trains.
        if ("null".equals(ctx.header(Header.ORIGIN))) {
            ctx.header(Header.ACCESS_CONTROL_ALLOW_ORIGIN, "null");
            ctx.header(Header.ACCESS_CONTROL_EXPOSE_HEADERS, Header.RETRY_AFTER);
        }
        String method = ctx.req().getMethod();
        if (!method.equals("GET")) { // or HEAD, which is taken for one
            ctx.header(Header.ALLOW, "GET, HEAD");
            refuse(ctx, refusals, Refused.METHOD, HttpStatus.METHOD_NOT_ALLOWED);
        } else if (BROKEN_ESCAPE.matcher(ctx.req().getRequestURI()).find()) {
            refuse(ctx, refusals, Refused.MALFORMED, HttpStatus.BAD_REQUEST);
        }
    }

    private static void refuse(
            Context ctx, RefusalLog refusals, Refused reason, HttpStatus status) {
        RefusalLog.because(ctx, reason);
        ctx.status(status).result(status.getCode() + " " + status.getMessage() + "\n");
        refusals.look(ctx); // what comes after the routes is skipped, too
        ctx.skipRemainingHandlers();
    }

    /** The port it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Streams open now. */
    public int streams() {
        return streams.count();
    }

    /**
     * Takes nobody in any more, ends the open streams, answers what is under way, and stops. On
     * whatever other server then comes, pages go on.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        long start = System.nanoTime();
        int open = streams.count();
        for (Connector connector : javalin.jettyServer().server().getConnectors()) {
            ((ServerConnector) connector).close(); // its door, not its connections
        }
        underway.close();
        streams.close();
        try {
            underway.await(LAST_ANSWERS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        javalin.stop();
        workers.close();
        long millis = (System.nanoTime() - start) / 1_000_000;
        LOG.info("stopped within {} ms, {} streams sent away", millis, open);
    }
}
