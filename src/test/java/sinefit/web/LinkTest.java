package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.lesson.Lesson;
import sinefit.testing.WithServer;
import sinefit.training.InvalidRecipe;
import sinefit.training.Recipe;

/** A link means one run, whatever messengers, sentences and trackers do to it on its way. */
class LinkTest extends WithServer {
    private static final int MANY = 1_500;
    private static final List<String> FORMULAS =
            List.of(
                    "sin(x)+x^2/5",
                    "2*x + 1",
                    "x^2 - 1",
                    "(x+1)(x-1)",
                    "x +1",
                    "2x(x+1)",
                    "1e+3*x",
                    "-x+exp(-x)",
                    "abs( x ) * 2",
                    "sin(2*x)+cos(3*x)",
                    "3+(x+2)^2");
    private static final List<UnaryOperator<String>> MANGLERS =
            List.of(
                    link -> link.replace("+", "%20"),
                    link -> link.replace("+", "%2B"),
                    link -> link.replace("%20", "+"),
                    link -> link.replace("%2B", "+"),
                    link -> link.replace("%2B", "%20"),
                    link -> link.replaceAll("%(?:28|29|5E|2A|2F|2C|3A)", "$0").replace("%28", "("),
                    link -> link.replace("%29", ")").replace("%28", "("),
                    link -> link.replace("%5E", "^").replace("%2A", "*"),
                    link -> link.replace("(", "%28").replace("=", "=").replace(",", "%2C"),
                    link -> link.replace("&", "&amp;"),
                    link -> link.replace("&", "&amp;amp;"),
                    link -> link + "&utm_source=x",
                    link -> "igsh=abc&" + link);

    /** The run that a page of lesson 1 shows for a query; empty if it says what is wrong. */
    private static Optional<Recipe> opened(String raw) {
        QueryString query = QueryString.of(raw);
        String mended = query.mangled() ? query.mended() : raw;
        try {
            Map<String, List<String>> keys = new HashMap<>(QueryString.of(mended).values());
            return Optional.of(Lesson.parser().parse(keys, Asked.PAGE_KEYS));
        } catch (InvalidRecipe e) {
            return Optional.empty();
        }
    }

    private static String random(Random random) {
        List<String> keys = new ArrayList<>();
        if (random.nextBoolean()) {
            String f = FORMULAS.get(random.nextInt(FORMULAS.size()));
            keys.add("target=f&f=" + URLEncoder.encode(f, StandardCharsets.UTF_8));
        } else if (random.nextInt(3) == 0) {
            keys.add("points=-1:1000000,0:1e-05,2:" + random.nextInt(9));
            keys.add("lr=1e-09");
        }
        if (random.nextBoolean()) {
            keys.add("init=1e%2B20,-2,3e-05,0.1");
        }
        if (random.nextBoolean()) {
            keys.add("steps=" + (100 + random.nextInt(500)) + "&tweak=5:lr=2e-07");
        }
        if (random.nextBoolean()) {
            keys.add("optimizer=sgd&momentum=0." + random.nextInt(9));
        }
        return String.join("&", keys);
    }

    @Test
    void noManglingOfACanonicalLinkMakesItAnotherRun() {
        Random random = new Random(17);
        int same = 0;
        for (int i = 0; i < MANY; i++) {
            Recipe recipe = opened(random(random)).orElseThrow();
            String link = recipe.query();
            for (UnaryOperator<String> first : MANGLERS) {
                String once = first.apply(link);
                String twice = MANGLERS.get(random.nextInt(MANGLERS.size())).apply(once);
                for (String mangled : List.of(link, once, twice)) {
                    Optional<Recipe> meant = opened(mangled);
                    assertEquals(recipe, meant.orElse(recipe), link + " became " + mangled);
                    same += meant.isPresent() ? 1 : 0;
                }
            }
        }
        assertTrue(same > MANY * MANGLERS.size() * 2, same + " were read");
    }

    @Test
    void aPinKeepsItsRunWhenItsEscapesAreUndone() {
        Recipe recipe = opened("target=f&f=x%2B1&degree=5&lr=5e-08&steps=200").orElseThrow();
        assertFalse(recipe.carried().contains("%26"), recipe.carried());
        String undone = recipe.carried().replace("%25", "%").replace("%2B", "+");
        for (String pin : List.of(recipe.carried(), undone)) {
            String inner = QueryString.first(QueryString.of("pin=" + pin).values(), "pin");
            Map<String, List<String>> keys = QueryString.nested(inner).values();
            assertEquals(recipe, Lesson.parser().parse(keys, Asked.PAGE_KEYS), pin);
        }
    }

    @Test
    void theFormulaOfTheReadmeIsASum() throws Exception {
        String at = "/samples.json?target=f&f=sin(x)+x^2/5&min=1&max=3&n=3";
        JsonNode y = site().json(at.replace("^", "%5E")).get("y");
        assertEquals(Math.sin(1) + 0.2, y.get(0).doubleValue(), 1e-15);
        assertEquals(Math.sin(3) + 9 / 5.0, y.get(2).doubleValue(), 1e-15);
    }

    @Test
    void aBlankBetweenOperandsIsNoProduct() throws Exception {
        for (String f : List.of("2%20x", "sin(x)%20x", "(x%2B1)%20(x-1)", "x%202")) {
            HttpResponse<String> answer = site().get("/samples.json?target=f&f=" + f);
            assertEquals(422, answer.statusCode(), f);
            assertTrue(answer.body().contains("has a blank between"), answer.body());
            assertTrue(answer.body().contains("\"place\":"), answer.body());
        }
    }

    @Test
    void aBlankTypedIntoAFormIsNoPlusSign() throws Exception {
        String form = "/?carry=&target=f&f=";
        assertEquals(422, site().get(form + "2+x").statusCode());
        assertEquals(200, site().get(form + "2+%2B+x").statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "/?lr=2e-6., /?lr=2e-6",
        "/?lr=2e-6), /?lr=2e-6",
        "'/?lr=2e-6,', /?lr=2e-6",
        "/?lr=2e-6%E3%80%82, /?lr=2e-6",
        "/?lr=2e-6%EB%A5%BC, /?lr=2e-6",
        "/?degree=5&lr=5e-8&steps=20000., /?degree=5&lr=5e-8&steps=20000",
        "/?degree=5&steps=200%EC%9C%BC%EB%A1%9C!, /?degree=5&steps=200",
        "/?lr=2e-6&tab=landscape)., /?lr=2e-6&tab=landscape",
        "/?degree=5&amp;lr=5e-8&amp;steps=20000, /?degree=5&lr=5e-8&steps=20000",
        "/?lr=2e-6&igsh=abc, /?lr=2e-6",
        "/?lr=2e-6&from=singlemessage&isappinstalled=0, /?lr=2e-6",
        "/?lr=2e-6&ref_src=twsrc%5Etfw, /?lr=2e-6",
        "/?NaPm=ct%3Dm&lr=2e-6&n_media=1&srsltid=a&spm=b&trk=c, /?lr=2e-6",
        "/lessons/optim., /lessons/optim",
        "/lessons/optim)?lr=1e-4, /lessons/optim?lr=1e-4",
        "/lessons/optim%EC%97%90%EC%84%9C, /lessons/optim",
        "/lessons/Optim, /lessons/optim",
        "/lessons, /",
        "/lessons/, /",
        "/embed/numpy., /embed/numpy",
        "/Teach, /teach",
    })
    void whatASentenceOrATrackerLeavesIsTakenOff(String given, String meant) throws Exception {
        HttpResponse<String> answer = site().get(given);
        assertEquals(302, answer.statusCode(), given);
        assertEquals(meant, answer.headers().firstValue("Location").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?title=Hello!", "/?target=f&f=sin(x)", "/?lr=2e-6&title=(a)"})
    void whatMayEndSoStays(String link) throws Exception {
        assertEquals(200, site().get(link).statusCode());
    }

    @Test
    void anAddressIsReadAsBrowsersReadIt() throws Exception {
        String url = site().address() + "/?target=f&f=x^2";
        String asked = URLEncoder.encode(url, StandardCharsets.UTF_8);
        assertEquals(200, site().get("/oembed?url=" + asked).statusCode());
    }

    @Test
    void aRefusedLinkSaysWhatIsShownInsteadAndWaits() throws Exception {
        String page = site().get("/?degree=12&lr=2e-6").body();
        assertTrue(page.contains("data-refused"), "tells it");
        assertTrue(page.contains("degree: must be"), "names the key");
        assertFalse(site().get("/?degree=5&lr=2e-8").body().contains("data-refused"));
    }
}
