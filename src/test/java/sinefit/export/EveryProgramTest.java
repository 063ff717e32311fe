package sinefit.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sinefit.knob.Knob;
import sinefit.lesson.Lesson;
import sinefit.optim.OptimizerKind;
import sinefit.testing.Python;
import sinefit.testing.Recipes;
import sinefit.training.InvalidRecipe;
import sinefit.training.Recipe;
import sinefit.training.StepValues;

/**
 * Every lesson with every model, optimizer, option and tweak: there is a program, and it can be
 * compiled; of Java's a random sample prints the run to the last digit. {@link ScriptParityTest}
 * runs programs in Python.
 */
class EveryProgramTest {
    private static final long SEED = 17;
    private static final int JAVA_RUNS = 40;

    /** Compiles each file that it is given, and says which one it cannot. */
    private static final String COMPILER =
            """
            import pathlib, warnings
            warnings.simplefilter('error')
            for file in sorted(pathlib.Path(%r).glob('*.py')):
                compile(file.read_text(), str(file), 'exec')
            print('all')
            """;

    @TempDir private Path directory;

    /** Values that a tweak may set an option to: on, off, at rest, in between, as it is. */
    private static List<String> values(Recipe recipe, Knob<?> option) {
        Object usual = recipe.settings().find(option).<Object>map(value -> value).orElse(0.0);
        if (usual instanceof Boolean) {
            return List.of("true", "false");
        }
        return List.of("0", "0.5", "2", String.valueOf(usual));
    }

    /** Recipes by their query; each that is refused names what was asked for. */
    private static Map<String, Recipe> recipes() {
        Set<String> queries = new LinkedHashSet<>();
        for (Lesson lesson : Lesson.values()) {
            for (String model : List.of("polynomial", "legendre3", "dynamic")) {
                for (OptimizerKind kind : OptimizerKind.values()) {
                    String base =
                            "lesson="
                                    + lesson.slug()
                                    + "&model="
                                    + model
                                    + "&optimizer="
                                    + Recipe.OPTIMIZER.format(kind)
                                    + "&lr=1e-7&steps=101";
                    queries.add(base);
                    Recipe recipe = Recipes.recipe(base);
                    for (Knob<?> option : kind.tweakable()) {
                        for (String value : values(recipe, option)) {
                            queries.add(base + "&" + option.key() + "=" + value);
                            queries.add(base + "&tweak=5:" + option.key() + "=" + value);
                        }
                    }
                }
            }
            for (String more :
                    List.of(
                            "degree=0",
                            "degree=9",
                            "degree=0&basis=legendre",
                            "basis=chebyshev",
                            "basis=scaled",
                            "reduction=mean",
                            "dtype=float32",
                            "dtype=float64",
                            "noise=0.5",
                            "batch=7",
                            "degree=0&noise=1",
                            "degree=0&batch=9",
                            "target=step&n=51",
                            "target=f&f=floor(x)/x&min=1",
                            "seed=5&dtype=float64",
                            "points=0:1,1:2,2:0",
                            "init=1,2,3,4",
                            "bug=sign",
                            "bug=zero_grad",
                            "momentum=0.9",
                            "momentum=0.9&tweak=9:momentum=0",
                            "momentum=1e-46",
                            "tweak=5:momentum=0.5&tweak=7:nesterov=false&tweak=9:dampening=0")) {
                String optimizer = more.contains("momentum") ? "&optimizer=sgd" : "";
                String base = "lesson=" + lesson.slug() + optimizer + "&lr=1e-7&steps=101&";
                queries.add(base + more);
                queries.add(base + more + "&model=polynomial");
            }
        }
        Map<String, Recipe> recipes = new LinkedHashMap<>();
        for (String query : queries) {
            Set<String> given = Recipes.pairs(query).keySet();
            try {
                recipes.put(query, Recipes.recipe(query));
            } catch (InvalidRecipe e) {
                e.rejections().forEach(r -> assertTrue(given.contains(r.key()), query + ": " + r));
            }
        }
        return recipes;
    }

    @Test
    void everyProgramInPythonCompiles() throws IOException {
        int number = 0;
        Set<String> texts = new LinkedHashSet<>();
        for (Map.Entry<String, Recipe> entry : recipes().entrySet()) {
            texts.add(NumpyScript.of(entry.getValue()).text());
            texts.add(TorchScript.of(entry.getValue()).text());
            assertTrue(Notebook.of(entry.getValue()).contains("Result"), entry.getKey());
        }
        for (String text : texts) {
            Files.writeString(directory.resolve(number++ + ".py"), text);
        }
        assertTrue(number > 1000, number + " programs");
        Path driver = directory.resolve("all.txt");
        Files.writeString(driver, COMPILER.replace("%r", "'" + directory + "'"));
        assertEquals("all", Python.with("numpy").prints(driver).strip());
    }

    @Test
    void everyProgramInJavaCompilesAndASampleRunsToTheLastDigit() throws Exception {
        Map<String, Recipe> programs = new LinkedHashMap<>(); // by their text
        for (Recipe recipe : recipes().values()) {
            if (JavaProgram.unwritten(recipe).isEmpty()) {
                programs.putIfAbsent(JavaProgram.of(recipe).text(), recipe);
            }
        }
        List<String> texts = new ArrayList<>(programs.keySet());
        assertTrue(texts.size() > 100, texts.size() + " programs");
        Collections.shuffle(texts, new Random(SEED));
        Map<String, byte[]> classes = compiled(texts);
        ClassLoader loader =
                new ClassLoader(getClass().getClassLoader()) {
                    @Override
                    protected Class<?> findClass(String name) {
                        byte[] bytes = Objects.requireNonNull(classes.get(name), name);
                        return defineClass(name, bytes, 0, bytes.length);
                    }
                };
        int ran = 0;
        for (int i = 0; ran < JAVA_RUNS; i++) {
            Recipe recipe = Objects.requireNonNull(programs.get(texts.get(i)));
            if (Recipes.last(recipe).step() < recipe.steps()) {
                continue; // it diverges: the page ends there, the program goes on
            }
            ran++;
            assertEquals(
                    log(recipe), printed(loader.loadClass("p" + i + ".Sinefit")), recipe.query());
        }
    }

    private static List<String> log(Recipe recipe) {
        List<String> log = new ArrayList<>();
        StepValues last =
                Recipes.run(
                                recipe,
                                at -> {
                                    if (PrintedLog.prints(at.step())) {
                                        log.add(PrintedLog.line(recipe, at));
                                    }
                                })
                        .values();
        log.add(PrintedLog.result(recipe, last));
        return log;
    }

    private static List<String> printed(Class<?> program) throws ReflectiveOperationException {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            program.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** All in one task, each in a package of its own: p0, p1 …; classes by their names. */
    private static Map<String, byte[]> compiled(List<String> texts) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();
        List<JavaFileObject> sources = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            sources.add(new Source("p" + i, texts.get(i)));
        }
        StringWriter complaints = new StringWriter();
        try (JavaFileManager files =
                new InMemory(compiler.getStandardFileManager(null, null, null), written)) {
            List<String> options = List.of("-proc:none", "-nowarn");
            boolean good = compiler.getTask(complaints, files, null, options, null, sources).call();
            assertTrue(good, complaints.toString());
        }
        Map<String, byte[]> classes = new LinkedHashMap<>();
        written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String folder, String text) {
            super(URI.create("mem:///" + folder + "/Sinefit.java"), Kind.SOURCE);
            this.text = "package " + folder + ";\n" + text;
        }

        @Override
        public CharSequence getCharContent(boolean ignored) {
            return text;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written;

        InMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> written) {
            super(files);
            this.written = written;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + name + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return written.computeIfAbsent(name, n -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
