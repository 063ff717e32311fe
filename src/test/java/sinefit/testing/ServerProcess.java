package sinefit.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The program as its users start it: a process of its own. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/");
    private static final File LOG = new File("target/server.log").getAbsoluteFile();
    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it on a port, 0 for any free one; returns when it listens. */
    public static ServerProcess start(int port) throws IOException {
        String classPath = System.getProperty("java.class.path");
        return start(port, Path.of("."), LOG, "-cp", classPath, "sinefit.App");
    }

    /** Starts the jar in a folder, on any free port; returns when it listens. */
    public static ServerProcess startJar(Path jar, Path folder) throws IOException {
        return start(0, folder, LOG, "-jar", jar.toString());
    }

    /** Starts it in a folder, on any free port, with options for the machine it runs on. */
    public static ServerProcess startIn(Path folder, String... options) throws IOException {
        return startIn(folder, LOG, options);
    }

    /** The same with its log somewhere else. */
    public static ServerProcess startIn(Path folder, File log, String... options)
            throws IOException {
        String classPath =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator));
        List<String> what = new ArrayList<>(List.of(options));
        what.addAll(List.of("-cp", classPath, "sinefit.App"));
        return start(0, folder, log, what.toArray(String[]::new));
    }

    private static ServerProcess start(int port, Path folder, File log, String... what)
            throws IOException {
        CompletableFuture<Void> listening = new CompletableFuture<>();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx128m");
        command.addAll(List.of(what));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("PORT", String.valueOf(port));
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log));
        Process process = builder.start();
        CompletableFuture.delayedExecutor(60, TimeUnit.SECONDS)
                .execute(
                        () -> {
                            if (!listening.isDone()) {
                                process.destroyForcibly(); // ends the reading below
                            }
                        });
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher address = ADDRESS.matcher(line);
            if (address.find()) {
                listening.complete(null);
                return new ServerProcess(process, Integer.parseInt(address.group(1)));
            }
        }
        throw new IOException("the server ended before it listened; see target/server.log");
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public Site site() {
        return Site.at(port);
    }

    /** Halts it, or has it go on: to it, all clocks jump by the time between. */
    public void halt(boolean halted) throws IOException, InterruptedException {
        String signal = halted ? "-STOP" : "-CONT";
        int said = new ProcessBuilder("kill", signal, String.valueOf(pid())).start().waitFor();
        if (said != 0) {
            throw new IOException("kill " + signal + ": " + said);
        }
    }

    /** Ends it at once, as a crash would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end, and says whether it did in time. */
    public boolean terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor(15, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
