package dev.tideline.rules.tokens;

import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what is wrong with one text: tells so many problems and counts some more. */
public final class Problems {

    private static final int TOLD = 50;

    /** Nobody mends a file by a longer list, and hostile files are not to be read for ever. */
    private static final int COUNTED = 500;

    private final Placing placing;
    private final List<Problem> found = new ArrayList<>();
    private final Map<Position, String> written = new HashMap<>();
    private int count;

    private record Position(int line, int column) {}

    /** For a text of this file or stream name. */
    public Problems(String source) {
        this((line, column) -> Place.at(source, line, column));
    }

    /** For what has places of its own, such as the cells of a sheet. */
    public Problems(Placing placing) {
        this.placing = placing;
    }

    /** Says where a line and column are. */
    @FunctionalInterface
    public interface Placing {
        /** The place; line and column from 1, or 0 if unknown. */
        Place at(int line, int column);
    }

    /** A problem at a token. */
    public void add(Token token, Wording expected) {
        add(token.line(), token.column(), token.shown(), expected);
    }

    /** A problem at a position. */
    public void add(int line, int column, String value, Wording expected) {
        count++;
        if (found.size() < TOLD) {
            String shown = written.getOrDefault(new Position(line, column), value);
            found.add(new Problem(placing.at(line, column), shown, expected));
        }
    }

    /** The author wrote these words at a position, whatever the token there says: problems show them. */
    public void written(int line, int column, String words) {
        written.put(new Position(line, column), words);
    }

    /** Where a token is. */
    public Place place(Token token) {
        return placing.at(token.line(), token.column());
    }

    /** Whether further problems are not even counted, so that reading may stop. */
    public boolean isFull() {
        return count >= COUNTED;
    }

    /** Whether there are none so far. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** The problems in the order found; if they are more than are told, the last says how many more. */
    public List<Problem> list() {
        List<Problem> told = new ArrayList<>(found);
        int more = count - found.size();
        if (more > 0) {
            told.add(new Problem(
                    found.get(found.size() - 1).place(),
                    "",
                    isFull()
                            ? Wording.of(
                                    "only the first {0} problems are told; there are {1} more, or more than that",
                                    TOLD, more)
                            : Wording.of("only the first {0} problems are told; there are {1} more", TOLD, more)));
        }
        return List.copyOf(told);
    }
}
