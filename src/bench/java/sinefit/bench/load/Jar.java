package sinefit.bench.load;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The built jar, running as a process of its own. */
public final class Jar implements AutoCloseable {
    static final Path FILE = Path.of("target", "sinefit.jar");
    private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/");
    private static final File LOG = new File("target/load-server.log");
    private static final String MANY = "20000";
    private final Process process;
    private final int port;
    private final Proc proc;

    private Jar(Process process, int port) {
        this.process = process;
        this.port = port;
        this.proc = new Proc(process.pid());
    }

    /** Has it play a first visit through and end. */
    static void rehearse(String option) throws IOException, InterruptedException {
        String java = BIN.resolve("java").toString();
        new ProcessBuilder(java, option, "-jar", FILE.toString(), "rehearse")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG))
                .start()
                .waitFor();
    }

    /** Starts it with options for the virtual machine; returns when it listens. */
    public static Jar start(List<String> options) throws IOException {
        return start(options, 0);
    }

    /** The same on a port that it is told, as a server mostly is. */
    static Jar start(List<String> options, int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(BIN.resolve("java").toString()));
        command.addAll(options);
        command.addAll(List.of("-jar", FILE.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("PORT", String.valueOf(port));
        builder.environment().put("SINEFIT_MAX_STREAMS", MANY);
        builder.environment().put("SINEFIT_MAX_STREAMS_PER_CLIENT", MANY);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(new File("target/load-server.log")));
        Process process = builder.start();
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher address = ADDRESS.matcher(line);
            if (address.find()) {
                return new Jar(process, Integer.parseInt(address.group(1)));
            }
        }
        throw new IOException("the server did not start; see target/load-server.log");
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    Proc proc() {
        return proc;
    }

    /** A page or file, read to its end. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + port + path);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** A page as a browser asks for it, read to its end; its status. */
    int visit(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + port + path);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address).header("Accept-Encoding", "gzip").build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .statusCode();
    }

    /** Bytes of all objects that can still be reached, after a full collection. */
    long liveBytes() throws IOException, InterruptedException {
        String command = BIN.resolve("jcmd").toString();
        long live = 0;
        for (int i = 0; i < 3; i++) { // the first ones run finalizers, cleaners and evictions
            Process jcmd =
                    new ProcessBuilder(command, String.valueOf(process.pid()), "GC.class_histogram")
                            .redirectErrorStream(true)
                            .start();
            String[] total =
                    new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> line.startsWith("Total"))
                            .findFirst()
                            .orElseThrow(() -> new IOException("jcmd cannot see the server"))
                            .split(" +");
            live = Long.parseLong(total[2]);
        }
        return live;
    }

    /** Asks it to end, and waits until it has. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
