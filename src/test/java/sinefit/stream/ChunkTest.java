package sinefit.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sinefit.export.PrintedLog;
import sinefit.testing.EventStream;
import sinefit.testing.EventStream.Event;
import sinefit.testing.Recipes;
import sinefit.theory.Spectra;
import sinefit.training.Digest;
import sinefit.training.March;
import sinefit.training.Recipe;
import sinefit.training.Runs;
import sinefit.training.StepValues;
import sinefit.training.Trainer;
import sinefit.training.TrainingEvent;

/** The bytes of streams against the run they show. */
class ChunkTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A slice that is never enough for a chunk. */
    private static final long ONE_STEP = 1;

    @ParameterizedTest
    @CsvSource({
        "'', 60",
        "lesson=tensors&steps=777, 3000",
        "degree=9&n=50&lr=1e-12&steps=1000, max",
        "degree=0&steps=1, max",
        "n=60&lr=1e-5&steps=30000, 100000",
        "n=60&lr=1e-5&steps=20500, max",
        "lr=5e-6&steps=2000, 60",
        "lr=5e-6&steps=20000, max",
        "lr=5e-6&steps=20000, 2364",
        "lr=5e-6&steps=20000, 100000",
        "n=50&lesson=tensors&steps=450&tweak=300:lr=99, 100"
    })
    void aStreamHasTheRunsOwnValuesRowByRow(String query, String speed) throws Exception {
        Recipe recipe = Recipes.recipe(query);
        FramePlan plan = FramePlan.of(recipe.steps(), Speed.KNOB.parse(speed));
        List<StepValues> run = new ArrayList<>();
        TrainingEvent end = Recipes.run(recipe, run::add);
        List<Event> events = EventStream.read(all(recipe, plan, 0, Long.MAX_VALUE));
        Event terminal = events.remove(events.size() - 1);

        List<Integer> expected = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (int step = 0; step < run.size(); step++) {
            boolean lastFinite =
                    end instanceof TrainingEvent.Diverged d && d.lastFinite().step() == step;
            if (plan.hasRow(step) || lastFinite) {
                expected.add(step);
            }
            if (PrintedLog.prints(step)) {
                lines.add(PrintedLog.line(recipe, run.get(step)));
            }
        }
        List<Integer> rows = new ArrayList<>();
        List<String> printed = new ArrayList<>();
        for (Event event : events) {
            if (event.name().equals("log")) {
                printed.add(event.data().get("text").asText());
            } else {
                assertEquals("frame", event.name());
                rows.addAll(checkFrame(event, run));
            }
        }
        assertEquals(expected, rows);
        assertEquals(lines, printed);
        if (end instanceof TrainingEvent.Diverged diverged) {
            assertEquals("diverged", terminal.name());
            assertEquals(diverged.step(), terminal.data().get("step").asInt());
            assertValues(diverged.lastFinite(), terminal.data().get("lastFinite"));
        } else {
            assertEquals("finished", terminal.name());
            assertValues(end.values(), terminal.data().get("final"));
            assertEquals(Digest.of(recipe, end.values()), terminal.data().get("digest").asText());
        }
    }

    private static List<Integer> checkFrame(Event frame, List<StepValues> run) {
        List<Integer> steps = new ArrayList<>();
        for (JsonNode row : frame.data().get("trail")) {
            StepValues at = run.get(row.get(0).asInt());
            steps.add(at.step());
            assertEquals(at.loss(), row.get(1).asDouble());
            assertEquals(at.sae(), row.get(2).asDouble());
            assertEquals(at.coefficients().length + 3, row.size());
            for (int k = 0; k < at.coefficients().length; k++) {
                assertEquals(at.coefficients()[k], row.get(k + 3).asDouble());
            }
        }
        int last = steps.get(steps.size() - 1);
        assertValues(run.get(last), frame.data());
        assertEquals(String.valueOf(last), frame.id());
        assertEquals(steps.size(), frame.data().get("gradients").size());
        assertTrue(steps.size() <= 256, steps.size() + " rows");
        return steps;
    }

    @ParameterizedTest
    @CsvSource({
        "'', 60",
        "lr=5e-6&steps=20000, 100000",
        "lr=5e-6&steps=2000, 236.4",
        "lesson=tensors&steps=500&tweak=250:lr=2e-6, max"
    })
    void aStreamContinuedAtAnyFrameHasTheSameBytes(String query, String speed) throws Exception {
        Recipe recipe = Recipes.recipe(query);
        FramePlan plan = FramePlan.of(recipe.steps(), Speed.KNOB.parse(speed));
        List<byte[]> whole = chunks(recipe, plan, 0, Long.MAX_VALUE);
        for (int k = 0; k < whole.size(); k += 1 + whole.size() / 10) {
            List<byte[]> rest = chunks(recipe, plan, k * plan.length(), Long.MAX_VALUE);
            assertEquals(whole.size() - k, rest.size());
            for (int i = 0; i < rest.size(); i++) {
                assertArrayEquals(whole.get(k + i), rest.get(i), "chunk " + (k + i));
            }
        }
    }

    @Test
    void smallSlicesOfWorkMakeTheSameBytes() {
        for (String query : List.of("n=20&lr=1e-4&steps=333", "lr=5e-6&steps=2000&n=2000")) {
            Recipe recipe = Recipes.recipe(query);
            FramePlan plan = FramePlan.of(recipe.steps(), new Speed(120));
            assertEquals(
                    all(recipe, plan, 0, Long.MAX_VALUE), all(recipe, plan, 0, ONE_STEP), query);
        }
    }

    @Test
    void aStreamFromTheMiddleOfAFrameHasItsRowsFromThereOn() {
        Recipe recipe = Recipes.recipe("n=50&lr=1e-4&steps=400");
        FramePlan plan = FramePlan.of(400, new Speed(400));
        List<Event> events = EventStream.read(all(recipe, plan, 137, Long.MAX_VALUE));
        assertEquals(199, events.get(0).data().get("step").asInt());
        assertEquals("log", events.get(0).name());
        JsonNode trail = events.get(1).data().get("trail");
        assertEquals(137, trail.get(0).get(0).asInt());
        assertEquals(199, trail.get(trail.size() - 1).get(0).asInt());
    }

    @Test
    void fromTheEndOnlyTheTerminalEventIsLeft() {
        Recipe finished = Recipes.recipe("n=50&lr=1e-4&steps=200");
        List<Event> end =
                EventStream.read(all(finished, FramePlan.of(200, Speed.DEFAULT), 200, 1_000_000));
        assertEquals(List.of("finished"), end.stream().map(Event::name).toList());
        Recipe diverging = Recipes.recipe("lr=5e-6&steps=2000");
        for (int from : new int[] {591, 592, 1999, 2000}) {
            FramePlan plan = FramePlan.of(2000, Speed.DEFAULT);
            end = EventStream.read(all(diverging, plan, from, 1_000_000));
            assertEquals(List.of("diverged"), end.stream().map(Event::name).toList());
        }
    }

    @Test
    void aRefusedValueOfAnyCharactersIsValidJson() throws JsonProcessingException {
        String value = "a" + "\ud83d\ude00".repeat(80);
        String shown = Recipes.refused("lr=" + value).get(0).value();
        byte[] bytes = Wire.errors(List.of(Map.of("key", "lr", "value", shown)));
        JsonNode errors = JSON.readTree(new String(bytes, StandardCharsets.UTF_8)).get("errors");
        assertEquals(shown, errors.get(0).get("value").asText());
    }

    /** The chunks from a step on, made one by one as for a viewer. */
    private static List<byte[]> chunks(Recipe recipe, FramePlan plan, int from, long slice) {
        Runs runs = new Runs();
        List<byte[]> chunks = new ArrayList<>();
        Spectra spectra = new Spectra();
        March march = new March(runs.before(recipe, from), runs);
        Chunk.Maker maker = new Chunk.Maker(march, from, plan, spectra);
        while (true) {
            Optional<Chunk> made = maker.work(slice);
            while (made.isEmpty()) {
                assertTrue(slice < Long.MAX_VALUE, "complete at once");
                made = maker.work(slice);
            }
            Chunk chunk = made.get();
            chunks.add(chunk.bytes());
            if (chunk.ends()) {
                return chunks;
            }
            int next = chunk.next().step();
            Trainer trainer = runs.at(chunk.next());
            assertFalse(trainer.ended());
            maker = new Chunk.Maker(new March(trainer, runs), next, plan, spectra);
        }
    }

    private static String all(Recipe recipe, FramePlan plan, int from, long slice) {
        StringBuilder text = new StringBuilder();
        for (byte[] chunk : chunks(recipe, plan, from, slice)) {
            text.append(new String(chunk, StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    private static void assertValues(StepValues expected, JsonNode actual) {
        assertEquals(expected.step(), actual.get("step").asInt());
        assertEquals(expected.loss(), actual.get("loss").asDouble());
        assertEquals(expected.sse(), actual.get("sse").asDouble());
        assertEquals(expected.sae(), actual.get("sae").asDouble());
        for (int k = 0; k < expected.coefficients().length; k++) {
            assertEquals(expected.coefficients()[k], actual.get("coefficients").get(k).asDouble());
            assertEquals(expected.gradient()[k], actual.get("gradient").get(k).asDouble());
        }
    }
}
