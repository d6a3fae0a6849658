package dev.tideline.rules.notation.table;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.notation.Language;
import dev.tideline.rules.notation.sentence.Dictionary;
import dev.tideline.rules.notation.table.Heading.Fact;
import dev.tideline.rules.notation.table.Heading.OfField;
import dev.tideline.rules.notation.table.Heading.Special;
import dev.tideline.rules.notation.table.file.Sheet;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.tokens.Lexer;
import dev.tideline.rules.tokens.Problems;
import dev.tideline.rules.tokens.Token;
import dev.tideline.rules.tokens.Token.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the rows of a sheet into the tokens of the rules they stand for, each where its cell is. */
public final class TableLexer {

    private static final int MOST_COLUMNS = 200;
    private static final int MOST_RULES = 200;
    private static final int LONGEST_CELL = 10_000;
    private static final int LONGEST_NAME = 100;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final String playbook;
    private final Vocabulary vocabulary;
    private final Dictionary english;
    private final Dictionary chinese;
    private final CellReader cells;
    private final RowActions actions;

    /** Of tables of this playbook. */
    public TableLexer(String playbook, Vocabulary vocabulary) {
        this.playbook = playbook;
        this.vocabulary = vocabulary;
        this.english = Dictionary.of(Language.ENGLISH, vocabulary);
        this.chinese = Dictionary.of(Language.CHINESE, vocabulary);
        Dictionary both = english.and(chinese);
        this.cells = new CellReader(both.withNames(vocabulary));
        this.actions = new RowActions(both);
    }

    /** The tokens of all rows, ended by one of kind END. What cannot be read is left out, so that the rest of its row is checked as well. */
    public List<Token> tokens(Sheet sheet, Problems problems) {
        List<Token> tokens = new ArrayList<>();
        if (sheet.rows().isEmpty()) {
            problems.add(1, 1, "", Wording.of("a row of headings, and a row for each rule"));
        } else if (isTitle(sheet.rows().firstEntry().getValue())) {
            problems.add(
                    sheet.rows().firstKey(),
                    sheet.rows().firstEntry().getValue().keySet().iterator().next(),
                    sheet.rows().firstEntry().getValue().values().iterator().next(),
                    Wording.of(
                            "headings such as `Rule` and `Why`: the first row holds them, and nothing stands above it"));
        } else {
            Map.Entry<Integer, Map<Integer, String>> first = sheet.rows().firstEntry();
            Map<Integer, Heading> headings = headings(first.getKey(), first.getValue(), problems);
            Columns columns =
                    Columns.of(first.getValue(), headings, text -> Heading.nearest(text, vocabulary, english, chinese));
            columns.missing().forEach(missing -> problems.add(first.getKey(), 1, "", missing));
            SortedMap<Integer, Map<Integer, String>> rules = sheet.rows().tailMap(first.getKey(), false);
            if (rules.size() > MOST_RULES) {
                problems.add(rules.lastKey(), 1, "", Wording.of("at most {0} rules in one file", MOST_RULES));
            }
            rules.entrySet().stream()
                    .limit(MOST_RULES)
                    .forEach(row ->
                            tokens.addAll(row(sheet, row.getKey(), row.getValue(), headings, columns, problems)));
        }
        int last = sheet.rows().isEmpty() ? 1 : sheet.rows().lastKey();
        tokens.add(new Token(Kind.END, "", last, 1));
        return tokens;
    }

    /** Whether nothing in the row above the rules is a heading, or near one. */
    private boolean isTitle(Map<Integer, String> row) {
        return row.values().stream()
                .noneMatch(text -> Heading.of(text, vocabulary, english).isPresent()
                        || Heading.of(text, vocabulary, chinese).isPresent()
                        || Heading.nearest(text, vocabulary, english, chinese).isPresent());
    }

    private Map<Integer, Heading> headings(int number, Map<Integer, String> row, Problems problems) {
        Map<Integer, Heading> headings = new LinkedHashMap<>();
        Map<Heading, Integer> seen = new HashMap<>();
        row.forEach((column, text) -> {
            Optional<Heading> heading =
                    Heading.of(text, vocabulary, english).or(() -> Heading.of(text, vocabulary, chinese));
            if (heading.isEmpty()) {
                problems.add(
                        number,
                        column,
                        text,
                        Wording.of(
                                "no column has this heading; {0}", Heading.hint(text, vocabulary, english, chinese)));
            } else if (seen.put(heading.get(), column) != null) {
                problems.add(number, column, text, Wording.of("each heading once"));
            }
            heading.ifPresent(found -> headings.put(column, found));
            if (heading.orElse(null) instanceof OfField of) {
                problems.called(of.field().name(), text);
            }
        });
        if (row.size() > MOST_COLUMNS) {
            problems.add(number, 1, String.valueOf(row.size()), Wording.of("at most {0} columns", MOST_COLUMNS));
        }
        return headings;
    }

    private List<Token> row(
            Sheet sheet,
            int number,
            Map<Integer, String> row,
            Map<Integer, Heading> headings,
            Columns columns,
            Problems problems) {
        String called = row.getOrDefault(columns.known().getOrDefault(Special.RULE, 0), "");
        problems.begin(number, 1, called.isEmpty() ? "" : playbook + "/" + called);
        Map<Fact, List<Token>> constraints = new EnumMap<>(Fact.class);
        Map<Special, Cell> special = new EnumMap<>(Special.class);
        row.forEach((column, text) -> {
            Heading heading = headings.get(column);
            if (text.length() > LONGEST_CELL) {
                problems.add(number, column, text, Wording.of("at most {0} characters in a cell", LONGEST_CELL));
            } else if (heading instanceof OfField of
                    && !of.field().type().isNumber()
                    && sheet.isFormula(number, column)) {
                problems.add(number, column, text, Wording.of("a value; formulas are not computed"));
            } else if (heading instanceof OfField of) {
                constrain(
                        constraints, of.fact(), cells.read(of.field(), text, number, column, problems), number, column);
            } else if (heading == Special.ALSO) {
                text.lines().filter(line -> !line.isBlank()).forEach(line -> {
                    List<Token> sentence = cells.sentence(line, number, column, problems);
                    constrain(constraints, fact(sentence), sentence, number, column);
                });
            } else if (heading instanceof Special found) {
                special.put(found, new Cell(text, number, column));
            } else if (!columns.headed().contains(column)) {
                problems.add(number, column, text, Wording.of("a cell under a heading"));
            }
        });
        Tokens rule = new Tokens(number);
        Cell name = name(special.get(Special.RULE), columns, sheet.place(number, 1), problems);
        Cell why = why(special.get(Special.WHY), columns, sheet, number, problems);
        rule.drl("rule")
                .text(playbook + "/" + name.text(), name)
                .drl("@why(")
                .text(why.text(), why)
                .drl(") when");
        constraints.putIfAbsent(Fact.USER, List.of());
        constraints.forEach(
                (fact, tokens) -> rule.drl(fact.pattern() + "(").add(tokens).drl(")"));
        rule.drl("then")
                .add(actions.tokens(special, number, columns.clear(), problems))
                .drl("end");
        problems.end(number);
        return rule.list();
    }

    /** The fact whose field a sentence names first; the user if it names none. */
    private Fact fact(List<Token> sentence) {
        return sentence.stream()
                .filter(token -> token.is(Kind.WORD))
                .flatMap(token -> Heading.of(token.text(), vocabulary, english).stream())
                .filter(OfField.class::isInstance)
                .map(heading -> ((OfField) heading).fact())
                .findFirst()
                .orElse(Fact.USER);
    }

    /** The cell with the name of the row's rule; a stand-in after a problem. */
    private static Cell name(@Nullable Cell cell, Columns columns, Place place, Problems problems) {
        int row = place.line();
        int column = columns.known().getOrDefault(Special.RULE, 1);
        String text = cell == null ? "" : cell.text();
        if (cell != null && NAME.matcher(text).matches() && text.length() <= LONGEST_NAME) {
            return cell;
        }
        if (columns.known().containsKey(Special.RULE)) {
            problems.add(
                    row,
                    column,
                    text,
                    Wording.of(
                            "a name such as `quiet-30-days`: lower case letters, digits and hyphens, at most {0}",
                            LONGEST_NAME));
        }
        return new Cell("unnamed-" + Integer.toHexString(place.hashCode()), row, column);
    }

    /** The cell with what the row's rule is for; a stand-in after a problem. */
    private static Cell why(@Nullable Cell cell, Columns columns, Sheet sheet, int row, Problems problems) {
        if (cell == null) {
            int column = columns.known().getOrDefault(Special.WHY, 1);
            if (columns.known().containsKey(Special.WHY)) {
                problems.add(row, column, "", Wording.of("what the rule of this row is for"));
            }
            return new Cell("unknown", row, column);
        }
        if (sheet.isFormula(row, cell.column())) {
            problems.add(
                    row,
                    cell.column(),
                    cell.text(),
                    Wording.of("a text that begins with none of `=`, `+`, `-` and `@`; formulas are not computed"));
        } else if (!isPlain(cell.text())) {
            problems.add(row, cell.column(), cell.text(), Wording.of("plain text without quotes and line breaks"));
        }
        return cell;
    }

    private static void constrain(
            Map<Fact, List<Token>> constraints, Fact fact, List<Token> tokens, int row, int column) {
        if (!tokens.isEmpty()) {
            List<Token> all = constraints.computeIfAbsent(fact, key -> new ArrayList<>());
            if (!all.isEmpty()) {
                all.add(new Token(Kind.SIGN, ",", row, column));
            }
            all.addAll(tokens);
        }
    }

    private static boolean isPlain(String text) {
        Problems found = new Problems("");
        return Lexer.tokens('"' + text + '"', found).size() == 2 && found.isEmpty();
    }

    /**
     * A cell of a row.
     *
     * @param text never blank, except where a missing cell is stood in for
     */
    record Cell(String text, int row, int column) {}

    /** Tokens of one row, in order. */
    static final class Tokens {

        private final int row;
        private final List<Token> list = new ArrayList<>();
        private int column = 1;

        Tokens(int row) {
            this.row = row;
        }

        List<Token> list() {
            return list;
        }

        /** A piece of DRL, where the cell before it is. */
        Tokens drl(String drl) {
            Lexer.tokens(drl, new Problems("")).stream()
                    .filter(token -> !token.is(Kind.END))
                    .forEach(token -> list.add(new Token(token.kind(), token.text(), row, column)));
            return this;
        }

        /** What follows is where this cell is. */
        Tokens at(Cell cell) {
            column = cell.column();
            return this;
        }

        /** A text in quotes. */
        Tokens text(String text, Cell cell) {
            at(cell);
            list.add(new Token(Kind.TEXT, text, row, column));
            return this;
        }

        /** What was read from cells. */
        Tokens add(List<Token> tokens) {
            list.addAll(tokens);
            return this;
        }
    }
}
