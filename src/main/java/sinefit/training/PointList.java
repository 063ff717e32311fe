package sinefit.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import sinefit.knob.Refusal;

/**
 * Points as programs write them: {@code [(1, 2), (3, 4)]}, {@code x = [1, 3]} and {@code y = [2,
 * 4]}, {@code np.array([[1., 2.], [3., 4.]])}, {@code {"x": [1, 3], "y": [2, 4]}}.
 */
final class PointList {
    private static final int DEEPEST = 8;
    private static final Pattern LIST =
            Pattern.compile(
                    "\\s*(?:[\\p{L}_]\\w*\\s*=\\s*)?(?:[\\p{L}_][\\w.]*)?[\\[({]\\s*[-+.\\d\\[({\"'].*",
                    Pattern.DOTALL);
    private static final Pattern SKIP = Pattern.compile("(?:[\\s,;]|dtype\\s*=\\s*[\\w.'\"]+)+");
    private static final Pattern LABEL =
            Pattern.compile("([\"']?)([\\p{L}_][\\p{L}\\w]*)\\1\\s*[=:]\\s*");
    private static final Pattern CALL = Pattern.compile("[\\p{L}_][\\w.]*(?=\\()");
    private static final Pattern ATOM = Pattern.compile("[^\\s,;\\[\\](){}=:\"']+");

    /** A list or, without items, a number's text. */
    private record Node(@Nullable String label, char open, String atom, List<Node> items) {
        private boolean isAtom() {
            return !atom.isEmpty();
        }

        private boolean isFlat() {
            return !isAtom() && !items.isEmpty() && items.stream().allMatch(Node::isAtom);
        }
    }

    private final String text;
    private int at;

    private PointList(String text) {
        this.text = text;
    }

    /**
     * The rows of a text that is lists; empty if it is no such text.
     *
     * @throws Refusal if these lists are no points, or may be points in two ways
     */
    static Optional<List<PointTable.Row>> rows(String text) throws Refusal {
        if (!LIST.matcher(text).matches()) {
            return Optional.empty();
        }
        PointList reader = new PointList(text);
        List<Node> nodes = reader.items('\0', 0);
        if (nodes == null || reader.at < text.length()) {
            if ("[({".indexOf(text.charAt(0)) >= 0) {
                throw new Refusal("reject.pointsList");
            }
            return Optional.empty();
        }
        return Optional.of(rows(nodes));
    }

    private static List<PointTable.Row> rows(List<Node> top) throws Refusal {
        List<Node> nodes = top;
        boolean wrapped = false;
        while (nodes.size() == 1 && !nodes.get(0).isAtom() && !nodes.get(0).isFlat()) {
            nodes = nodes.get(0).items();
            wrapped = true;
        }
        if (nodes.isEmpty() || !nodes.stream().allMatch(Node::isFlat)) {
            throw new Refusal("reject.pointsList");
        }
        if (nodes.size() == 1) {
            throw new Refusal("reject.pointsOne");
        }
        boolean two = nodes.size() == 2;
        boolean labelled = nodes.stream().allMatch(node -> node.label() != null);
        boolean pairs = nodes.stream().allMatch(node -> node.items().size() == 2);
        boolean tuples = nodes.stream().allMatch(node -> node.open() == '(' && !labelled);
        if (two && !labelled && pairs && !wrapped && !tuples) {
            throw new Refusal("reject.pointsTwoLists");
        }
        if (two && (labelled || !pairs)) {
            return columns(nodes);
        }
        List<PointTable.Row> rows = new ArrayList<>();
        for (Node node : nodes) {
            List<String> cells = node.items().stream().map(Node::atom).toList();
            if (cells.size() == 2 && backwards(node.items())) {
                cells = List.of(cells.get(1), cells.get(0));
            }
            rows.add(row(rows.size() + 1, cells));
        }
        return rows;
    }

    private static List<PointTable.Row> columns(List<Node> nodes) throws Refusal {
        List<Node> x = nodes.get(backwards(nodes) ? 1 : 0).items();
        List<Node> y = nodes.get(backwards(nodes) ? 0 : 1).items();
        if (x.size() != y.size()) {
            String[] sizes = {String.valueOf(x.size()), String.valueOf(y.size())};
            throw new Refusal("reject.pointsUneven", sizes);
        }
        return IntStream.range(0, x.size())
                .mapToObj(i -> row(i + 1, List.of(x.get(i).atom(), y.get(i).atom())))
                .toList();
    }

    private static boolean backwards(List<Node> nodes) {
        return "y".equalsIgnoreCase(nodes.get(0).label())
                && "x".equalsIgnoreCase(nodes.get(1).label());
    }

    private static PointTable.Row row(int number, List<String> cells) {
        return new PointTable.Row(number, String.join(", ", cells), cells, true);
    }

    /** What stands up to a bracket; null if that is no list. */
    private @Nullable List<Node> items(char close, int depth) {
        List<Node> items = new ArrayList<>();
        while (true) {
            next(SKIP);
            if (at == text.length() || text.charAt(at) == close) {
                boolean closed = at < text.length();
                at += closed ? 1 : 0;
                return closed == (close != '\0') ? items : null;
            }
            Matcher label = next(LABEL);
            String name = label == null ? null : label.group(2);
            next(CALL);
            Node node = depth < DEEPEST && at < text.length() ? node(name, depth) : null;
            if (node == null) {
                return null;
            }
            items.add(node);
        }
    }

    private @Nullable Node node(@Nullable String label, int depth) {
        char open = text.charAt(at);
        int kind = "[({".indexOf(open);
        if (kind < 0) {
            Matcher atom = next(ATOM);
            return atom == null ? null : new Node(label, ' ', atom.group(), List.of());
        }
        at++;
        List<Node> items = items("])}".charAt(kind), depth + 1);
        if (items == null) {
            return null;
        }
        boolean only = items.size() == 1 && !items.get(0).isAtom() && open == '(';
        return only
                ? new Node(label, items.get(0).open(), "", items.get(0).items())
                : new Node(label, open, "", items);
    }

    private @Nullable Matcher next(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end();
        return matcher;
    }
}
