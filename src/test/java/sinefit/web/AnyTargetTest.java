package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sinefit.problem.Formula;
import sinefit.problem.Target;
import sinefit.testing.WithServer;

/** Whatever is added to the targets has everything that a target needs. */
class AnyTargetTest extends WithServer {
    @TempDir private Path directory;

    private HttpResponse<String> answer(String path) {
        HttpResponse<String> answer = site().get(path);
        assertEquals(200, answer.statusCode(), path);
        return answer;
    }

    private static String query(Target target) {
        String key = target.name().toLowerCase(Locale.ROOT);
        return switch (target) {
            case F -> "target=f&f=x*x";
            case POINTS -> "points=-2:1,-1:-0.5,0:0.2,1:-0.4,2:1.1";
            default -> "target=" + key;
        };
    }

    @ParameterizedTest
    @EnumSource
    void everyPageHasItsName(Target target) {
        for (String lang : List.of("en", "ko")) {
            String query = "?" + query(target) + "&lr=1e-5&steps=5&lang=" + lang;
            for (String place : List.of("/lessons/numpy", "/lessons/autograd", "/embed/optim")) {
                answer(place + query);
            }
            assertTrue(Jsoup.parse(answer("/").body()).select("[name=target]").size() > 0);
            answer("/chart.svg" + query);
            answer("/take/numpy" + query.replace("?", "?lesson=numpy&"));
        }
        answer("/card.png?" + query(target) + "&lr=1e-5&steps=5");
        answer("/theory.json?" + query(target));
    }

    @ParameterizedTest
    @EnumSource
    void itsProgramsAreWrittenAndTheJavaCompiles(Target target) throws IOException {
        for (String file : List.of("numpy.py", "torch.py")) {
            answer("/code/" + file + "?" + query(target) + "&lr=1e-5&steps=5");
        }
        String java = answer("/code/Sinefit.java?" + query(target) + "&lr=1e-5&steps=5").body();
        Path file = Files.writeString(directory.resolve("Sinefit.java"), java);
        int errors =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", directory.toString(), file.toString());
        assertEquals(0, errors, java);
    }

    /** What is typed to begin a formula with is the target itself. */
    @ParameterizedTest
    @EnumSource(
            names = {"F", "POINTS", "STEP"},
            mode = EnumSource.Mode.EXCLUDE)
    void itsFormulaIsTheSameFunction(Target target) throws Formula.Unreadable {
        Formula formula = Formula.parse(target.formula());
        for (double x = -3; x <= 3; x += 0.25) {
            assertEquals(target.at(x), formula.applyAsDouble(x), target + " at " + x);
        }
    }
}
