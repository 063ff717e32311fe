package sinefit.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import sinefit.lesson.Lesson;
import sinefit.model.Objective;
import sinefit.training.Recipe;
import sinefit.training.Trainer;

/**
 * Steps a second of one core by the trainer, beside the loops of the NumPy post and of PyTorch's
 * tutorial: the same problem (2000 samples, a cubic), measured in the same run on one machine.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class EngineBench {
    private static final int BATCH = 10_000;
    private static final int ROUNDS = 5;
    private static final String STEPS = "&steps=1000000";

    /** What is measured, in the order of the table. */
    public enum Way {
        FAST_PATH("fast path, float64", "lesson=numpy", Recipe::objective),
        SAMPLES_64(
                "over samples, float64",
                "lesson=numpy",
                recipe -> recipe.model().squaredError(recipe.samples(), recipe.reduction())),
        SAMPLES_32("over samples, float32", "lesson=tensors", Recipe::objective);

        private final String label;
        private final String query;

        @SuppressWarnings("ImmutableEnumChecker") // a method
        private final Function<Recipe, Objective> objective;

        Way(String label, String query, Function<Recipe, Objective> objective) {
            this.label = label;
            this.query = query;
            this.objective = objective;
        }
    }

    /** Which way of training. */
    @Param public Way way = Way.FAST_PATH;

    private Recipe recipe = recipe();
    private Objective objective = way.objective.apply(recipe);
    private Trainer trainer = Trainer.start(recipe, objective);

    /** Makes the samples, and the trainer at its step 0. */
    @Setup
    public void setUp() {
        recipe = recipe();
        objective = way.objective.apply(recipe);
        trainer = Trainer.start(recipe, objective);
    }

    private Recipe recipe() {
        Map<String, List<String>> query =
                List.of((way.query + STEPS).split("&", -1)).stream()
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(p -> p[0], p -> List.of(p[1])));
        return Lesson.parser().parse(query, Set.of());
    }

    /** Seconds of the processor instead of the clock: others may be at work on the machine. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Spent {
        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

        public long steps;
        public long nanos;
    }

    /** Takes steps, none of which is looked at; a run that has ended starts anew. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int steps(Spent spent) {
        long before = spent.threads.getCurrentThreadCpuTime();
        int taken = 0;
        while (taken < BATCH) {
            int from = trainer.step();
            if (trainer.advance(BATCH - taken)) {
                taken += trainer.step() - from;
            } else {
                trainer = Trainer.start(recipe, objective);
            }
        }
        spent.nanos += spent.threads.getCurrentThreadCpuTime() - before;
        spent.steps += BATCH;
        return trainer.step();
    }

    /** Prints the table. */
    public static void main(String[] args) throws RunnerException, IOException {
        double numpy = peer("numpy_loop.py");
        double torch = peer("torch_loop.py");
        var options =
                new OptionsBuilder()
                        .include(EngineBench.class.getName())
                        .forks(1)
                        .warmupIterations(ROUNDS)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(ROUNDS)
                        .measurementTime(TimeValue.seconds(1))
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build();
        print("%-24s %14s %12s %12s %10s%n", "", "steps/s", "x NumPy", "x torch", "B/step");
        print("%-24s %,14.0f %n", "NumPy's loop, float64", numpy);
        print("%-24s %,14.0f %n", "torch's loop, float32", torch);
        for (RunResult result : new Runner(options).run()) {
            double rate = 1e9 * score(result, "steps") / score(result, "nanos");
            double bytes = score(result, "gc.alloc.rate.norm");
            String label = Way.valueOf(result.getParams().getParam("way")).label;
            String row = "%-24s %,14.0f %,12.0f %,12.0f %10.3f%n";
            print(row, label, rate, rate / numpy, rate / torch, bytes);
        }
    }

    private static double score(RunResult result, String name) {
        return result.getSecondaryResults().get(name).getScore();
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }

    /** Steps a second of one core by a loop in Python. */
    private static double peer(String script) throws IOException {
        String python = Optional.ofNullable(System.getenv("PYTHON")).orElse("python3");
        String path = Path.of("src", "bench", "python", script).toString();
        Process process =
                new ProcessBuilder(python, path, String.valueOf(ROUNDS), "1")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var out = process.inputReader()) {
            return Optional.ofNullable(out.readLine())
                    .map(Double::parseDouble)
                    .orElseThrow(() -> new IOException(python + " has no numpy or torch: PYTHON"));
        }
    }
}
