package sinefit.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Python that has the libraries the exported scripts import. */
public record Python(String command) {
    private static final long PATIENCE_SECONDS = 120;
    private static final String REMEDY = "apt-get install python3-numpy python3-torch";

    /**
     * The one named by {@code -Dpython=} or {@code $PYTHON}, else the first that can import.
     * Without one the test is skipped, saying what to install; with {@code CI=true} it fails.
     *
     * @param modules as after {@code import}: {@code numpy, torch}
     */
    public static Python with(String modules) {
        Optional<String> named =
                Stream.of(System.getProperty("python"), System.getenv("PYTHON"))
                        .filter(Objects::nonNull)
                        .filter(command -> !command.isBlank())
                        .findFirst();
        List<String> candidates =
                named.map(List::of).orElse(List.of("/usr/bin/python3", "python3"));
        for (String candidate : candidates) {
            if (imports(candidate, modules)) {
                return new Python(candidate);
            }
        }
        String missing = "no python can import " + modules + " among " + candidates + ": " + REMEDY;
        if ("true".equals(System.getenv("CI"))) {
            fail(missing);
        }
        assumeTrue(false, missing);
        throw new IllegalStateException(missing);
    }

    private static boolean imports(String command, String modules) {
        try {
            return run(List.of(command, "-c", "import " + modules)).exit() == 0;
        } catch (IOException e) {
            return false; // there is no such command
        }
    }

    /** Runs a script and gives what it prints; fails with what it says if it goes wrong. */
    public String prints(Path script) {
        try {
            Outcome outcome = run(List.of(command, script.toString()));
            if (outcome.exit() != 0) {
                fail(script + " ended with " + outcome.exit() + "\n" + outcome.errors());
            }
            return outcome.output();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Outcome(int exit, String output, String errors) {}

    private static Outcome run(List<String> command) throws IOException {
        Path output = Files.createTempFile("python", ".out");
        Path errors = Files.createTempFile("python", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
            builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
            // A picture must not open a window and wait; one thread, so that a machine is shared.
            builder.environment().put("MPLBACKEND", "Agg");
            builder.environment().put("OMP_NUM_THREADS", "1");
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                fail(command + " has not ended after " + PATIENCE_SECONDS + " s");
            }
            return new Outcome(
                    process.exitValue(), Files.readString(output), Files.readString(errors));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        }
    }
}
