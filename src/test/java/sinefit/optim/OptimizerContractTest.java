package sinefit.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sinefit.knob.Knob;
import sinefit.knob.Refusal;
import sinefit.knob.Settings;
import sinefit.number.Dtype;

/** What every optimizer does. */
class OptimizerContractTest {
    private static final double[] START = {0.5, -1.25, 3};

    private static final double FLOAT64 = 1e-13;

    /** PyTorch may contract a product and a sum into one rounding, which we do not. */
    private static final double FLOAT32 = 2e-6;

    private static Settings settings(OptimizerKind kind) {
        return kind.options().with(OptimizerKind.LR, 0.01);
    }

    /** Settings with all that an optimizer can remember. */
    private static Settings remembering(OptimizerKind kind) {
        Settings settings = settings(kind);
        for (Knob<?> knob : kind.options().knobs()) {
            if (knob.equals(Options.MOMENTUM)) {
                settings = settings.with(Options.MOMENTUM, 0.5);
            } else if (knob.equals(Options.CENTERED)) {
                settings = settings.with(Options.CENTERED, true);
            } else if (knob.equals(Options.AMSGRAD)) {
                settings = settings.with(Options.AMSGRAD, true);
            } else if (knob.equals(Options.WEIGHT_DECAY)) {
                settings = settings.with(Options.WEIGHT_DECAY, 0.1);
            }
        }
        return settings;
    }

    private static Optimizer create(OptimizerKind kind, Settings settings, Dtype dtype) {
        return kind.create(settings, dtype, START.length);
    }

    /** The slope of Σ (θₖ − k)² (k + 1). */
    private static double[] slope(double[] theta, Dtype dtype) {
        double[] slope = new double[theta.length];
        Arrays.setAll(slope, k -> dtype.round(2 * (k + 1) * (theta[k] - k)));
        return slope;
    }

    private static void walk(Optimizer optimizer, double[] theta, int steps, Dtype dtype) {
        for (int t = 0; t < steps; t++) {
            optimizer.update(theta, slope(theta, dtype));
        }
    }

    private static double loss(double[] theta) {
        double loss = 0;
        for (int k = 0; k < theta.length; k++) {
            loss += (k + 1) * (theta[k] - k) * (theta[k] - k);
        }
        return loss;
    }

    @ParameterizedTest
    @EnumSource
    void itGoesDownhill(OptimizerKind kind) {
        double[] theta = START.clone();
        double before = loss(theta);
        walk(create(kind, settings(kind), Dtype.FLOAT64), theta, 50, Dtype.FLOAT64);
        assertTrue(loss(theta) < before, Arrays.toString(theta));
    }

    @ParameterizedTest
    @EnumSource
    void aCopyGoesItsOwnWayFromTheSameState(OptimizerKind kind) {
        Optimizer one = create(kind, remembering(kind), Dtype.FLOAT64);
        double[] theta = START.clone();
        walk(one, theta, 20, Dtype.FLOAT64);
        Optimizer other = one.copy();
        double[] same = theta.clone();
        walk(other, same, 30, Dtype.FLOAT64);
        double[] mine = theta.clone();
        walk(one, mine, 30, Dtype.FLOAT64);
        assertArrayEquals(mine, same);
    }

    @ParameterizedTest
    @EnumSource
    void aTweakToTheSameSettingsChangesNothing(OptimizerKind kind) {
        double[] plain = START.clone();
        walk(create(kind, remembering(kind), Dtype.FLOAT32), plain, 40, Dtype.FLOAT32);
        double[] tweaked = START.clone();
        Optimizer optimizer = create(kind, remembering(kind), Dtype.FLOAT32);
        walk(optimizer, tweaked, 20, Dtype.FLOAT32);
        optimizer.tweak(remembering(kind));
        walk(optimizer, tweaked, 20, Dtype.FLOAT32);
        assertArrayEquals(plain, tweaked);
    }

    /** Rprop's rate is its first step only. */
    @ParameterizedTest
    @EnumSource
    void anotherRateTakesEffectAtOnce(OptimizerKind kind) {
        Optimizer optimizer = create(kind, settings(kind), Dtype.FLOAT64);
        double[] theta = START.clone();
        walk(optimizer, theta, 5, Dtype.FLOAT64);
        Optimizer faster = optimizer.copy();
        faster.tweak(settings(kind).with(OptimizerKind.LR, 0.02));
        double[] slow = theta.clone();
        double[] fast = theta.clone();
        walk(optimizer, slow, 1, Dtype.FLOAT64);
        walk(faster, fast, 1, Dtype.FLOAT64);
        if (kind == OptimizerKind.RPROP) {
            assertArrayEquals(slow, fast);
            return;
        }
        for (int k = 0; k < theta.length; k++) {
            double twice = 2 * (slow[k] - theta[k]);
            assertEquals(twice, fast[k] - theta[k], 1e-12 * (1 + Math.abs(twice)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void valuesStayInTheRunsWidth(OptimizerKind kind) {
        double[] theta = START.clone();
        Optimizer optimizer = create(kind, remembering(kind), Dtype.FLOAT32);
        for (int t = 0; t < 30; t++) {
            optimizer.update(theta, slope(theta, Dtype.FLOAT32));
            for (double value : theta) {
                assertEquals((float) value, value);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutSlopeAndDecayNothingMoves(OptimizerKind kind) {
        Settings settings = settings(kind);
        if (kind == OptimizerKind.ADAMW) {
            settings = settings.with(Options.WEIGHT_DECAY, 0.0);
        }
        double[] theta = START.clone();
        Optimizer optimizer = create(kind, settings, Dtype.FLOAT64);
        for (int t = 0; t < 5; t++) {
            optimizer.update(theta, new double[theta.length]);
        }
        assertArrayEquals(START, theta);
    }

    @ParameterizedTest
    @EnumSource
    void aCoefficientWithoutGradientIsLeftOutAltogether(OptimizerKind kind) {
        Optimizer optimizer = create(kind, remembering(kind), Dtype.FLOAT64);
        double[] theta = START.clone();
        walk(optimizer, theta, 5, Dtype.FLOAT64);
        Optimizer without = optimizer.copy();
        double[] waited = theta.clone();
        for (int t = 0; t < 7; t++) {
            without.update(waited, slope(waited, Dtype.FLOAT64), 2);
            assertEquals(theta[2], waited[2]);
        }
        assertFalse(waited[1] == theta[1]);
        walk(without, waited, 1, Dtype.FLOAT64);
        walk(optimizer, theta, 1, Dtype.FLOAT64);
        assertEquals(theta[2], waited[2]);
    }

    @ParameterizedTest
    @EnumSource
    void itsOptionsStandInTheCanonicalOrder(OptimizerKind kind) {
        List<Knob<?>> own = kind.options().knobs();
        List<Knob<?>> sorted = Options.ALL.stream().filter(own::contains).toList();
        assertEquals(sorted, own);
    }

    /**
     * Forty steps of {@code torch.optim} (1.13) from {@link #START} down {@link #slope} at a rate
     * of 0.01, with options that are not the defaults; NAdam by the rule of PyTorch 2 ({@code
     * golden/nadam.py}).
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SGD | momentum=0.9,dampening=0.3,weight_decay=0.2 | FLOAT64 "
                        + "| -0.023930989295657273;0.6941101699110884;1.8846369337237585",
                "SGD | momentum=0.9,dampening=0.3,weight_decay=0.2 | FLOAT32 "
                        + "| -0.023931002244353294;0.6941102743148804;1.8846367597579956",
                "SGD | momentum=0.8,nesterov=true | FLOAT64 "
                        + "| -0.005085705346419453;0.9874954225753582;1.9976105094478005",
                "SGD | momentum=0.8,nesterov=true | FLOAT32 "
                        + "| -0.005085709970444441;0.987495481967926;1.9976105690002441",
                "ADAGRAD | lr_decay=0.05,weight_decay=0.2,initial_accumulator_value=1.5,eps=0.001 |"
                        + " FLOAT64 | 0.43650692615715275;-1.1768249253749634;2.9274572161535923",
                "ADAGRAD | lr_decay=0.05,weight_decay=0.2,initial_accumulator_value=1.5,eps=0.001 |"
                        + " FLOAT32 | 0.43650689721107483;-1.1768248081207275;2.927457094192505",
                "RMSPROP | alpha=0.9,momentum=0.5,centered=true,weight_decay=0.1,eps=0.0001 |"
                        + " FLOAT64 | -2.2399865400708895e-05;0.4567054692076061;2.000666928012304",
                "RMSPROP | alpha=0.9,momentum=0.5,centered=true,weight_decay=0.1,eps=0.0001 |"
                        + " FLOAT32 | -2.2399808585760184e-05;0.45670461654663086;2.000667095184326",
                "ADAM | beta1=0.8,beta2=0.95,weight_decay=0.3,amsgrad=true | FLOAT64 "
                        + "| 0.16132689627180669;-0.8585230379934743;2.619616061867156",
                "ADAM | beta1=0.8,beta2=0.95,weight_decay=0.3,amsgrad=true | FLOAT32 "
                        + "| 0.16132688522338867;-0.8585230112075806;2.6196155548095703",
                "ADAMW | beta1=0.7,weight_decay=0.5,amsgrad=true | FLOAT64 "
                        + "| 0.13247420536143392;-0.6806205259456093;2.187646207751408",
                "ADAMW | beta1=0.7,weight_decay=0.5,amsgrad=true | FLOAT32 "
                        + "| 0.13247427344322205;-0.6806209087371826;2.1876466274261475",
                "ADADELTA | rho=0.8,weight_decay=0.1,eps=0.0001 | FLOAT64 "
                        + "| 0.48761569818134043;-1.2375365882715645;2.987561840854899",
                "ADADELTA | rho=0.8,weight_decay=0.1,eps=0.0001 | FLOAT32 "
                        + "| 0.4876156747341156;-1.2375364303588867;2.9875617027282715",
                "NADAM | beta1=0.85,momentum_decay=0.02,weight_decay=0.1 | FLOAT64 "
                        + "| 0.18689215204570603;-0.8812833513655732;2.6486706345666757",
                "NADAM | beta1=0.85,momentum_decay=0.02,weight_decay=0.1 | FLOAT32 "
                        + "| 0.18689224123954773;-0.8812829852104187;2.6486706733703613",
                "RPROP | eta1=0.4,eta2=1.3,step_min=0.001,step_max=0.2 | FLOAT64 "
                        + "| 0.0008785719346920606;1.0005192704827004;2.0000368930758516",
                "RPROP | eta1=0.4,eta2=1.3,step_min=0.001,step_max=0.2 | FLOAT32 "
                        + "| 0.0008787239203229547;1.0005191564559937;2.0000367164611816"
            })
    void itEndsWherePyTorchsOwnEnds(
            OptimizerKind kind, String options, Dtype dtype, String expected) throws Refusal {
        Settings settings = settings(kind);
        for (String option : options.split(",")) {
            String[] pair = option.split("=");
            for (Knob<?> knob : kind.options().knobs()) {
                settings = knob.key().equals(pair[0]) ? read(settings, knob, pair[1]) : settings;
            }
        }
        double[] theta = START.clone();
        walk(create(kind, settings, dtype), theta, 40, dtype);
        double tolerance = dtype == Dtype.FLOAT64 ? FLOAT64 : FLOAT32;
        String[] values = expected.split(";");
        for (int k = 0; k < theta.length; k++) {
            double want = Double.parseDouble(values[k]);
            assertEquals(want, theta[k], tolerance * Math.max(1, Math.abs(want)), kind + " " + k);
        }
    }

    /** As PyTorch, which makes {@code step_size} at the first step that has a gradient. */
    @Test
    void rpropsFirstStepIsTheRateOfItsFirstUpdate() {
        Settings settings = settings(OptimizerKind.RPROP);
        Optimizer optimizer = create(OptimizerKind.RPROP, settings, Dtype.FLOAT64);
        optimizer.tweak(settings.with(OptimizerKind.LR, 0.5));
        double[] theta = {0, 0, 0};
        optimizer.update(theta, new double[] {1, -1, 1}, 2);
        assertArrayEquals(new double[] {-0.5, 0.5, 0}, theta);
        optimizer.tweak(settings.with(OptimizerKind.LR, 0.25));
        optimizer.update(theta, new double[] {1, -1, 1}, 3);
        assertArrayEquals(new double[] {-0.5 - 0.6, 0.5 + 0.6, -0.25}, theta);
    }

    private static <T> Settings read(Settings settings, Knob<T> knob, String text) throws Refusal {
        return settings.with(knob, knob.parse(text));
    }

    @ParameterizedTest
    @EnumSource
    void everyLineOfItsRuleThatIsRememberedHasItsNumbers(OptimizerKind kind) {
        for (Settings settings : List.of(settings(kind), remembering(kind))) {
            Optimizer optimizer = create(kind, settings, Dtype.FLOAT64);
            walk(optimizer, START.clone(), 5, Dtype.FLOAT64);
            List<Figure> figures = optimizer.figures();
            List<String> own = List.of("gradient", "decayed", "change", "new");
            List<RuleLine> rule = kind.rule(settings);
            List<String> lines =
                    rule.stream().map(RuleLine::name).filter(n -> !own.contains(n)).toList();
            for (RuleLine line : rule) {
                assertEquals(
                        line.remembered(),
                        figures.stream()
                                .anyMatch(f -> f.name().equals(line.name()) && f.remembered()),
                        line.name());
            }
            List<String> named = new ArrayList<>(figures.stream().map(Figure::name).toList());
            named.remove("step"); // t, which stands beside the rule
            assertEquals(Set.copyOf(lines), Set.copyOf(named));
            for (Figure figure : figures) {
                assertEquals(START.length, figure.values().length, figure.name());
            }
            assertEquals("new", rule.get(rule.size() - 1).name());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatItHoldsIsNotChangedByTheNextUpdate(OptimizerKind kind) {
        Optimizer optimizer = create(kind, remembering(kind), Dtype.FLOAT64);
        double[] theta = START.clone();
        walk(optimizer, theta, 3, Dtype.FLOAT64);
        List<double[]> held =
                optimizer.figures().stream().map(Figure::values).map(double[]::clone).toList();
        List<Figure> figures = optimizer.figures();
        walk(optimizer, theta, 3, Dtype.FLOAT64);
        for (int i = 0; i < held.size(); i++) {
            assertArrayEquals(held.get(i), figures.get(i).values(), figures.get(i).name());
        }
    }
}
