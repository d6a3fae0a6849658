package dev.tideline.rules.tokens;

import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Collects what is wrong with one text: tells so many problems and counts some more. */
public final class Problems {

    private static final int TOLD = 50;

    /** Nobody mends a file by a longer list, and hostile files are not to be read for ever. */
    private static final int COUNTED = 500;

    private final Placing placing;
    private final List<Found> found = new ArrayList<>();
    private final Map<Position, String> written = new HashMap<>();
    /** Where rules begin; empty names where the last one has ended. */
    private final NavigableMap<Position, String> rules = new TreeMap<>();

    private final Map<String, String> called = new HashMap<>();

    private String rule = "";
    private int count;

    private record Position(int line, int column) implements Comparable<Position> {

        private static final Comparator<Position> IN_TEXT =
                Comparator.comparingInt(Position::line).thenComparingInt(Position::column);

        @Override
        public int compareTo(Position other) {
            return IN_TEXT.compare(this, other);
        }
    }

    private record Found(Problem problem, Position position) {}

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
            Position position = new Position(line, column);
            String shown = written.getOrDefault(position, value);
            found.add(new Found(new Problem(placing.at(line, column), shown, expected, rule), position));
        }
    }

    /**
     * A rule begins at a position. What is found until it ends is in it, and what was found there before. The first name that is
     * given to a position stands.
     */
    public void begin(int line, int column, String name) {
        Position position = new Position(line, column);
        rules.putIfAbsent(position, name);
        rule = rules.getOrDefault(position, name);
    }

    /** The rule ends in this line. */
    public void end(int line) {
        rules.put(new Position(line + 1, 0), "");
        rule = "";
    }

    /** The name of the rule at a position; empty if none is there. */
    public String ruleAt(int line, int column) {
        Map.Entry<Position, String> nearest = rules.floorEntry(new Position(line, column));
        return nearest == null ? "" : nearest.getValue();
    }

    /** The author wrote these words at a position, whatever the token there says: problems show them. */
    public void written(int line, int column, String words) {
        written.put(new Position(line, column), words);
    }

    /** The author calls what has this name otherwise: problems do so too. */
    public void called(String name, String words) {
        called.put(name, words);
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
        List<Problem> told = new ArrayList<>();
        for (Found one : found) {
            Position at = one.position();
            Problem problem = one.problem().renamed(called);
            told.add(problem.rule().isEmpty() ? problem.in(ruleAt(at.line(), at.column())) : problem);
        }
        int more = count - found.size();
        if (more > 0) {
            told.add(new Problem(
                    found.get(found.size() - 1).problem().place(),
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
