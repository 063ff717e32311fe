package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import sinefit.testing.WithServer;

/**
 * The figures of src/docs/model.md. A comment behind each says where it comes from: an address, a
 * place in its JSON, and perhaps {@code 1-η*}, for the factor of a mode.
 */
class ModelGuideTest extends WithServer {
    private static final Pattern MARK =
            Pattern.compile("([−\\d.e-]+)<!-- (/\\S+) (/\\S+)(?: 1-(\\S+)\\*)? -->");

    @Test
    void everyFigureIsTheServersOwn() throws IOException {
        String guide = Files.readString(Path.of("src", "docs", "model.md"));
        List<MatchResult> marks = MARK.matcher(guide).results().toList();
        assertTrue(marks.size() > 30);
        assertEquals(guide.split("<!--", -1).length - 1, marks.size(), "a mark cannot be read");
        Map<String, JsonNode> answers = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        for (MatchResult mark : marks) {
            String path = mark.group(2) + (mark.group(2).contains("?") ? "&" : "?");
            JsonNode answer = answers.computeIfAbsent(path, p -> site().json(p + "every=1000000"));
            BigDecimal value = answer.at(mark.group(3)).decimalValue();
            if (mark.group(4) != null) {
                value = BigDecimal.ONE.subtract(new BigDecimal(mark.group(4)).multiply(value));
            }
            BigDecimal told = new BigDecimal(mark.group(1).replace('−', '-'));
            // A limit that is rounded up is none.
            boolean limit = mark.group(3).endsWith("stabilityLimit");
            RoundingMode way = limit ? RoundingMode.DOWN : RoundingMode.HALF_UP;
            if (value.setScale(told.scale(), way).compareTo(told) != 0) {
                wrong.add(mark.group() + " is " + value);
            }
        }
        assertEquals(List.of(), wrong);
    }
}
