package sinefit.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** An nginx of the test's own, with the configuration that the README gives. */
public final class Nginx implements AutoCloseable {
    private static final String REMEDY =
            "no nginx on this machine: apt-get install nginx, or name one with -Dnginx=/path";

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one in front of two servers. Without an nginx the test is skipped, saying what to
     * install; with {@code CI=true} it fails.
     *
     * @param folder for its files
     */
    public static Nginx before(int first, int second, Path folder) throws IOException {
        String command = required();
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String site =
                readme().replace("7070", String.valueOf(first))
                        .replace("7071", String.valueOf(second))
                        .replace("listen 80;", "listen 127.0.0.1:" + port + ";");
        StringBuilder main = new StringBuilder("daemon off;\nmaster_process off;\n");
        main.append("pid nginx.pid;\nevents {}\nhttp {\naccess_log off;\n");
        for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            main.append(kind).append("_temp_path ").append(kind).append(";\n");
        }
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(configuration, main + site + "}\n");
        Process process =
                new ProcessBuilder(
                                command,
                                "-p",
                                folder.toString(),
                                "-e",
                                "stderr",
                                "-c",
                                configuration.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("nginx.log").toFile())
                        .start();
        Nginx nginx = new Nginx(process, port);
        Awaitility.await().until(() -> nginx.listens() || !process.isAlive());
        if (!process.isAlive()) {
            fail(Files.readString(folder.resolve("nginx.log")));
        }
        return nginx;
    }

    /** The configuration in the README. */
    private static String readme() throws IOException {
        String text = Files.readString(Path.of("README.md"));
        String fence = "```nginx\n";
        int start = text.indexOf(fence) + fence.length();
        return text.substring(start, text.indexOf("```", start));
    }

    private static String required() {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        Optional<String> found =
                Stream.concat(
                                Stream.ofNullable(System.getProperty("nginx")),
                                Stream.of(path.split(File.pathSeparator)).map(f -> f + "/nginx"))
                        .filter(file -> Files.isExecutable(Path.of(file)))
                        .findFirst();
        if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
            fail(REMEDY);
        }
        assumeTrue(found.isPresent(), REMEDY);
        return found.orElseThrow();
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** The servers as they are seen through it. */
    public Site site() {
        return Site.at(port);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
