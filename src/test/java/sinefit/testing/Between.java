package sinefit.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What stands between a browser and its server. It hands on every answer as a whole only, so a
 * stream comes when it has ended; or it drops streams; or it answers everything by itself.
 */
public final class Between implements AutoCloseable {
    /** What is done with answers. */
    public enum Way {
        /** Each is handed on when it is complete. */
        HOLD,
        /** The same, and the connection of a stream is cut before it has said a word. */
        DROP,
        /** A page of its own with 200. */
        PAGE,
        /** A refusal of its own. */
        REFUSE,
        /** A redirect to a page of its own. */
        REDIRECT
    }

    private final String server;
    private final HttpServer proxy;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    task -> {
                        Thread thread = new Thread(task, "between");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private volatile Way way;

    /** Between browsers and a server. */
    public Between(Site server, Way way) throws IOException {
        this.server = server.address();
        this.way = way;
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.setExecutor(threads);
        proxy.createContext("/", this::handle);
        proxy.start();
    }

    /** From now on. */
    public void become(Way way) {
        this.way = way;
    }

    /** The server as it is seen from behind. */
    public Site site() {
        return Site.at(proxy.getAddress().getPort());
    }

    /** The paths that were asked for so far. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        try (exchange) {
            switch (way) {
                case PAGE -> own(exchange, 200);
                case REFUSE -> own(exchange, 403);
                case REDIRECT -> {
                    exchange.getResponseHeaders().set("Location", "http://portal.invalid/");
                    own(exchange, 302);
                }
                case HOLD -> pass(exchange);
                case DROP -> {
                    if (!path.equals("/train")) {
                        pass(exchange);
                    }
                }
            }
        }
    }

    private static void own(HttpExchange exchange, int status) throws IOException {
        byte[] page = "<!doctype html><p>Log in".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.sendResponseHeaders(status, page.length);
        exchange.getResponseBody().write(page);
    }

    private void pass(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server + exchange.getRequestURI()));
        for (String name : List.of("Accept", "Accept-Language", "HX-Request", "Origin")) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        HttpResponse<byte[]> answer;
        try {
            answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        answer.headers()
                .map()
                .forEach(
                        (name, values) -> {
                            if (!name.equalsIgnoreCase("content-length")
                                    && !name.equalsIgnoreCase("transfer-encoding")) {
                                exchange.getResponseHeaders().put(name, values);
                            }
                        });
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        proxy.stop(0);
        threads.shutdownNow();
    }
}
