package sinefit.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

@State(Scope.Thread)
public class EngineBench {
    @Benchmark
    public int nothing() {
        return 1;
    }

    public static void main(String[] args) throws Exception {
        org.openjdk.jmh.Main.main(
                new String[] {"-f", "1", "-wi", "1", "-i", "1", "-r", "1", "-w", "1"});
    }
}
