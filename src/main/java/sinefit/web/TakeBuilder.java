package sinefit.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import sinefit.export.JavaProgram;
import sinefit.knob.Knob;
import sinefit.number.Figures;
import sinefit.optim.OptimizerKind;
import sinefit.training.Library;
import sinefit.training.Recipe;
import sinefit.web.ChartBuilder.Kind;
import sinefit.web.view.TakeView;
import sinefit.web.view.TakeView.ChartFileView;
import sinefit.web.view.TakeView.FileView;
import sinefit.web.view.TakeView.SpacingView;
import sinefit.web.view.Texts;

/** Lists what can be taken along from a run. */
final class TakeBuilder {
    private TakeBuilder() {}

    static TakeView of(Recipe recipe, Texts texts) {
        return new TakeView(
                texts,
                recipe.query(),
                programs(recipe, texts),
                missing(recipe, texts),
                List.of(
                        file(recipe, texts.get("take.csv"), "/trace.csv", "", "csv", true),
                        file(recipe, texts.get("take.json"), "/trace.json", "", "json", true),
                        file(
                                recipe,
                                texts.get("take.samples"),
                                "/samples.json",
                                "samples",
                                "json",
                                false)),
                spacings(recipe, texts),
                Arrays.stream(Kind.values()).map(kind -> chart(recipe, kind, texts)).toList(),
                Caption.of(recipe, texts),
                Place.PAGE.address(recipe, Optional.empty()));
    }

    private static List<FileView> programs(Recipe recipe, Texts texts) {
        String numpy = FileNames.NUMPY;
        String torch = FileNames.TORCH;
        List<FileView> programs = new ArrayList<>();
        programs.add(file(recipe, "NumPy", DataRoutes.NUMPY, numpy, "py", false));
        programs.add(file(recipe, "PyTorch", DataRoutes.TORCH, torch, "py", false));
        if (recipe.preset().library() == Library.TORCH) {
            Collections.reverse(programs);
        }
        String notebook = texts.get("take.notebook");
        programs.add(file(recipe, notebook, "/code/notebook.ipynb", "", "ipynb", false));
        if (JavaProgram.unwritten(recipe).isEmpty()) {
            String href = href("/code/Sinefit.java", recipe);
            programs.add(new FileView("Java", href, FileNames.JAVA, false));
        }
        return programs;
    }

    /** What of the run no Java program is written for. */
    private static String missing(Recipe recipe, Texts texts) {
        String causes =
                JavaProgram.unwritten(recipe).stream()
                        .map(cause -> named(cause.knob(), texts))
                        .distinct()
                        .collect(Collectors.joining(", "));
        return causes.isEmpty() ? "" : texts.get("take.noJava", causes);
    }

    private static String named(Knob<?> knob, Texts texts) {
        if (OptimizerKind.allOptions().contains(knob)) {
            return knob.key(); // PyTorch's name in every language
        }
        return texts.get(knob.equals(Recipe.BUG) ? "take.bug" : "carry.key." + knob.key());
    }

    /** 1, 10, 100 … and the usual one, as long as there are rows, and not too many. */
    private static List<SpacingView> spacings(Recipe recipe, Texts texts) {
        int steps = recipe.steps();
        long usual = Rows.usual(steps);
        return LongStream.concat(
                        LongStream.of(1, 10, 100, 1_000, 10_000, 100_000), LongStream.of(usual))
                .distinct()
                .sorted()
                .filter(every -> every == 1 || every < steps)
                .filter(every -> Rows.few(steps, every))
                .mapToObj(
                        every ->
                                new SpacingView(
                                        every,
                                        texts.get(
                                                every == 1 ? "take.everyOne" : "take.every",
                                                Figures.whole(every),
                                                Figures.whole(Rows.count(steps, every))),
                                        every == usual))
                .toList();
    }

    private static ChartFileView chart(Recipe recipe, Kind kind, Texts texts) {
        String query = recipe.query().isEmpty() ? "" : "&" + recipe.query();
        String href = "/chart.svg?kind=" + kind.key() + "&lang=" + texts.lang() + query;
        String file = FileNames.of(recipe, kind.key(), "svg").replaceFirst("\\.svg$", "");
        return new ChartFileView(kind.key(), texts.get("take." + kind.key()), href, file);
    }

    private static FileView file(
            Recipe recipe, String name, String path, String part, String ending, boolean spaced) {
        return new FileView(name, href(path, recipe), FileNames.of(recipe, part, ending), spaced);
    }

    private static String href(String path, Recipe recipe) {
        return recipe.query().isEmpty() ? path : path + "?" + recipe.query();
    }
}
