package sinefit.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sinefit.knob.Rejection;
import sinefit.lesson.Lesson;
import sinefit.testing.Recipes;

class RefusedRecipesTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "lesson=nonsense      | lesson | nonsense | reject.choice | "
                        + "numpy, tensors, autograd, function, nn, optim, module, dynamic",
                "target=sine          | target | sine     | reject.choice | "
                        + "sin, cos, exp, abs, tanh, step, f, points",
                "target=points        | points | ''       | reject.noPoints | ''",
                "points=1:2           | points | 1:2      | reject.pointsCount | 2; 200; 1",
                "points=1:2,1:3       | points | 1:2,1:3  | reject.pointsSame | ''",
                "points=1:2,NaN:3     | points | 1:2,NaN:3 | reject.pointsNumber | 2; NaN",
                "points=1:2,3:1e999   | points | 1:2,3:1e999 | reject.pointsNumber | 2; 1e999",
                "points=1:2,3:        | points | 1:2,3:   | reject.pointsBlank | 2; y",
                "points=1:2,3:4:5     | points | 1:2,3:4:5 | reject.pointsRow | 2; 3:4:5",
                "points=1:2,-101:4    | points | 1:2,-101:4 | reject.pointsFit "
                        + "| 2; x; \u2212100; 100; x / 10",
                "points=1:2,3:-1e7    | points | 1:2,3:-1e7 | reject.pointsFit "
                        + "| 2; y; \u22121000000; 1000000; y / 10",
                "points=1:2,2:3&n=2   | n      | 2        | reject.inPlace | ''",
                "points=1:2,2:3&noise=1 | noise | 1       | reject.inPlace | ''",
                "points=1:2,2:3&min=0 | min    | 0        | reject.inPlace | ''",
                "points=1:2,2:3&max=3 | max    | 3        | reject.inPlace | ''",
                "points=1:2,2:3&target=exp | target | exp | reject.inPlace | ''",
                "points=1:2,2:3&f=x   | f      | x        | reject.inPlace | ''",
                "points=1:2,2:3&batch=3 | batch | 3       | reject.range | 1; 2",
                "points=1:2,1.00000001:3&dtype=float32&basis=scaled | points "
                        + "| 1:2,1.00000001:3 | reject.pointsSame | ''",
                "min=left             | min    | left     | reject.number | -100; 100",
                "max=101              | max    | 101      | reject.range | -100; 100",
                "min=4                | min    | 4        | reject.order | pi",
                "max=-4               | max    | -4       | reject.order | -pi",
                "min=1&max=1          | min    | 1        | reject.order | 1.0",
                "basis=fourier        | basis  | fourier  | reject.choice | "
                        + "monomial, scaled, legendre, chebyshev",
                "basis=scaled&dtype=float32&min=0.99999999&max=1 | min | 0.99999999 "
                        + "| reject.order | 1.0",
                "n=1                  | n      | 1        | reject.range | 2; 20000",
                "n=20001              | n      | 20001    | reject.range | 2; 20000",
                "n=1e3.5              | n      | 1e3.5    | reject.whole | 2; 20000",
                "n=2.000              | n      | 2.000    | reject.twoWays | 2.000",
                "lr=1,000             | lr     | 1,000    | reject.twoWays | 1,000",
                "model=cubic          | model  | cubic    | reject.choice | "
                        + "polynomial, legendre3, dynamic",
                "degree=10            | degree | 10       | reject.range | 0; 9",
                "degree=-1            | degree | -1       | reject.range | 0; 9",
                "init=1,2,3           | init   | 1,2,3    | reject.count | 4; 3",
                "init=1,2,3,4,5       | init   | 1,2,3,4,5 | reject.count | 4; 5",
                "degree=0&init=1,2    | init   | 1,2      | reject.count | 1; 2",
                "init=1,2,NaN,4       | init   | 1,2,NaN,4 | reject.finite | ''",
                "init=1,2,1e309,4     | init   | 1,2,1e309,4 | reject.finite | ''",
                "seed=-1              | seed   | -1       | reject.range | 0; 4294967295",
                "seed=4294967296      | seed   | 4294967296 | reject.range | 0; 4294967295",
                "dtype=float16        | dtype  | float16  | reject.choice | float64, float32",
                "reduction=max        | reduction | max   | reject.choice | sum, mean",
                "optimizer=SGD        | optimizer | SGD   | reject.choice | "
                        + "sgd, adagrad, rmsprop, adam, adamw, adadelta, nadam, rprop",
                "lr=0                 | lr     | 0        | reject.above | 0; 100",
                "lr=NaN               | lr     | NaN      | reject.numberAbove | 0; 100",
                "lr=1e309             | lr     | 1e309    | reject.above | 0; 100",
                "steps=0              | steps  | 0        | reject.range | 1; 1000000",
                "steps=1000001        | steps  | 1000001  | reject.range | 1; 1000000",
                "nonsense=7           | nonsense | 7      | reject.unknown | ''",
                "beta1=0.9            | beta1  | 0.9      | reject.option | sgd",
                "optimizer=adam&momentum=0.9 | momentum | 0.9 | reject.option | adam",
                "optimizer=rprop&eps=1e-8    | eps      | 1e-8 | reject.option | rprop",
                "nesterov=true        | nesterov | true   | reject.nesterov | ''",
                "nesterov=true&momentum=0.9&dampening=0.1 | nesterov | true "
                        + "| reject.nesterov | ''",
                "nesterov=yes&momentum=0.9 | nesterov | yes | reject.choice | true, false",
                "weight_decay=-1      | weight_decay | -1 | reject.atLeast | 0",
                "optimizer=adam&beta1=1    | beta1 | 1    | reject.below | 0; 1",
                "optimizer=adam&beta2=-0.1 | beta2 | -0.1 | reject.below | 0; 1",
                "optimizer=nadam&beta1=x   | beta1 | x    | reject.numberBelow | 0; 1",
                "optimizer=adadelta&rho=1.1 | rho  | 1.1  | reject.range | 0; 1",
                "optimizer=rprop&eta1=0    | eta1  | 0    | reject.within | 0; 1",
                "optimizer=rprop&eta1=1    | eta1  | 1    | reject.within | 0; 1",
                "optimizer=rprop&eta2=1    | eta2  | 1    | reject.moreThan | 1",
                "optimizer=rmsprop&eps=-1  | eps   | -1   | reject.atLeast | 0",
                "optimizer=rmsprop&tweak=5:beta1=0.5 | tweak | 5:beta1=0.5 | reject.tweak "
                        + "| momentum, weight_decay, alpha, centered, eps, lr",
                "batch=0              | batch  | 0        | reject.range | 1; 20000",
                "batch=11&n=10        | batch  | 11       | reject.range | 1; 10",
                "noise=-1             | noise  | -1       | reject.range | 0; 10",
                "noise=NaN            | noise  | NaN      | reject.number | 0; 10",
                "target=f             | f      | ''       | reject.noFormula | ''",
                "f=x                  | f      | x        | reject.notTarget | target=f",
                "target=f&f=sin(x     | f      | sin(x    | reject.formulaOpen | ''",
                "target=f&f=1%2B*x    | f      | 1+*x     | reject.formula | 3; *",
                "target=f&f=log(x)    | f      | log(x)   | reject.undefined "
                        + "| -3.141592653589793",
                "target=f&f=1/x&n=4   | f      | 1/x      | reject.undefined | 0.0",
                "model=legendre3&init=1,2,3 | init | 1,2,3 | reject.count | 4; 3",
                "momentum=-0.1        | momentum | -0.1   | reject.atLeast | 0",
                "momentum=1e309       | momentum | 1e309  | reject.atLeast | 0",
                "momentum=NaN         | momentum | NaN    | reject.atLeast | 0",
                "tweak=5:momentum=-1  | tweak  | 5:momentum=-1 | reject.atLeast | 0",
                "n=20&n=20            | n      | 20 20    | reject.twice | ''",
                "lr=1&lr=             | lr     | '1 '     | reject.twice | ''",
                "tweak=1000:lr=1      | tweak  | 1000:lr=1 | reject.tweakStep | 999",
                "tweak=-1:lr=1        | tweak  | -1:lr=1  | reject.tweak | momentum, dampening,"
                        + " nesterov, weight_decay, lr",
                "tweak=5:steps=1      | tweak  | 5:steps=1 | reject.tweak | momentum, dampening,"
                        + " nesterov, weight_decay, lr",
                "tweak=5:lr           | tweak  | 5:lr     | reject.tweak | momentum, dampening,"
                        + " nesterov, weight_decay, lr",
                "tweak=lr=5           | tweak  | lr=5     | reject.tweak | momentum, dampening,"
                        + " nesterov, weight_decay, lr",
                "tweak=5:lr=0         | tweak  | 5:lr=0   | reject.above | 0; 100",
                "tweak=5:lr=x         | tweak  | 5:lr=x   | reject.numberAbove | 0; 100",
                "tweak=9999999999:lr=1 | tweak | 9999999999:lr=1 | reject.tweak "
                        + "| momentum, dampening, nesterov, weight_decay, lr",
                "n=20000&steps=1000000&degree=9 | steps | 1000000 | reject.tooMuch | 100000",
                "init=1e200,0,0,0     | init   | 1e200,0,0,0 | reject.notFinite | ''",
                "dtype=float32&init=1e39,0,0,0 | init | 1e39,0,0,0 | reject.notFinite | ''",
                "dtype=float32&target=exp&min=0&max=100 | target | exp | reject.notFinite | ''",
                "dtype=float32&target=exp&min=0&max=100&init=1,2,3,4 | target | exp "
                        + "| reject.notFinite | ''"
            })
    void aBadKeyIsNamedWithItsValueAndItsBounds(
            String query, String key, String value, String reason, String bounds) {
        List<String> names = bounds.isEmpty() ? List.of() : List.of(bounds.split("; ", -1));
        List<Rejection> placeless =
                Recipes.refused(query).stream()
                        .map(r -> new Rejection(r.key(), r.value(), r.reason(), r.bounds()))
                        .toList();
        assertEquals(List.of(new Rejection(key, value, reason, names)), placeless);
    }

    @Test
    void everythingWrongIsReportedAtOnce() {
        List<Rejection> all =
                Recipes.refused(
                        "lr=0&n=1&what=1&steps=x&seed=1&seed=2&tweak=0:lr=-1&target=g&init=1"
                                + "&min=5&tweak=0:x=1");
        Map<String, Long> keys =
                all.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Rejection::key, TreeMap::new, Collectors.counting()));
        assertEquals(
                Map.of(
                        "lr", 1L, "n", 1L, "what", 1L, "steps", 1L, "seed", 1L, "tweak", 2L,
                        "target", 1L, "init", 1L, "min", 1L),
                keys);
    }

    @Test
    void thirtyTwoTweaksAreAllowedAndOneMoreIsNot() {
        assertEquals(32, Recipes.recipe(tweaks(32)).tweaks().size());
        assertEquals(
                List.of(new Rejection("tweak", "33", "reject.tweaks", List.of("32"))),
                Recipes.refused(tweaks(33)));
    }

    @Test
    void theMostStepsNamedAreAccepted() {
        assertEquals(100_000, Recipes.recipe("n=20000&degree=9&steps=100000").steps());
        assertEquals(
                "reject.tooMuch", Recipes.refused("n=20000&degree=9&steps=100001").get(0).reason());
    }

    @Test
    void aLessonIsSalvagedFromWhateverIsAsked() {
        Random random = new Random(1);
        List<String> keys = new ArrayList<>(Recipe.KNOBS.stream().map(knob -> knob.key()).toList());
        keys.addAll(
                List.of(
                        "momentum",
                        "lesson",
                        "tweak",
                        "",
                        "what",
                        "k".repeat(300),
                        "\ud83d",
                        "lang"));
        List<String> texts =
                List.of(
                        "",
                        " ",
                        "1",
                        "-1",
                        "NaN",
                        "1e309",
                        "exp",
                        "tensors",
                        "float32",
                        "99",
                        "0",
                        "20000",
                        "1000000",
                        "1e200,0,0,0",
                        "v".repeat(1000),
                        "5:lr=1e-6",
                        "5:momentum=0.5",
                        "\u0000",
                        "5:lr=0",
                        "999999999:lr=1",
                        "9",
                        "-100",
                        "100",
                        "1,2",
                        "\udc00",
                        "pi/0");
        for (int i = 0; i < 3000; i++) {
            Map<String, List<String>> query = new TreeMap<>();
            for (int k = random.nextInt(8); k > 0; k--) {
                List<String> values =
                        IntStream.range(0, random.nextInt(3))
                                .mapToObj(j -> texts.get(random.nextInt(texts.size())))
                                .toList();
                query.put(keys.get(random.nextInt(keys.size())), values);
            }
            Recipe salvaged = Lesson.parser().salvage(query, Set.of("lang"));
            assertEquals(salvaged, Recipes.recipe(salvaged.query()), query.toString());
        }
    }

    @Test
    void whatIsGoodByItselfIsSalvaged() {
        Recipe salvaged =
                Lesson.parser()
                        .salvage(
                                Recipes.pairs("lesson=tensors&n=50&lr=0&seed=3&what=1&steps=x"),
                                Set.of());
        assertEquals("lesson=tensors&n=50&seed=3", salvaged.query());
    }

    private static String tweaks(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "tweak=" + i + ":lr=1e-6")
                .collect(Collectors.joining("&"));
    }
}
