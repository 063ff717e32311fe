package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sinefit.lesson.Lesson;

/** Both languages say everything, and neither says more than the other. */
class TextsTest {
    private static final Path WEB = Path.of("web");
    private static final Path JAVA = Path.of("src", "main", "java");
    private static final Properties ENGLISH = texts("en");
    private static final Properties KOREAN = texts("ko");

    private static Properties texts(String lang) {
        Properties texts = new Properties();
        try (Reader in = Files.newBufferedReader(WEB.resolve("i18n/" + lang + ".properties"))) {
            texts.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    /** All texts that people wrote below a folder. */
    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().matches(".*\\.(jte|java|js)")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> all(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertEquals(
                new TreeSet<>(ENGLISH.stringPropertyNames()),
                new TreeSet<>(KOREAN.stringPropertyNames()));
    }

    @Test
    void bothLanguagesFillInTheSamePlaces() {
        for (String key : ENGLISH.stringPropertyNames()) {
            UnaryOperator<String> places = text -> all("\\{\\d}", text).toString();
            String english = places.apply(ENGLISH.getProperty(key));
            assertEquals(english, places.apply(KOREAN.getProperty(key)), key);
        }
    }

    @Test
    void noTextIsEmptyAndNoKoreanTextIsStillEnglish() {
        Pattern hangul = Pattern.compile("[가-힣]");
        Pattern words = Pattern.compile("[a-z]{3,} [a-z]{2,} [a-z]{2,}");
        for (String key : KOREAN.stringPropertyNames()) {
            String korean = KOREAN.getProperty(key);
            assertFalse(korean.isBlank() || ENGLISH.getProperty(key).isBlank(), key);
            boolean sentence = words.matcher(ENGLISH.getProperty(key)).find();
            assertTrue(!sentence || hangul.matcher(korean).find(), key + ": " + korean);
        }
    }

    @Test
    void everyTextThatIsAskedForExists() {
        for (Path file : Stream.concat(files(WEB), files(JAVA)).toList()) {
            String calls = "(?:texts(?:\\(\\))?\\.get|word)\\(['\"][\\w.]+['\"]";
            for (String asked : all(calls, read(file))) {
                String key = asked.replaceAll(".*['\"]([\\w.]+)['\"]", "$1");
                boolean prefix = key.endsWith(".");
                assertTrue(prefix || ENGLISH.containsKey(key), file + " asks for " + key);
            }
        }
    }

    @Test
    void everyReasonForARefusalHasItsText() {
        for (Path file : files(JAVA).toList()) {
            for (String reason : all("\"reject\\.\\w+\"", read(file))) {
                assertTrue(ENGLISH.containsKey(reason.replace("\"", "")), file + ": " + reason);
            }
        }
    }

    @Test
    void everyLessonIsToldInBothLanguagesWithTheSameParts() {
        for (Lesson lesson : Lesson.values()) {
            Path folder = WEB.resolve("templates/lessons/" + lesson.slug());
            String english = read(folder.resolve("en.jte"));
            String korean = read(folder.resolve("ko.jte"));
            for (String parts :
                    List.of(
                            "part\\.equals\\(\"\\w+\"\\)",
                            "@param .*",
                            "data-[\\w-]+(?:=\"[^\"]*\")?",
                            "\\$\\{[^}]*}",
                            "href=\"(?!https://tutorials.pytorch.kr/)[^\"]*\"")) {
                assertEquals(all(parts, english), all(parts, korean), lesson + ": " + parts);
            }
            // The tutorial in the reader's language comes first.
            assertEquals(0, all("pytorch\\.kr", english).size());
            assertTrue(
                    korean.indexOf("//tutorials.pytorch.kr/")
                            < korean.indexOf("//docs.pytorch.org/"));
            assertEquals(1, all("//tutorials\\.pytorch\\.kr/[^\"]*\" rel", korean).size());
        }
    }
}
