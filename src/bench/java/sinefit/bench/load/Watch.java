package sinefit.bench.load;

import java.io.IOException;
import java.util.Locale;

/** A stretch of time in which a server is watched. */
final class Watch {
    private final Jar jar;
    private final Crowd crowd;
    private final long began = System.nanoTime();
    private final double server;
    private final double client;
    private final double machine;

    Watch(Jar jar, Crowd crowd) throws IOException, InterruptedException {
        this.jar = jar;
        this.crowd = crowd;
        crowd.tally();
        server = jar.proc().cpuSeconds();
        client = Proc.self().cpuSeconds();
        machine = Proc.machineCpuSeconds();
    }

    /**
     * What was seen, as a row of the table.
     *
     * @param name of the scenario
     * @param note what else there is to say
     */
    Row row(String name, String note) throws IOException, InterruptedException {
        double seconds = (System.nanoTime() - began) / 1e9;
        double ours = jar.proc().cpuSeconds() - server;
        double mine = Proc.self().cpuSeconds() - client;
        double all = Proc.machineCpuSeconds() - machine;
        Proc proc = jar.proc();
        return new Row(
                name,
                crowd.open(),
                seconds,
                crowd.tally(),
                ours / seconds,
                mine / seconds,
                Math.max(0, all - ours - mine) / seconds,
                proc.residentMegabytes(),
                proc.mostResidentMegabytes(),
                proc.descriptors(),
                note);
    }

    /**
     * A row of the table.
     *
     * @param seconds how long it was watched
     * @param seen by the viewers meanwhile
     * @param server cores taken by the server
     * @param client cores taken by the viewers
     * @param others cores taken by anything else on the machine
     * @param resident megabytes of the server at the end
     * @param most megabytes of the server that were ever resident
     */
    record Row(
            String name,
            int viewers,
            double seconds,
            Tally seen,
            double server,
            double client,
            double others,
            long resident,
            long most,
            int descriptors,
            String note) {
        static final String HEAD =
                """
                | scenario | viewers | frames/s | MB/s | lateness ms | delay ms | stalls | server cores | client | others | RSS MB | most | fds | |
                |---|---|---|---|---|---|---|---|---|---|---|---|---|---|\
                """;

        /** The same, with memory and descriptors as they are now, and something to say. */
        Row with(Jar jar, String words) throws IOException {
            return new Row(
                    name,
                    viewers,
                    seconds,
                    seen,
                    server,
                    client,
                    others,
                    jar.proc().residentMegabytes(),
                    jar.proc().mostResidentMegabytes(),
                    jar.proc().descriptors(),
                    words);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %d | %.0f | %.1f | %s | %s | %d | %.2f | %.2f | %.2f | %d | %d | %d | %s |",
                    name,
                    viewers,
                    seen.lateness.count() / seconds,
                    seen.bytes / seconds / 1e6,
                    seen.lateness.summary(),
                    seen.delay.summary(),
                    seen.stalls,
                    server,
                    client,
                    others,
                    resident,
                    most,
                    descriptors,
                    note);
        }
    }
}
