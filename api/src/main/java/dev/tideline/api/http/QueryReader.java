package dev.tideline.api.http;

import dev.tideline.api.problem.ProblemException;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
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
            refuse(name, text, Wording.of("a whole number from {0} to {1}", least, most));
            return fallback;
        }
        return Integer.parseInt(text);
    }

    /** A duration such as {@code P1D} from {@code least} to {@code most}, in whole seconds. */
    public Duration duration(String name, @Nullable String text, Duration fallback, Duration least, Duration most) {
        if (text == null) {
            return fallback;
        }
        try {
            Duration read = Duration.parse(text);
            if (read.equals(read.truncatedTo(ChronoUnit.SECONDS))
                    && read.compareTo(least) >= 0
                    && read.compareTo(most) <= 0) {
                return read;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // Told below, as any other mistake.
        }
        refuse(name, text, Wording.of("a duration from {0} to {1}", least, most));
        return fallback;
    }

    /** One of these words; the first if the query does not have it. */
    public String word(String name, @Nullable String text, List<String> words) {
        if (text == null || words.contains(text)) {
            return text == null ? words.get(0) : text;
        }
        refuse(
                name,
                text,
                Wording.verbatim(String.join(
                        " or ", words.stream().filter(word -> !word.isEmpty()).toList())));
        return words.get(0);
    }

    /** A day such as {@code 2026-03-31}, which the query must have; some day if it has not, for what is refused. */
    public LocalDate day(String name, @Nullable String text) {
        try {
            return CalendarDay.read(text);
        } catch (DateTimeException e) {
            refuse(name, text == null ? "" : text, CalendarDay.expected());
            return LocalDate.EPOCH;
        }
    }

    /** The same, of a day that has begun where this one is today. */
    public LocalDate dayUpTo(LocalDate today, String name, @Nullable String text) {
        LocalDate day = day(name, text);
        if (day.isAfter(today)) {
            refuse(name, day.toString(), Wording.of("a day that has begun, up to {0}", today));
        }
        return day;
    }

    /** What is answered when reading a page found that this query did not give the cursor. */
    public static ProblemException refusedCursor(@Nullable String cursor, IllegalArgumentException refusal) {
        return ProblemException.refused(List.of(problem(
                "cursor", cursor == null ? "" : cursor, Wording.verbatim(String.valueOf(refusal.getMessage())))));
    }

    private void refuse(String name, String value, Wording expected) {
        problems.add(problem(name, value, expected));
    }

    private static Problem problem(String name, String value, Wording expected) {
        return new Problem(Place.pointer("query", "/" + name), value, expected);
    }

    /** Ends the request if anything was wrong. */
    public void check() {
        if (!problems.isEmpty()) {
            throw ProblemException.refused(problems);
        }
    }
}
