package sinefit.bench.load;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How long it takes from {@code java -jar} to the first page. */
final class Starts {
    static final String HEAD =
            """
            | start | to the line with the address s | to the first page s | load |
            |---|---|---|---|\
            """;
    private static final Path ARCHIVE = Path.of("target", "sinefit.jsa");

    private Starts() {}

    /** A row for the plain jar and one for the jar with an archive, which it makes. */
    static List<String> rows(int times) throws IOException, InterruptedException {
        Files.deleteIfExists(ARCHIVE);
        String plain = row("`java -jar target/sinefit.jar`", times, List.of());
        archive();
        String use = "-XX:SharedArchiveFile=" + ARCHIVE;
        String archived = row("the same with `" + use + "`", times, List.of(use));
        return List.of(plain, archived);
    }

    /** As the documentation says. */
    private static void archive() throws IOException, InterruptedException {
        Jar.rehearse("-XX:ArchiveClassesAtExit=" + ARCHIVE);
    }

    private static String row(String name, int times, List<String> options)
            throws IOException, InterruptedException {
        double[] listening = new double[times];
        double[] shown = new double[times];
        for (int i = 0; i < times; i++) {
            int port = freePort();
            long began = System.nanoTime();
            try (Jar jar = Jar.start(options, port)) {
                listening[i] = (System.nanoTime() - began) / 1e9;
                page(jar);
                shown[i] = (System.nanoTime() - began) / 1e9;
            }
        }
        return "| "
                + String.join(" | ", name, summary(listening), summary(shown), Proc.load())
                + " |";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void page(Jar jar) throws IOException, InterruptedException {
        if (jar.visit("/") != 200) {
            throw new IOException("no page");
        }
    }

    /** Median, least and most. */
    private static String summary(double[] seconds) {
        Arrays.sort(seconds);
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f–%.2f)",
                seconds[seconds.length / 2],
                seconds[0],
                seconds[seconds.length - 1]);
    }
}
