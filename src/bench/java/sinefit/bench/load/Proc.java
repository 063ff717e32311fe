package sinefit.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** What Linux knows of a process and of the machine. */
record Proc(long pid) {
    private static final double TICKS_A_SECOND = 100;

    static Proc self() {
        return new Proc(ProcessHandle.current().pid());
    }

    /** Seconds of processor time taken so far. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(file("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
    }

    /** Seconds of processor time that all processes of the machine have taken. */
    static double machineCpuSeconds() throws IOException {
        String[] fields = Files.readAllLines(Path.of("/proc/stat")).get(0).split(" +");
        // user, nice, system; then idle, iowait; then irq, softirq
        return Stream.of(1, 2, 3, 6, 7).mapToLong(i -> Long.parseLong(fields[i])).sum()
                / TICKS_A_SECOND;
    }

    /** Resident megabytes now. */
    long residentMegabytes() throws IOException {
        return megabytes("VmRSS");
    }

    /** The most megabytes that were ever resident. */
    long mostResidentMegabytes() throws IOException {
        return megabytes("VmHWM");
    }

    private long megabytes(String name) throws IOException {
        for (String line : Files.readAllLines(file("status"))) {
            if (line.startsWith(name + ":")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1_000_000;
            }
        }
        throw new IOException("no " + name);
    }

    int descriptors() {
        String[] names = file("fd").toFile().list();
        return names == null ? 0 : names.length;
    }

    /** The machine in a line. */
    static String machine() throws IOException {
        String model =
                Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 2).strip())
                        .findFirst()
                        .orElse("unknown processor");
        return Runtime.getRuntime().availableProcessors() + " × " + model + ", load " + load();
    }

    /** The load averages of the last 1, 5 and 15 minutes. */
    static String load() throws IOException {
        String[] fields = Files.readString(Path.of("/proc/loadavg")).split(" ");
        return String.join(" ", Arrays.copyOf(fields, 3));
    }

    private Path file(String name) {
        return Path.of("/proc", String.valueOf(pid), name);
    }
}
