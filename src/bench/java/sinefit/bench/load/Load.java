package sinefit.bench.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Plays scenarios on the built jar and prints a table. Arguments, in any order: {@code short} (the
 * default; under six minutes in all) or {@code full}, names of scenarios and {@code start} (all of
 * them if none is named), and options for the server's virtual machine, which begin with a dash.
 */
public final class Load {
    private static final String START = "start";
    private static final int STARTS = 11;

    private Load() {}

    public static void main(String[] args) throws Exception {
        Scenario.Length length = Scenario.Length.SHORT;
        List<String> options = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String arg : String.join(",", args).split(",")) {
            if (arg.startsWith("-")) {
                options.add(arg);
            } else if (arg.equals("short") || arg.equals("full")) {
                length = Scenario.Length.valueOf(arg.toUpperCase(Locale.ROOT));
            } else if (!arg.isBlank()) {
                names.add(arg);
            }
        }
        if (names.isEmpty()) {
            Arrays.stream(Scenario.values()).map(Scenario::label).forEach(names::add);
            names.add(START);
        }
        System.out.println(
                Proc.machine()
                        + "; server and viewers on JDK "
                        + System.getProperty("java.version")
                        + ", options "
                        + options
                        + ", "
                        + length.name().toLowerCase(Locale.ROOT)
                        + "\n");
        boolean starts = names.remove(START);
        if (!names.isEmpty()) {
            System.out.println(Watch.Row.HEAD);
        }
        for (String name : names) {
            Scenario scenario = Scenario.valueOf(name.toUpperCase(Locale.ROOT));
            System.out.println(outcome(scenario, options, length));
        }
        if (starts) {
            System.out.println("\n" + Starts.HEAD);
            Starts.rows(STARTS).forEach(System.out::println);
        }
    }

    private static String outcome(Scenario scenario, List<String> options, Scenario.Length length) {
        try {
            return scenario.play(options, length).toString();
        } catch (Exception e) {
            return "| " + scenario.label() + " | FAILED: " + e + " |";
        }
    }
}
