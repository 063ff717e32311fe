package sinefit.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sinefit.lesson.Lesson;
import sinefit.model.Basis;
import sinefit.testing.WithServer;
import sinefit.web.view.Libraries;

/**
 * The formulas kept ready are what KaTeX makes of them, and all that common pages need. With {@code
 * -Dformulas=write} they are written anew.
 */
class FormulasTest extends WithServer {
    private static final Path SET = Path.of("web", "formulas", "katex.txt");
    private static final Path STYLES = Path.of("web", "static", "css", "formulas.css");

    @TempDir private Path directory;

    /**
     * Every formula of every lesson, degree and basis, with the sum and the mean, with momentum.
     */
    private Set<String> needed() {
        List<String> pages = new ArrayList<>();
        for (Lesson lesson : Lesson.values()) {
            pages.add("/lessons/" + lesson.slug() + "?");
        }
        for (int degree = 0; degree <= 9; degree++) {
            for (Basis basis : Basis.values()) {
                String recipe =
                        "/?degree=" + degree + "&basis=" + basis.name().toLowerCase(Locale.ROOT);
                pages.add(recipe);
                pages.add(recipe + "&reduction=mean");
                pages.add(recipe + "&momentum=0.5");
            }
        }
        Set<String> formulas = new TreeSet<>();
        for (String page : pages) {
            for (Element host : Jsoup.parse(site().get(page).body()).select("[data-tex]")) {
                formulas.add(host.attr("data-tex"));
            }
        }
        return formulas;
    }

    @Test
    void theyAreWhatKatexMakesOfThem() throws IOException, InterruptedException {
        List<String> made = katex(needed());
        List<String> set = made.subList(0, made.size() - 1);
        String styles = made.get(made.size() - 1) + "\n";
        if ("write".equals(System.getProperty("formulas"))) {
            Files.createDirectories(SET.getParent());
            Files.write(SET, set);
            Files.writeString(STYLES, styles);
        }
        assertTrue(Files.readAllLines(SET).equals(set), "-Dformulas=write writes them anew");
        assertTrue(Files.readString(STYLES).equals(styles), STYLES.toString());
    }

    private List<String> katex(Set<String> formulas) throws IOException, InterruptedException {
        Path library = directory.resolve("katex.cjs");
        String name = Libraries.url("katex", "katex.min.js").replace(Libraries.PATH, "");
        try (InputStream in =
                Objects.requireNonNull(
                        getClass().getResourceAsStream("/META-INF/resources/webjars" + name))) {
            Files.copy(in, library, StandardCopyOption.REPLACE_EXISTING);
        }
        Path asked = directory.resolve("asked.txt");
        Files.write(asked, formulas);
        Path said = directory.resolve("said.txt");
        ProcessBuilder builder =
                new ProcessBuilder("node", "src/test/js/formulas.mjs", library.toString());
        builder.redirectInput(asked.toFile()).redirectErrorStream(true);
        builder.redirectOutput(said.toFile());
        Process node;
        try {
            node = builder.start();
        } catch (IOException e) {
            if ("true".equals(System.getenv("CI"))) {
                fail("no node on this machine");
            }
            assumeTrue(false, "no node on this machine");
            throw e;
        }
        assertTrue(node.waitFor(60, TimeUnit.SECONDS));
        String output = Files.readString(said, UTF_8);
        assertEquals(0, node.exitValue(), output);
        return output.lines().toList();
    }

    @Test
    void aPageWhoseFormulasAreKnownComesWithoutKatex() {
        String page = site().get("/").body();
        assertFalse(page.contains("katex.min.js\" defer"));
        assertTrue(Jsoup.parse(page).select("[data-tex]:not([data-set])").isEmpty());
        assertFalse(page.contains(" style="), "forbidden by the policy");
    }

    @Test
    void whatIsNotKnownStaysAndKatexComes() {
        String katex = "<script src=\"/lib/katex/1/dist/katex.min.js\" defer></script>";
        String unknown = "<span class=\"a\" data-tex=\"q_{77}&lt;1\">q77 &lt; 1</span>";
        assertEquals(katex + unknown, set(katex + unknown));
        String known = "<span data-tex=\"r={}\">r =</span>";
        String page = set(katex + unknown + known);
        assertTrue(
                page.startsWith(katex + unknown + "<span data-tex=\"r={}\" data-set><span"), page);
        assertFalse(set(katex + known).contains("katex.min.js"));
    }

    /** Words of a reader, shown back, are no formula, however they are written. */
    @Test
    void wordsThatLookLikeAFormulaStayWords() {
        String[] words = {
            "<title> data-tex=\"r={}\">r =</title>",
            "<span class=\"a\"> data-tex=\"r={}\">r =</span>",
            "<b data-tex=\"r={}\">r =</b>",
            "<span data-tex=\"r={}\">e <i>=</i></span>",
            "<span data-tex=\"r={}\"",
            "<span data-tex=\"e=",
            " data-tex=\"",
        };
        for (String word : words) {
            assertEquals(word, set(word));
            assertTrue(set(word + "<span data-tex=\"r={}\">r =</span>").contains(word));
        }
    }

    private static String set(String html) {
        return new String(Formulas.set(html), UTF_8);
    }
}
