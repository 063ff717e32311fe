package sinefit.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes an answer, and compresses it on the way, a slice at a time: a job for workers. However
 * long a table is, it never exists uncompressed as a whole.
 */
final class Encoding implements Supplier<Optional<Encoding.Body>> {
    /** Bytes in a slice, before compression: some 2 ms. */
    private static final int SLICE = 64 * 1024;

    private static final int WORTH_COMPRESSING = 400;

    /** Bytes of an answer that hold a library or a page; only tables are longer. */
    private static final int LONG = 300_000;

    private final Iterator<byte[]> pieces;
    private final boolean zip;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private OutputStream out = bytes;

    /**
     * An encoding to be done.
     *
     * @param pieces of the body, none of them long
     * @param zip whether the reader takes gzip
     */
    Encoding(Iterator<byte[]> pieces, boolean zip) {
        this.pieces = pieces;
        this.zip = zip;
    }

    /**
     * What goes over the wire.
     *
     * @param bytes nobody changes them
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody changes them
    record Body(byte[] bytes, boolean zipped) {}

    /** The body of a whole text at once. */
    static Body of(byte[] whole, boolean zip) {
        Encoding encoding = new Encoding(List.of(whole).iterator(), zip);
        Optional<Body> done = encoding.get();
        while (done.isEmpty()) {
            done = encoding.get();
        }
        return done.get();
    }

    @Override
    public Optional<Body> get() {
        try {
            for (int left = SLICE; left > 0; ) {
                if (!pieces.hasNext()) {
                    out.close();
                    return Optional.of(new Body(bytes.toByteArray(), out != bytes));
                }
                byte[] piece = pieces.next();
                if (zip && out == bytes && bytes.size() + piece.length > WORTH_COMPRESSING) {
                    compress();
                }
                out.write(piece);
                left -= piece.length;
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compress() throws IOException {
        byte[] start = bytes.toByteArray();
        bytes.reset();
        out = new Zip(bytes);
        out.write(start);
    }

    /** Well compressed; of a long answer the rest is, fast: this runs where runs are computed. */
    private static final class Zip extends GZIPOutputStream {
        Zip(ByteArrayOutputStream out) throws IOException {
            super(out);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int size) throws IOException {
            if (def.getBytesRead() > LONG) {
                def.setLevel(Deflater.BEST_SPEED);
            }
            super.write(bytes, from, size);
        }
    }
}
