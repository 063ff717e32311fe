package sinefit.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LeanTest {
    private static String script(String source) {
        return new String(Lean.script(source.getBytes(UTF_8)), UTF_8);
    }

    @Test
    void commentsOfTheirOwnAndIndentationGoLinesStay() {
        String source =
                """
                // about it
                /** @param a */
                export function f(a) {
                  /* two
                   * lines */
                  try { g(); } catch { /* barred */ }
                  return a; // said
                }
                """;
        assertEquals(
                """


                export function f(a) {


                try { g(); } catch { /* barred */ }
                return a; // said
                }
                """,
                script(source));
    }

    @Test
    void importedSheetsStandInTheirPlace() {
        String sheet = "@import \"a.css\";\n@import \"none.css\";\nb {\n  color: red;\n}\n";
        byte[] lean =
                Lean.style(
                        sheet.getBytes(UTF_8),
                        name ->
                                name.equals("a.css")
                                        ? Optional.of("/* a */\ni { top: 0 }\n".getBytes(UTF_8))
                                        : Optional.empty());
        assertEquals(
                "\ni { top: 0 }\n\n@import \"none.css\";\nb {\ncolor: red;\n}\n",
                new String(lean, UTF_8));
    }

    /** What it takes away must never be part of a text. */
    @Test
    void noScriptOfOursHasTextsOfSeveralLines() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("web", "static", "js"))) {
            List<Path> scripts = files.toList();
            assertTrue(scripts.size() > 20);
            for (Path file : scripts) {
                for (String line : Files.readAllLines(file)) {
                    long quotes = line.chars().filter(c -> c == '`').count();
                    assertEquals(0, quotes % 2, file + ": " + line);
                }
            }
        }
    }
}
