package sinefit.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sinefit.lesson.Carry.Account;
import sinefit.testing.Recipes;
import sinefit.theory.Spectra;
import sinefit.training.Recipe;
import sinefit.training.RecipeParser;

class CarryTest {
    private static final RecipeParser PARSER = Lesson.parser();
    private static final Spectra SPECTRA = new Spectra();
    private static final Carry CARRY =
            new Carry(
                    PARSER,
                    run ->
                            SPECTRA.of(run)
                                    .map(s -> s.stabilityLimit(run.momentumAt(0)))
                                    .orElse(0.0));

    /** From a run, to a lesson: the run's address there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "degree=5&lr=5e-8&steps=20000 | tensors | degree=5&lr=5e-08&steps=20000",
                "degree=5&lr=5e-8&steps=20000 | optim   | degree=5&steps=20000",
                // A rate for another interval says nothing here.
                "degree=5&lr=5e-8&steps=20000 | autograd | degree=5&lr=0.00021&steps=20000",
                // No polynomial: no degree.
                "degree=5&lr=5e-8&seed=7      | function | seed=7",
                "momentum=0.9&lr=2e-7         | optim   | ''",
                "momentum=0.9&lr=2e-7         | module  | momentum=0.9&lr=2e-07",
                "momentum=0.9&lr=2e-7         | dynamic | ''",
                // The problem goes as a whole, with what is the old lesson's own in it.
                "target=cos&lr=2e-6           | autograd " + "| target=cos&min=-pi&max=pi&lr=2e-06",
                "target=f&f=x*x&max=1         | nn      | target=f&f=x*x&max=1.0",
                "lesson=autograd&noise=0.1    | numpy "
                        + "| target=exp&min=-1.0&max=1.0&noise=0.1&lr=0.00022",
                "lesson=autograd&steps=500    | numpy   | steps=500",
                "lesson=optim&optimizer=adam  | nn      | optimizer=adam&lr=0.001",
                "lesson=optim&lr=1e-4         | nn      | ''",
                "optimizer=adam&beta1=0.8&lr=0.01 | optim | optimizer=adam&beta1=0.8&lr=0.01",
                "optimizer=rmsprop&lr=0.001   | optim   | ''",
                // Beyond the limit with the lesson's own rate: half the limit.
                "degree=5                     | nn      | degree=5&lr=2.8e-08",
                "init=1,2,3,4                 | tensors | init=1.0,2.0,3.0,4.0",
                "init=1,2,3,4,5&degree=4&lr=1e-9 | function | ''",
                "batch=50&dtype=float32       | tensors | batch=50",
                "steps=500&tweak=50:lr=2e-6   | tensors | steps=500&tweak=50:lr=2e-06",
                "steps=500&tweak=50:lr=2e-6   | optim   | steps=500",
                // Beyond the limit there: the lesson's own.
                "lr=5e-6                      | tensors | ''",
                "lr=5e-6&seed=3               | module  | seed=3",
                "lr=5e-6&tweak=100:lr=1e-6    | tensors | ''",
                "tweak=100:lr=5e-6            | tensors | ''",
                "lr=3.4e-6                    | tensors | lr=3.4e-06",
                "lr=5e-6&momentum=0.9         | tensors | momentum=0.9&lr=5e-06",
                "degree=5&lr=1e-6             | tensors | degree=5&lr=2.8e-08",
                // What theory does not know may well settle.
                "lr=5e-6&batch=50             | tensors | lr=5e-06&batch=50",
            })
    void anotherLessonTakesWhatItCan(String run, String lesson, String there) {
        Recipe from = Recipes.recipe(run);
        Recipe to = CARRY.to(Lesson.of(lesson).orElseThrow(), from);
        assertEquals(there, to.pageQuery());
    }

    @Test
    void itIsToldWhatBecameOfEachOfThem() {
        Recipe from = Recipes.recipe("degree=5&lr=5e-8&momentum=0.5&steps=900&init=1,1,1,1,1,1");
        assertEquals(
                new Account(
                        List.of("degree", "init", "steps"),
                        List.of("optimizer", "lr"),
                        List.of("momentum")),
                Carry.account(from, CARRY.to(Lesson.OPTIM, from)));
        assertEquals(
                new Account(List.of("momentum", "steps"), List.of("lr"), List.of("degree", "init")),
                Carry.account(from, CARRY.to(Lesson.FUNCTION, from)));
    }

    /** What stood in the form, with what was changed in it: what is read. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lr=1e-6               | optimizer=adam&lr=1e-6       | optimizer=adam&lr=0.001",
                "momentum=0.9&lr=2e-7  | optimizer=adam&lr=2e-7&momentum=0.9 "
                        + "| optimizer=adam&lr=0.001",
                // A rate typed at the same time is the learner's wish.
                "lr=1e-6               | optimizer=adam&lr=0.05       | optimizer=adam&lr=0.05",
                // Among those that divide by the slope's size, a rate of one's own stays.
                "optimizer=adam&lr=0.05 | optimizer=nadam&lr=0.05     | optimizer=nadam&lr=0.05",
                "optimizer=adam&lr=0.001 | optimizer=nadam&lr=0.001   | optimizer=nadam&lr=0.002",
                "optimizer=adam&lr=0.05 | optimizer=sgd&lr=0.05       | ''",
                "optimizer=adam&lr=0.05&degree=5 | optimizer=sgd&lr=0.05&degree=5 "
                        + "| degree=5&lr=2.8e-08",
                "lesson=optim          | optimizer=adam&lr=0.001      | optimizer=adam",
                "lesson=optim&optimizer=adam | optimizer=rmsprop&lr=0.001 | ''",
                "lr=1e-6               | model=legendre3&lr=1e-6      | model=legendre3&lr=5e-06",
                "lr=1e-6               | target=f&lr=1e-6             | target=f&f=sin%28x%29",
                "target=f&f=x          | target=cos&f=x               | target=cos",
                "lr=1e-6               | lr=2e-6                      | lr=2e-06",
            })
    void anotherOptimizerModelOrTargetLeavesWhatMeantSomethingToTheOld(
            String before, String typed, String after) {
        Recipe from = Recipes.recipe(before);
        Map<String, List<String>> query = Recipes.pairs(typed);
        query.put(RecipeParser.LESSON, List.of(from.preset().slug()));
        assertEquals(after, PARSER.parse(CARRY.mended(from, query), Set.of()).pageQuery());
    }

    @ParameterizedTest
    @EnumSource
    void aLessonsOwnRunLeadsToAnotherLessonsOwnRun(Lesson from) {
        Recipe own = new Recipe(from.preset(), from.preset().defaults(), List.of());
        for (Lesson to : Lesson.values()) {
            assertEquals("", CARRY.to(to, own).pageQuery(), from + " to " + to);
        }
    }
}
