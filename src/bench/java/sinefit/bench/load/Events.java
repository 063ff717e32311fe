package sinefit.bench.load;

import java.nio.charset.StandardCharsets;

/**
 * Takes an HTTP/1.1 answer apart as it comes: head, chunks, and in them the lines of the event
 * stream. Only beginnings of lines are kept, so that a crowd of these costs little.
 */
final class Events {
    private static final int KEPT = 40;

    private enum Part {
        HEAD,
        SIZE,
        DATA,
        AFTER_DATA,
        END
    }

    /** What comes out. */
    interface Sink {
        /** The status line has come. */
        void answered(int status);

        /** A frame is here to its last byte; it ends at a step. */
        void frame(int lastStep);

        /** The terminal event is here. */
        void ended();
    }

    private final Sink sink;
    private final byte[] line = new byte[KEPT];
    private int length;
    private Part part = Part.HEAD;
    private boolean statusSeen;
    private int left;
    private int id = -1;
    private boolean terminal;

    Events(Sink sink) {
        this.sink = sink;
    }

    void take(byte[] bytes, int count) {
        int at = 0;
        while (at < count && part != Part.END) {
            if (part == Part.DATA) {
                int piece = Math.min(left, count - at);
                text(bytes, at, at + piece);
                at += piece;
                left -= piece;
                part = left == 0 ? Part.AFTER_DATA : Part.DATA;
            } else {
                if (bytes[at] == '\n') {
                    framing();
                    length = 0;
                } else if (bytes[at] != '\r') {
                    keep(bytes[at]);
                }
                at++;
            }
        }
    }

    /** A line of HTTP, not of the event stream. */
    private void framing() {
        switch (part) {
            case HEAD -> {
                if (!statusSeen) {
                    statusSeen = true;
                    sink.answered(Integer.parseInt(kept().split(" ")[1]));
                } else if (length == 0) {
                    part = Part.SIZE;
                }
            }
            case SIZE -> {
                left = Integer.parseInt(kept(), 16);
                part = left == 0 ? Part.END : Part.DATA;
            }
            default -> part = Part.SIZE;
        }
    }

    private void text(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int end = at;
            while (end < to && bytes[end] != '\n') {
                end++;
            }
            for (int i = at; i < end && length < KEPT; i++) {
                keep(bytes[i]);
            }
            if (end < to) {
                lineOfText();
                length = 0;
            }
            at = end + 1;
        }
    }

    private void lineOfText() {
        if (length == 0) {
            if (id >= 0) {
                sink.frame(id);
            }
            if (terminal) {
                sink.ended();
            }
            id = -1;
            terminal = false;
        } else if (line[0] == 'i' && line[1] == 'd') {
            id = Integer.parseInt(kept().substring("id: ".length()));
        } else if (line[0] == 'e') {
            String name = kept();
            terminal = name.equals("event: finished") || name.equals("event: diverged");
        }
    }

    private void keep(byte b) {
        if (length < KEPT) {
            line[length++] = b;
        }
    }

    private String kept() {
        return new String(line, 0, length, StandardCharsets.ISO_8859_1);
    }
}
