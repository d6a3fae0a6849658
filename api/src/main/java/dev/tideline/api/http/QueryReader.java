package dev.tideline.api.http;

import dev.tideline.api.problem.ProblemException;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of one query and tells all that is wrong with them together. */
public final class QueryReader {

    private static final int LONGEST_NUMBER = 9;

    private final List<Problem> problems = new ArrayList<>();

    /** A whole number from {@code least} to {@code most}; {@code fallback} if the query does not have it. */
    public int whole(String name, @Nullable String text, int fallback, int least, int most) {
        if (text == null) {
            return fallback;
        }
        boolean isNumber = text.matches("-?\\d{1," + LONGEST_NUMBER + "}");
        if (!isNumber || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            refuse(name, text, "expected a whole number from " + least + " to " + most);
            return fallback;
        }
        return Integer.parseInt(text);
    }

    /** One of these words; the first if the query does not have it. */
    public String word(String name, @Nullable String text, List<String> words) {
        if (text == null || words.contains(text)) {
            return text == null ? words.get(0) : text;
        }
        refuse(
                name,
                text,
                "expected "
                        + String.join(
                                " or ",
                                words.stream().filter(word -> !word.isEmpty()).toList()));
        return words.get(0);
    }

    private void refuse(String name, String value, String expected) {
        problems.add(new Problem(Place.pointer("query", "/" + name), value, expected));
    }

    /** Ends the request if anything was wrong. */
    public void check() {
        if (!problems.isEmpty()) {
            throw ProblemException.refused(problems);
        }
    }
}
