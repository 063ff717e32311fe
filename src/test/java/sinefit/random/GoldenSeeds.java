package sinefit.random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What real NumPy and PyTorch drew for a few seeds: {@code /golden/seeds.json}. */
final class GoldenSeeds {
    private static final String RESOURCE = "/golden/seeds.json";

    private GoldenSeeds() {}

    /** The draws recorded under a name, such as {@code numpy_randn}, one row a seed. */
    static Stream<Row> rows(String name) {
        try (InputStream in = GoldenSeeds.class.getResourceAsStream(RESOURCE)) {
            JsonNode seeds =
                    new ObjectMapper().readTree(Objects.requireNonNull(in, RESOURCE)).get("seeds");
            return StreamSupport.stream(seeds.spliterator(), false).map(seed -> row(seed, name));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }

    private static Row row(JsonNode seed, String name) {
        List<Double> draws =
                StreamSupport.stream(seed.get(name).spliterator(), false)
                        .map(JsonNode::asDouble)
                        .toList();
        return new Row(seed.get("seed").asLong(), draws);
    }

    /** The first draws of one seed. */
    record Row(long seed, List<Double> draws) {
        @Override
        public String toString() {
            return "seed " + seed;
        }
    }
}
