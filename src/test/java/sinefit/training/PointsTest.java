package sinefit.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.knob.Refusal;
import sinefit.knob.Rejection;
import sinefit.number.Dtype;
import sinefit.number.Repr;
import sinefit.problem.Point;
import sinefit.testing.Recipes;

/** Points of one's own: what is read as such, and what becomes of them. */
class PointsTest {
    private static final PointsDomain DOMAIN = new PointsDomain();
    private static final String CANONICAL = "-1.5:0.25,0.0:1.0,2.0:-3.0";

    private static String canonical(String text) throws Refusal {
        return DOMAIN.format(DOMAIN.parse(text));
    }

    private static String refusal(String text) {
        return assertThrows(Refusal.class, () -> DOMAIN.parse(text), text)
                .of("points", "")
                .toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1.5:0.25,0:1,2:-3",
                "2:-3,0:1,-1.5:0.25",
                " -1.5:.25, 0:1 , 2:-3 ",
                "-1.5:0.25\n0:1\n2:-3",
                "-1.5\t0.25\n0\t1\n2\t-3",
                "x\ty\n-1.5\t0.25\n0\t1\n2\t-3\n",
                "time,value\r\n-1.5,0.25\r\n0,1\r\n2,-3\r\n\r\n",
                "\"x\",\"y\"\n\"-1.5\",\"0.25\"\n\"0\",\"1\"\n\"2\",\"-3\"",
                "\uFEFFx y\n\n-1.5 0.25\n\n0 1\n2   -3",
                "-1,5;0,25\n0;1\n2;-3",
                "-1,5\t0,25\n0\t1\n2\t-3",
                "-1,5 0,25\n0 1\n2 -3",
                "-1,5, 0,25\n0, 1\n2, -3",
                "-1.5 , 0.25\n0 ,1\n2, -3",
                "# x y\n-1.5 0.25\n-0 +1.0\n2e0 \u22123",
                "거리;속력\n-1,5;0,25\n0;1\n2;-3",
            })
    void columnsAndPairsAreTheSamePoints(String text) throws Refusal {
        assertEquals(CANONICAL, canonical(text));
    }

    @Test
    void whatIsWrongIsToldWithItsRow() {
        assertTrue(refusal("1 2\n\nNaN 3\n4 5").contains("pointsNumber, bounds=[3, NaN]"));
        assertTrue(refusal("x;y\n1;2\n;3\n4;5").contains("pointsBlank, bounds=[3, x]"));
        assertTrue(refusal("1 2\n3").contains("pointsRow, bounds=[2, 3]"));
        assertTrue(refusal("1,2,3\n4,5,6").contains("pointsRow, bounds=[1, 1,2,3]"));
        assertTrue(refusal("1,5,2,7\n3,4").contains("pointsRow"));
        assertTrue(refusal("1 2\nx y\n3 4").contains("pointsNumber, bounds=[2, x]"));
        assertTrue(refusal("nan nan\n1 2\n3 4").contains("pointsNumber, bounds=[1, nan]"));
        assertTrue(refusal("1 2\n3 " + "9".repeat(80)).contains("bounds=[2, 999"));
        assertTrue(refusal("").contains("pointsCount, bounds=[2, 200, 0]"));
        assertTrue(refusal("x y\n1 2").contains("pointsCount, bounds=[2, 200, 1]"));
    }

    @Test
    void aCommaThatMayPartThousandsIsRefusedUnlessAnotherCannot() throws Refusal {
        assertTrue(refusal("1,500;2\n3;4").contains("pointsComma, bounds=[1, 1,500]"));
        assertEquals("1.5:2.0,3.0:0.5", canonical("1,500;2\n3;0,5"));
        assertEquals("0.125:2.0,3.0:1.0", canonical("0,125;2\n3;1"));
    }

    static Stream<JsonNode> tables() throws IOException {
        try (InputStream in = PointsTest.class.getResourceAsStream("/tables.json")) {
            JsonNode all = new ObjectMapper().readTree(in);
            return StreamSupport.stream(all.spliterator(), false);
        }
    }

    /** What a text is read as, or {@code !}, why not and what the message names. */
    @ParameterizedTest
    @MethodSource("tables")
    void tablesAsPeopleHaveThemAreReadOrRefusedByName(JsonNode table) {
        String read;
        try {
            read = canonical(table.get(0).asText());
        } catch (Refusal e) {
            Rejection why = e.of("points", "");
            String named = String.join(" ", why.bounds());
            read = ("!" + why.reason().replace("reject.", "") + " " + named).strip();
        }
        assertEquals(table.get(1).asText(), read, table.get(0).asText());
    }

    @Test
    void whatIsLeftOutIsNoted() {
        String text = ";x1;y1\n0;1 s;2\n1;3 s;4";
        assertEquals(
                "[Note[reason=points.note.heading, words=[;x1;y1]],"
                        + " Note[reason=points.note.index, words=[0, 1]],"
                        + " Note[reason=points.note.unit, words=[x, s]]]",
                PointTable.notes(text).toString());
        assertEquals(List.of(), PointTable.notes("1 2\n3 4"));
    }

    /** Numbers written the German, the English and the French way are the same numbers. */
    @Property(tries = 500)
    void howThousandsAndDecimalsAreWrittenMeansNothing(@ForAll("points") List<Point> points)
            throws Refusal {
        StringBuilder english = new StringBuilder("x1\ty1\n0.5\t1,000,000\n");
        points.forEach(
                p ->
                        english.append(Repr.of(p.x()))
                                .append('\t')
                                .append(String.format(Locale.ROOT, "%,.3f", p.y() * 9000))
                                .append('\n'));
        String text = english.toString();
        String expected = canonical(text);
        String german = text.replace(',', '#').replace('.', ',').replace('#', '.');
        assertEquals(expected, canonical(german));
        assertEquals(expected, canonical(text.replace(',', '\u202f')));
        assertEquals(expected, canonical(german.replace('.', ' ').replace('-', '\u2212')));
    }

    @Test
    void tenThousandRowsAreCountedNotRead() {
        String rows =
                IntStream.range(0, 10_000)
                        .mapToObj(i -> i + "\t" + i)
                        .collect(Collectors.joining("\n", "a\tb\n", "\nNaN\tNaN\n"));
        assertTrue(refusal(rows).contains("pointsCount, bounds=[2, 200, 10001]"));
    }

    @Test
    void aLinkHasItsLength() throws Refusal {
        Random random = new Random(3);
        String full =
                IntStream.range(0, 200)
                        .mapToObj(i -> random.nextDouble() + ":" + random.nextDouble())
                        .collect(Collectors.joining(","));
        assertTrue(refusal(full).contains("pointsLong, bounds=[4000, "));
        String round =
                IntStream.range(0, 200)
                        .mapToObj(i -> String.format(Locale.ROOT, "-%d.25:123.0625", i % 90))
                        .collect(Collectors.joining(","));
        assertEquals(200, DOMAIN.parse(round).size());
    }

    @Property(tries = 500)
    void theOrderAndTheFormOfPointsMeanNothing(@ForAll("points") List<Point> points)
            throws Refusal {
        List<Point> shuffled = new ArrayList<>(points);
        Collections.shuffle(shuffled, new Random(points.hashCode()));
        String pairs = DOMAIN.format(points);
        String canonical = canonical(pairs);
        assertEquals(canonical, canonical(canonical));
        assertEquals(canonical, canonical(DOMAIN.format(shuffled)));
        String columns = pairs.replace(':', '\t').replace(',', '\n');
        assertEquals(canonical, canonical(columns));
        // Decimal commas say the same, where they can be nothing else.
        boolean clear = points.stream().anyMatch(point -> Math.abs(point.x()) % 1 == 0.5);
        if (clear) {
            assertEquals(canonical, canonical(columns.replace('.', ',')));
        }
        List<Point> read = DOMAIN.parse(columns);
        assertEquals(points.size(), read.size());
        for (int i = 1; i < read.size(); i++) {
            assertTrue(read.get(i - 1).x() <= read.get(i).x());
        }
    }

    @Property(tries = 3000)
    void anyTextIsReadOrRefused(@ForAll("texts") String text) {
        try {
            List<Point> points = DOMAIN.parse(text);
            assertTrue(points.size() >= 2 && points.size() <= 200);
            assertTrue(points.stream().allMatch(p -> Math.abs(p.x()) <= 100));
            assertEquals(points, DOMAIN.parse(DOMAIN.format(points)));
        } catch (Refusal e) {
            assertTrue(e.of("points", "").reason().startsWith("reject.points"), text);
        }
    }

    @Provide
    Arbitrary<List<Point>> points() {
        Arbitrary<Double> numbers =
                Arbitraries.oneOf(
                        Arbitraries.integers().between(-200, 200).map(k -> k / 2.0 + 0.0),
                        Arbitraries.doubles().between(-100, 100).map(v -> v + 0.0));
        return Combinators.combine(numbers, numbers)
                .as(Point::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(60)
                .filter(all -> all.stream().mapToDouble(Point::x).distinct().count() > 1);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "1", "-2", "0.5", "1,5", "1,500", "NaN", "x", "\n", "\r\n", "\t", " ", ",",
                        ";", ":", "\"", "1e400", "e", "초", "\uFEFF", "0x1", "\u2028", "1:2,",
                        "3 4\n")
                .list()
                .ofMaxSize(14)
                .map(words -> String.join("", words));
    }

    @Test
    void theyTakeThePlaceOfTargetIntervalAndNumber() {
        Recipe recipe = Recipes.recipe("points=2:-3,-1.5:0.25,0:1&target=points&lr=0.01");
        assertEquals("points=" + CANONICAL + "&lr=0.01", recipe.query());
        assertEquals(3, recipe.n());
        assertEquals(-1.5, recipe.settings().get(Recipe.MIN));
        assertEquals(2.0, recipe.settings().get(Recipe.MAX));
        assertFalse(recipe.hasNoise());
        assertArrayEquals(new double[] {-1.5, 0, 2}, recipe.samples().x());
        assertArrayEquals(new double[] {0.25, 1, -3}, recipe.samples().y());
        Recipe exp = Recipes.recipe("lesson=autograd&points=0:1,1:2");
        assertEquals("lesson=autograd&points=0.0:1.0,1.0:2.0", exp.query());
    }

    @Test
    void inSinglePrecisionTheyAreRounded() {
        Recipe recipe = Recipes.recipe("lesson=tensors&points=0.1:0.2,0.3:-0.7");
        assertEquals(Dtype.FLOAT32, recipe.samples().dtype());
        assertArrayEquals(new double[] {0.1f, 0.3f}, recipe.samples().x());
        assertArrayEquals(new double[] {0.2f, -0.7f}, recipe.samples().y());
    }

    /**
     * Two steps worked out on paper: a line through (0, 1) and (2, 3), from 0, at a rate of 0.1.
     */
    @Test
    void twoStepsByHand() {
        Recipe recipe = Recipes.recipe("points=0:1,2:3&degree=1&init=0,0&lr=0.1&steps=2");
        // ŷ − y = −1, −3; gradient 2·(−4) = −8, 2·(−6) = −12.
        StepValues first = Trainer.start(recipe).values();
        assertEquals(10, first.sse(), 1e-12);
        assertEquals(4, first.sae(), 1e-12);
        assertArrayEquals(new double[] {-8, -12}, first.gradient(), 1e-12);
        // θ = (0.8, 1.2): ŷ − y = −0.2, 0.2; gradient 0, 0.8.
        StepValues second = Recipes.at(recipe, 1).values();
        assertArrayEquals(new double[] {0.8, 1.2}, second.coefficients(), 1e-12);
        assertEquals(0.08, second.sse(), 1e-12);
        assertArrayEquals(new double[] {0, 0.8}, second.gradient(), 1e-12);
        assertArrayEquals(new double[] {0.8, 1.12}, Recipes.last(recipe).coefficients(), 1e-12);
    }

    @Test
    void theSamePointsThatATargetHasMakeTheSameRun() {
        Recipe sine = Recipes.recipe("n=9&min=-2&max=2&lr=1e-3&steps=300");
        String points =
                IntStream.range(0, 9)
                        .mapToObj(i -> sine.samples().x()[i] + ":" + sine.samples().y()[i])
                        .collect(Collectors.joining(","));
        Recipe own = Recipes.recipe("points=" + points + "&lr=1e-3&steps=300");
        assertArrayEquals(Recipes.last(sine).coefficients(), Recipes.last(own).coefficients());
        assertTrue(own.symmetric());
        assertFalse(Recipes.recipe("points=-1:0,0.5:1,1:2").symmetric());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lesson=autograd",
                "lesson=dynamic",
                "target=f&f=exp(x)&min=-100&max=100&n=50&lr=1e-9&init=0,0,0,0",
                "target=step&min=2&max=3",
                "noise=1&batch=20&min=-1e-5&max=1e-5",
                "target=abs&min=99.99&max=100",
            })
    void aHandfulOfATargetIsARecipeOfItsOwn(String query) {
        Recipe few = Recipes.recipe(query).onHandful();
        assertEquals(9, few.n());
        Recipe read = Recipes.recipe(few.query());
        assertEquals(few.points(), read.points());
        assertEquals(few.query(), read.query());
        assertTrue(few.query().length() < 350, few.query());
    }
}
