package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Inputs that look for code not yet reached. {@code -Dfuzz.seconds=600} lets it look for longer.
 */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC, OS.WINDOWS},
        disabledReason = "Jazzer is built for these")
class FuzzTest {
    private static final long SECONDS = Long.getLong("fuzz.seconds", 15);
    private static final int RUNS = 20_000;

    @TempDir Path directory;

    @Test
    void noInputOfTheFuzzersIsTooMuch() throws Exception {
        String classPath =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator));
        Path said = directory.resolve("jazzer.txt");
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+EnableDynamicAgentLoading",
                        "-cp",
                        classPath,
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + FuzzTarget.class.getName(),
                        "--instrumentation_includes=sinefit.**",
                        "--custom_hook_includes=sinefit.**",
                        "-seed=2026",
                        "-rss_limit_mb=0",
                        "-len_control=0",
                        "-max_len=400",
                        SECONDS > 15 ? "-runs=-1" : "-runs=" + RUNS,
                        "-max_total_time=" + SECONDS);
        Process jazzer =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        if (!jazzer.waitFor(SECONDS + 60, TimeUnit.SECONDS)) {
            jazzer.destroyForcibly();
        }
        String output = Files.readString(said);
        assertEquals(0, jazzer.waitFor(), output);
        assertTrue(output.contains("Done "), output);
    }
}
