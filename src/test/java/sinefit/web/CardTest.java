package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.lesson.Lesson;
import sinefit.plot.Card;
import sinefit.testing.WithServer;
import sinefit.training.Recipe;

/** {@code /card.png}: the picture of a run that others show. */
class CardTest extends WithServer {
    private static final int MOST_BYTES = 50_000;

    private BufferedImage picture(String query) throws IOException {
        HttpResponse<byte[]> answer = site().bytes("/card.png?" + query);
        assertEquals(200, answer.statusCode(), query);
        assertEquals("image/png", answer.headers().firstValue("Content-Type").orElse(""));
        assertTrue(answer.body().length < MOST_BYTES, answer.body().length + " bytes: " + query);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(answer.body()));
        assertNotNull(image, query);
        assertEquals(Card.WIDTH, image.getWidth());
        assertEquals(Card.HEIGHT, image.getHeight());
        return image;
    }

    private static Recipe recipe(String query) {
        Map<String, List<String>> values = QueryString.of(query).values();
        return Lesson.parser().parse(values, Asked.PAGE_KEYS);
    }

    /** Whether a column has a colour within a pixel of a height. */
    private static boolean has(BufferedImage image, int column, double row, int colour) {
        int at = (int) Math.floor(row);
        return IntStream.rangeClosed(at - 1, at + 1)
                .anyMatch(y -> (image.getRGB(column, y) & 0xffffff) == colour);
    }

    private static long count(BufferedImage image, int colour, int top, int bottom) {
        return IntStream.range(top * Card.WIDTH, bottom * Card.WIDTH)
                .filter(i -> image.getRGB(i % Card.WIDTH, i / Card.WIDTH) << 8 == colour << 8)
                .count();
    }

    /** The polynomial of a run's final coefficients, as the trace tells them. */
    private DoubleUnaryOperator fit(String query) {
        JsonNode theta = site().json("/trace.json?" + query).get("final").get("coefficients");
        return x -> {
            double y = 0;
            for (int k = theta.size() - 1; k >= 0; k--) {
                y = y * x + theta.get(k).asDouble();
            }
            return y;
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "steps=1000",
                "lr=3e-6&steps=300",
                "lesson=tensors&steps=200",
                "lesson=nn&steps=50",
                "degree=5&lr=1e-9&init=0,0.5,0,0,0,0&steps=20",
                "target=exp&min=-1&max=1&steps=400"
            })
    void theFitStandsWhereItsValuesAre(String query) throws IOException {
        BufferedImage image = picture(query);
        Card card = new Card(Cards.plot(recipe(query)));
        DoubleUnaryOperator fit = fit(query);
        int seen = 0;
        for (int column = 80; column < 1130; column += 7) {
            double row = card.row(fit.applyAsDouble(card.x(column)));
            if (row > 120 && row < 510) {
                assertTrue(has(image, column, row, Card.FIT), query + " at column " + column);
                seen++;
            }
        }
        assertTrue(seen > 10, "only " + seen + " columns inside");
    }

    @Test
    void theTargetStandsWhereItsValuesAre() throws IOException {
        String query = "steps=1&init=5,0,0,0";
        BufferedImage image = picture(query);
        Card card = new Card(Cards.plot(recipe(query)));
        for (int column = 80; column < 1130; column += 7) {
            double row = card.row(Math.sin(card.x(column)));
            assertTrue(has(image, column, row, Card.TRUTH), "at column " + column);
        }
        // x itself is where an axis from −π to π, 1072 pixels wide, has it.
        assertEquals(-Math.PI + Math.PI / 1072, card.x(64), 1e-12);
    }

    @Test
    void aRunThatDivergesShowsItsLastFiniteFitCutOffAtTheFrame() throws IOException {
        String query = "lr=1e-4";
        assertEquals("diverged", site().json("/trace.json?" + query).get("outcome").asText());
        BufferedImage image = picture(query);
        assertTrue(count(image, Card.FIT, 112, 518) > 300);
        assertEquals(0, count(image, Card.FIT, 0, 112));
        assertEquals(0, count(image, Card.FIT, 518, 540));
        assertTrue(count(image, Card.TRUTH, 112, 518) > 1000);
    }

    @Test
    void ofARunThatIsTooLongThereIsTheTargetAlone() throws IOException {
        BufferedImage image = picture("lesson=dynamic");
        assertEquals(0, count(image, Card.FIT, 0, Card.HEIGHT));
        assertTrue(count(image, Card.TRUTH, 112, 518) > 1000);
    }

    @Test
    void pointsOfOnesOwnAreDots() throws IOException {
        String query = "target=points&points=-1:0.5,0:1,2:-0.3&steps=300&lr=1e-2";
        BufferedImage image = picture(query);
        assertTrue(count(image, Card.TRUTH, 112, 518) > 60);
        assertTrue(count(image, Card.FIT, 112, 518) > 1000);
    }

    @Test
    void theSamePictureIsThereAgainAtOnce() {
        HttpResponse<byte[]> first = site().bytes("/card.png?lr=2e-6");
        HttpResponse<byte[]> again = site().bytes("/card.png?lr=0.000002&lang=ko&title=x");
        assertArrayEquals(first.body(), again.body());
        assertEquals(
                "public, max-age=86400", first.headers().firstValue("Cache-Control").orElse(""));
    }

    @ParameterizedTest
    @CsvSource({"lr=x, 422", "nothing=1, 422", "steps=0, 422", "lesson=none, 422"})
    void badRecipesHaveNone(String query, int status) {
        assertEquals(status, site().get("/card.png?" + query).statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "degree=9&basis=chebyshev&steps=50&lr=1e-5",
                "degree=0&steps=10",
                "n=2&steps=3",
                "min=-100&max=100&degree=9&lr=1e-40&steps=5",
                "target=step&noise=10&steps=9",
                "target=f&f=0&steps=3",
                "lesson=function&steps=3",
                "lesson=dynamic&steps=3",
                "batch=1&seed=3&steps=9"
            })
    void anyRunHasAPicture(String query) throws IOException {
        assertTrue(count(picture(query), Card.TRUTH, 112, 518) > 100, query);
    }
}
