package sinefit.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import sinefit.graph.Flow;
import sinefit.graph.GraphPass;
import sinefit.graph.LossGraph;
import sinefit.graph.LossGraph.Kind;
import sinefit.graph.LossGraph.Node;
import sinefit.model.Basis;
import sinefit.number.Dtype;
import sinefit.number.Figures;
import sinefit.training.Decided;
import sinefit.training.Recipe;
import sinefit.web.view.TapeView;
import sinefit.web.view.TapeView.EdgeView;
import sinefit.web.view.TapeView.LineView;
import sinefit.web.view.TapeView.MathView;
import sinefit.web.view.TapeView.NodeView;
import sinefit.web.view.TapeView.PieceView;
import sinefit.web.view.TapeView.SlopeView;
import sinefit.web.view.TapeView.TutorialsView;

/** The graph of a loss as it is drawn: names, rules, and where everything stands. */
final class TapeViews {
    /** Pixels of a card, and from one row to the next. */
    private static final int HIGH = 54;

    private static final int ROW = 70;

    /** Per cent of a card, and from one column to the next. */
    private static final double WIDE = 21.5;

    private static final double COLUMN = 26.1;

    /** Multiply-adds that a page may take for its first numbers: some milliseconds. */
    private static final long CHEAP = 1_500_000;

    private final Recipe recipe;
    private final List<Node> nodes;
    private final List<List<Integer>> users;
    private final boolean mean;
    private final Optional<Flow> start;

    /** The gap ŷ − y: e, where no coefficient has that name. */
    private final String error;

    private TapeViews(Recipe recipe, LossGraph graph) {
        this.recipe = recipe;
        this.nodes = graph.nodes();
        this.users =
                IntStream.range(0, nodes.size())
                        .mapToObj(
                                of ->
                                        IntStream.range(0, nodes.size())
                                                .filter(i -> nodes.get(i).of().contains(of))
                                                .boxed()
                                                .toList())
                        .toList();
        this.start = start(recipe);
        this.error = recipe.model().parameters().contains("e") ? "r" : "e";
        this.mean = nodes.get(nodes.size() - 1).kind() == Kind.MEAN;
    }

    /** The graph of a recipe, with the slope typed by the learner if there is one. */
    static TapeView of(
            Recipe recipe, @Nullable SlopeView slope, @Nullable TutorialsView tutorials) {
        LossGraph graph = LossGraph.of(recipe);
        TapeViews views = new TapeViews(recipe, graph);
        List<EdgeView> edges = new ArrayList<>();
        for (Node node : views.nodes) {
            node.of().forEach(of -> edges.add(views.edge(views.nodes.get(of), node)));
        }
        return new TapeView(
                IntStream.range(0, views.nodes.size()).mapToObj(views::node).toList(),
                edges,
                (graph.rows() - 1) * ROW + HIGH + 4,
                Figures.whole(recipe.batch().orElse(recipe.n())),
                recipe.model().parameters(),
                recipe.dtype() == Dtype.FLOAT32,
                slope,
                tutorials);
    }

    private NodeView node(int at) {
        Node node = nodes.get(at);
        return new NodeView(
                node.id(),
                part(node),
                letter(node),
                percent(node.column() * COLUMN),
                node.row() * ROW,
                node.many(),
                forward(node),
                backward(node),
                label(node),
                value(at),
                slopeAt(at),
                made(node),
                rule(at));
    }

    private String value(int at) {
        Flow.Part part = start.isEmpty() ? null : start.get().parts()[at];
        boolean given = nodes.get(at).kind() == Kind.COEFFICIENT;
        return part == null
                ? ""
                : given ? Figures.coefficient(part.value()) : Figures.significant(part.value());
    }

    private String slopeAt(int at) {
        Flow.Part part = start.isEmpty() ? null : start.get().parts()[at];
        return part == null ? "" : Figures.significant(part.slope());
    }

    /** What flows at step 0, if that is little work and nothing is left to chance. */
    private static Optional<Flow> start(Recipe recipe) {
        boolean chance =
                recipe.batch().isPresent()
                        || recipe.settings().get(Recipe.MODEL) == Recipe.ModelKind.DYNAMIC;
        if (chance || GraphPass.work(recipe) > CHEAP) {
            return Optional.empty();
        }
        GraphPass pass = new GraphPass(recipe, recipe.start(), Decided.NOTHING, -1);
        Optional<Flow> flow = pass.get();
        while (flow.isEmpty()) {
            flow = pass.get();
        }
        return flow;
    }

    /** The coefficient whose colour it has: its own, or that of its term. */
    private @Nullable String letter(Node node) {
        boolean owned = node.kind() == Kind.COEFFICIENT || node.kind() == Kind.TERM;
        return owned || node.kind() == Kind.TIMES
                ? recipe.model().parameters().get(node.index())
                : null;
    }

    private static String part(Node node) {
        return switch (node.kind()) {
            case COEFFICIENT -> "given";
            case ERROR, SQUARE, TOTAL, MEAN -> "loss";
            default -> "forward";
        };
    }

    /** Left to right within the phase, and down. */
    private String forward(Node node) {
        boolean loss = part(node).equals("loss");
        List<Node> phase = nodes.stream().filter(n -> part(n).equals("loss") == loss).toList();
        int last = phase.stream().mapToInt(TapeViews::way).max().orElse(0);
        int first = phase.stream().mapToInt(TapeViews::way).min().orElse(0);
        return share(way(node) - first, last - first);
    }

    private String backward(Node node) {
        int last = nodes.stream().mapToInt(TapeViews::way).max().orElse(0);
        return share(last - way(node), last);
    }

    /** How far along the way to the loss a place is. */
    private static int way(Node node) {
        return node.column() + node.row();
    }

    private static String share(int part, int whole) {
        return whole == 0 ? "0" : plain(part / (double) whole);
    }

    private EdgeView edge(Node from, Node to) {
        double right = from.column() * COLUMN + WIDE;
        double left = to.column() * COLUMN;
        int y = from.row() * ROW + HIGH / 2;
        int below = to.row() * ROW + HIGH / 2;
        double middle = from.column() * COLUMN + WIDE / 2;
        double end = to.column() * COLUMN + WIDE / 2;
        List<LineView> lines;
        if (from.row() == to.row()) {
            lines = List.of(line(right, y, left, y));
        } else if (from.column() == to.column()) {
            lines = List.of(line(middle, y + HIGH / 2, middle, to.row() * ROW));
        } else if (to.kind() == Kind.PLUS) {
            lines = List.of(line(right, y, end, y), line(end, y, end, to.row() * ROW));
        } else {
            lines =
                    List.of(
                            line(middle, y + HIGH / 2, middle, below),
                            line(middle, below, left, below));
        }
        return new EdgeView(to.id(), part(to), letter(from), forward(to), backward(from), lines);
    }

    private static LineView line(double x1, int y1, double x2, int y2) {
        return new LineView(percent(x1), y1, percent(x2), y2);
    }

    private static String percent(double value) {
        return plain(value) + "%";
    }

    private static String plain(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
    }

    // Names.

    private String coefficient(int index) {
        return recipe.model().parameters().get(index);
    }

    /** The function that the k-th term's coefficient is multiplied by. */
    private MathView function(int power) {
        Basis basis = recipe.isPolynomial() ? recipe.polynomial().basis() : Basis.MONOMIAL;
        String letter = basis.letter();
        if (!basis.powers()) {
            return new MathView(
                    letter + "_{" + power + "}(z)", letter + (char) ('₀' + power) + "(z)");
        }
        return power == 1
                ? new MathView(letter, letter)
                : new MathView(letter + "^{" + power + "}", letter + "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(power));
    }

    private MathView name(Node node) {
        return switch (node.kind()) {
            case COEFFICIENT -> coloured(node.index());
            case TERM -> {
                MathView of = function(node.power());
                yield joined(coloured(node.index()), "\\,", " ", of);
            }
            case PLUS ->
                    switch (node.id()) {
                        case LossGraph.FIT -> new MathView("\\htmlClass{fit}{\\hat y}", "ŷ");
                        case LossGraph.INNER -> new MathView("z", "z");
                        default ->
                                new MathView(
                                        "s_{" + node.power() + "}",
                                        "s" + (char) ('₀' + node.power()));
                    };
            case LEGENDRE -> new MathView("P_3(z)", "P₃(z)");
            case TIMES -> joined(coloured(node.index()), "\\,", " ", new MathView("P_3", "P₃"));
            case ERROR -> new MathView(error, error);
            case SQUARE -> new MathView(error + "^2", error + "²");
            case TOTAL -> mean ? new MathView("S", "S") : new MathView("L", "L");
            case MEAN -> new MathView("L", "L");
        };
    }

    private MathView coloured(int index) {
        String letter = coefficient(index);
        return new MathView("\\htmlClass{c" + letter + "}{" + letter + "}", letter);
    }

    private static MathView joined(MathView a, String tex, String plain, MathView b) {
        return new MathView(a.tex() + tex + b.tex(), a.plain() + plain + b.plain());
    }

    /** How it is computed, with its name before it where it has one of its own. */
    private MathView made(Node node) {
        List<MathView> of = node.of().stream().map(at -> name(nodes.get(at))).toList();
        MathView name = name(node);
        return switch (node.kind()) {
            case COEFFICIENT, TERM, LEGENDRE, TIMES, SQUARE -> name;
            case PLUS -> joined(name, "=", " = ", joined(of.get(0), "+", " + ", of.get(1)));
            case ERROR ->
                    joined(
                            joined(name, "=", " = ", of.get(0)),
                            "-",
                            " − ",
                            new MathView("\\htmlClass{truth}{y}", "y"));
            case TOTAL -> joined(name, "=\\Sigma\\,", " = Σ ", of.get(0));
            case MEAN ->
                    joined(name, "=", " = ", joined(of.get(0), "/", "/", new MathView("n", "n")));
        };
    }

    /** ∂L/∂this, from the slopes of all that is made of it. */
    private MathView rule(int at) {
        MathView own = slope(nodes.get(at));
        if (users.get(at).isEmpty()) {
            return joined(own, "=", " = ", new MathView("1", "1"));
        }
        MathView sum = new MathView("", "");
        for (int user : users.get(at)) {
            MathView part = handed(nodes.get(user), nodes.get(at));
            sum = sum.tex().isEmpty() ? part : joined(sum, "+", " + ", part);
        }
        boolean several = users.get(at).size() > 1;
        boolean adds = !nodes.get(at).many() && nodes.get(users.get(at).get(0)).many();
        if (adds) {
            sum =
                    several
                            ? new MathView(
                                    "\\Sigma\\,(" + sum.tex() + ")", "Σ (" + sum.plain() + ")")
                            : new MathView("\\Sigma\\," + sum.tex(), "Σ " + sum.plain());
        }
        return joined(own, "=", " = ", sum);
    }

    private MathView slope(Node node) {
        MathView name = name(node);
        boolean product = node.kind() == Kind.TERM || node.kind() == Kind.TIMES;
        String tex = product ? "(" + name.tex() + ")" : name.tex();
        String plain = product ? "(" + name.plain() + ")" : name.plain();
        return new MathView("\\partial L/\\partial " + tex, "∂L/∂" + plain);
    }

    /** What a node hands back to one that it is made of: its own slope times the one in between. */
    private MathView handed(Node user, Node of) {
        MathView own = slope(user);
        @Nullable MathView local =
                switch (user.kind()) {
                    case TERM -> function(user.power());
                    case LEGENDRE -> new MathView("P_3'(z)", "P₃′(z)");
                    case TIMES ->
                            of.kind() == Kind.COEFFICIENT
                                    ? new MathView("P_3(z)", "P₃(z)")
                                    : coloured(user.index());
                    case SQUARE -> new MathView("2" + error, "2" + error);
                    case MEAN -> new MathView("1/n", "1/n");
                    default -> null;
                };
        return local == null ? own : joined(own, "\\cdot ", " · ", local);
    }

    /** The name on the card: letters in italics, digits upright, raised or lowered. */
    private List<PieceView> label(Node node) {
        List<PieceView> pieces = new ArrayList<>();
        switch (node.kind()) {
            case COEFFICIENT -> pieces.add(letterPiece(node.index()));
            case TERM -> {
                pieces.add(letterPiece(node.index()));
                Basis basis = recipe.isPolynomial() ? recipe.polynomial().basis() : Basis.MONOMIAL;
                pieces.add(new PieceView("mv", " " + basis.letter(), 0));
                if (!basis.powers()) {
                    pieces.add(new PieceView("small", String.valueOf(node.power()), 3));
                } else if (node.power() > 1) {
                    pieces.add(new PieceView("small", String.valueOf(node.power()), -5));
                }
            }
            case PLUS -> {
                pieces.add(new PieceView("", "+ ", 0));
                if (node.id().equals(LossGraph.FIT)) {
                    pieces.add(new PieceView("mv fit", "ŷ", 0));
                } else if (node.id().equals(LossGraph.INNER)) {
                    pieces.add(new PieceView("mv", "z", 0));
                } else {
                    pieces.add(new PieceView("mv dim", "s", 0));
                    pieces.add(new PieceView("small dim", String.valueOf(node.power()), 3));
                }
            }
            case LEGENDRE -> {
                pieces.add(new PieceView("mv", "P", 0));
                pieces.add(new PieceView("small", "3", 3));
                pieces.add(new PieceView("mv", "(z)", -3));
            }
            case TIMES -> {
                pieces.add(letterPiece(node.index()));
                pieces.add(new PieceView("mv", " P", 0));
                pieces.add(new PieceView("small", "3", 3));
            }
            case ERROR -> {
                pieces.add(new PieceView("", "− ", 0));
                pieces.add(new PieceView("mv truth", "y", 0));
            }
            case SQUARE -> {
                pieces.add(new PieceView("mv", error, 0));
                pieces.add(new PieceView("small", "2", -5));
            }
            case TOTAL -> pieces.add(new PieceView("", "Σ", 0));
            case MEAN -> {
                pieces.add(new PieceView("", "/ ", 0));
                pieces.add(new PieceView("mv", "n", 0));
            }
        }
        return pieces;
    }

    private PieceView letterPiece(int index) {
        return new PieceView("mv", coefficient(index), 0);
    }
}
