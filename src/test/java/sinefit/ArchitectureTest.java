package sinefit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between packages, as each package-info states them. */
class ArchitectureTest {
    private static final JavaClasses SINEFIT =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("sinefit");

    private static final List<String> SERVERS =
            List.of("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..");

    /** All that a package may import, besides itself, the JDK and its annotations. */
    private static final Map<String, List<String>> ARROWS =
            Map.ofEntries(
                    Map.entry("number", List.of("com.fasterxml.jackson.core..")),
                    Map.entry("knob", List.of("number")),
                    Map.entry("problem", List.of("number")),
                    Map.entry("model", List.of("number", "problem")),
                    Map.entry("optim", List.of("number", "knob")),
                    Map.entry("random", List.of()),
                    Map.entry("autograd", List.of()),
                    Map.entry(
                            "training",
                            List.of(
                                    "number",
                                    "knob",
                                    "problem",
                                    "model",
                                    "optim",
                                    "random",
                                    "com.github.benmanes.caffeine..")),
                    Map.entry(
                            "theory",
                            List.of(
                                    "number",
                                    "knob",
                                    "problem",
                                    "model",
                                    "optim",
                                    "training",
                                    "com.github.benmanes.caffeine..",
                                    "org.ejml..")),
                    Map.entry(
                            "graph",
                            List.of("number", "knob", "problem", "model", "autograd", "training")),
                    Map.entry("lesson", List.of("number", "knob", "problem", "optim", "training")),
                    Map.entry(
                            "mission",
                            List.of(
                                    "number",
                                    "knob",
                                    "model",
                                    "optim",
                                    "training",
                                    "theory",
                                    "lesson")),
                    Map.entry(
                            "export",
                            List.of(
                                    "number",
                                    "knob",
                                    "problem",
                                    "model",
                                    "optim",
                                    "random",
                                    "training",
                                    "lesson")),
                    Map.entry(
                            "stream",
                            List.of(
                                    "number",
                                    "knob",
                                    "model",
                                    "optim",
                                    "training",
                                    "theory",
                                    "export",
                                    "com.github.benmanes.caffeine..",
                                    "com.fasterxml.jackson.core..",
                                    "jakarta.servlet..",
                                    "org.slf4j..",
                                    "org.eclipse.jetty..")),
                    Map.entry("plot", List.of("number")),
                    Map.entry("web.view", List.of("gg.jte..")),
                    Map.entry(
                            "web",
                            List.of(
                                    "number",
                                    "knob",
                                    "problem",
                                    "model",
                                    "optim",
                                    "random",
                                    "training",
                                    "theory",
                                    "lesson",
                                    "mission",
                                    "export",
                                    "stream",
                                    "plot",
                                    "graph",
                                    "web.view",
                                    "io.javalin..",
                                    "org.eclipse.jetty..",
                                    "jakarta.servlet..",
                                    "gg.jte..",
                                    "com.google.zxing..",
                                    "com.github.benmanes.caffeine..",
                                    "org.slf4j..",
                                    "com.fasterxml.jackson.core..")));

    static List<String> packages() {
        return ARROWS.keySet().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageDependsOnNothingButWhatItStates(String name) {
        List<String> allowed = new ArrayList<>(List.of("java..", "org.jspecify.annotations"));
        allowed.add("sinefit." + name);
        for (String arrow : ARROWS.getOrDefault(name, List.of())) {
            allowed.add(arrow.endsWith("..") ? arrow : "sinefit." + arrow);
        }
        classes()
                .that()
                .resideInAPackage("sinefit." + name)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new))
                .check(SINEFIT);
    }

    @Test
    void everyPackageHasItsArrowsStated() {
        TreeSet<String> found = new TreeSet<>();
        SINEFIT.forEach(c -> found.add(c.getPackageName().replaceFirst("sinefit\\.?", "")));
        found.remove("");
        assertEquals(new TreeSet<>(packages()), found);
    }

    @Test
    void noPackagesGoInCircles() {
        slices().matching("sinefit.(*)..").should().beFreeOfCycles().check(SINEFIT);
    }

    @Test
    void onlyStreamAndWebKnowThatThereIsAServer() {
        noClasses()
                .that(not(resideInAnyPackage("sinefit.web", "sinefit.stream")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVERS.toArray(String[]::new))
                .check(SINEFIT);
    }

    @Test
    void nobodyButAppEndsTheProgramOrPrints() {
        noClasses()
                .that(not(type(App.class)))
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(SINEFIT);
    }

    /** The time of day jumps; what is measured with it stalls or hurries. */
    @Test
    void nobodyLooksAtTheTimeOfDay() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(java.time.Clock.class, java.util.Date.class)
                .check(SINEFIT);
    }

    /** Math's sine may differ between machines; StrictMath's may not. Only exact functions pass. */
    @Test
    void whatDecidesTheBitsOfARunUsesStrictMath() {
        for (String function : List.of("sin", "cos", "tan", "tanh", "exp", "expm1", "log")) {
            noClasses()
                    .that(
                            resideInAnyPackage(
                                    "sinefit.number",
                                    "sinefit.knob",
                                    "sinefit.problem",
                                    "sinefit.model",
                                    "sinefit.optim",
                                    "sinefit.random",
                                    "sinefit.training"))
                    .should()
                    .callMethod(Math.class, function, double.class)
                    .orShould()
                    .callMethod(Math.class, "pow", double.class, double.class)
                    .check(SINEFIT);
        }
    }
}
