package sinefit.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Files of pairs, against the readers that Java has. */
class PairsTest {
    @Test
    void theInterfacesWordsAreWhatPropertiesReads() throws IOException {
        for (String lang : List.of("en", "ko")) {
            Properties expected = new Properties();
            try (Reader in =
                    Files.newBufferedReader(Path.of("web", "i18n", lang + ".properties"))) {
                expected.load(in);
            }
            assertEquals(expected, Pairs.texts("/web/i18n/" + lang + ".properties", '='));
        }
    }

    @Test
    void theFormulasAreTheLinesOfTheirFile() throws IOException {
        Map<String, String> expected = new HashMap<>();
        for (String line : Files.readAllLines(Path.of("web", "formulas", "katex.txt"))) {
            String[] pair = line.split("\t", 2);
            expected.put(pair[0], pair[1]);
        }
        Map<String, String> read = new HashMap<>();
        Pairs.bytes("/web/formulas/katex.txt", '\t')
                .forEach((formula, set) -> read.put(formula, new String(set, UTF_8)));
        assertEquals(expected, read);
    }
}
