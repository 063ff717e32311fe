package sinefit.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the tests of the page's modules with Node's own test runner, where there is a Node. */
class JavaScriptTest {
    private static final long PATIENCE_SECONDS = 120;
    private static final Path TESTS = Path.of("src", "test", "js");

    @TempDir private Path directory;

    @Test
    void theModulesOfThePagePassTheirTests() throws IOException, InterruptedException {
        File[] tests = TESTS.toFile().listFiles((dir, name) -> name.endsWith(".test.mjs"));
        if (tests == null || tests.length == 0) {
            skip("there are no *.test.mjs in " + TESTS);
        }
        Path said = directory.resolve("node.txt");
        // No path argument: what a directory means there changed between Node 20 and 22.
        // TAP, whose summary is the same everywhere.
        ProcessBuilder builder = new ProcessBuilder("node", "--test", "--test-reporter=tap");
        builder.directory(TESTS.toFile()).redirectErrorStream(true).redirectOutput(said.toFile());
        Process node;
        try {
            node = builder.start();
        } catch (IOException e) {
            skip("no node on this machine: apt-get install nodejs (18 or newer)");
            return;
        }
        if (!node.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            node.destroyForcibly();
            fail("node has not ended after " + PATIENCE_SECONDS + " s");
        }
        String output = Files.readString(said, StandardCharsets.UTF_8);
        assertEquals(0, node.exitValue(), output);
        assertTrue(output.contains("# tests "), output);
        assertFalse(output.lines().anyMatch("# tests 0"::equals), output);
    }

    private static void skip(String reason) {
        if ("true".equals(System.getenv("CI"))) {
            fail(reason);
        }
        assumeTrue(false, reason);
    }
}
