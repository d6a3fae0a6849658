package dev.tideline.rules.notation.sentence;

import dev.tideline.rules.notation.FullWidth;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.tokens.Keyword;
import dev.tideline.rules.tokens.Lexer;
import dev.tideline.rules.tokens.Problems;
import dev.tideline.rules.tokens.Token;
import dev.tideline.rules.tokens.Token.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns sentences into the tokens of the DRL they stand for, each where its phrase stands. Phrases are taken out of the text;
 * what is left (names, reasons, numbers, parameters, comments) is read by the {@link Lexer}. A line with a phrase that no
 * dictionary knows is reported and left out, so that the rest of its rule is checked as well.
 */
public final class SentenceLexer {

    private static final Comparator<Token> BY_PLACE =
            Comparator.comparingInt(Token::line).thenComparingInt(Token::column);

    /** Parts of a file in the order of a rule. */
    private enum Section {
        OUTSIDE,
        HEADER,
        CONDITIONS,
        ACTIONS
    }

    private final Dictionary dictionary;
    private final Problems problems;
    private final List<Token> frame = new ArrayList<>();
    private final List<Token> emitted = new ArrayList<>();
    private final Set<Integer> broken = new HashSet<>();
    private Section section = Section.OUTSIDE;
    private boolean open;
    private boolean anyFact;
    private boolean constrained;

    private SentenceLexer(Dictionary dictionary, Problems problems) {
        this.dictionary = dictionary;
        this.problems = problems;
    }

    /** The tokens, ended by one of kind END. */
    public static List<Token> tokens(String text, Dictionary dictionary, Problems problems) {
        if (text.length() > Lexer.LONGEST_FILE) {
            return Lexer.tokens(text, problems); // which refuses it
        }
        SentenceLexer lexer = new SentenceLexer(dictionary, problems);
        dictionary.labels().forEach(problems::called);
        dictionary.facts().forEach(fact -> problems.called(fact.pattern(), fact.text()));
        StringBuilder rest = new StringBuilder(text.length());
        List<String> lines = List.of(FullWidth.narrowed(text).split("\n", -1));
        Comments comments = new Comments();
        for (int i = 0; i < lines.size() && !problems.isFull(); i++) {
            SentenceLine line = new SentenceLine(i + 1, lines.get(i), comments.blanked(lines.get(i)));
            lexer.line(line);
            rest.append(i == 0 ? "" : "\n").append(line.rest());
        }
        return lexer.merged(Lexer.tokens(rest.toString(), problems));
    }

    /** The tokens of one condition, as it stands after a dash, without the end; placed in the text as line 1. */
    public static List<Token> condition(String text, Dictionary dictionary, Problems problems) {
        SentenceLexer lexer = new SentenceLexer(dictionary, problems);
        String plain = FullWidth.narrowed(text).replace('\n', ' ');
        SentenceLine line = new SentenceLine(1, plain, plain);
        lexer.phrases(line, line.start(), dictionary.conditions());
        return lexer.broken.isEmpty() ? withoutEnd(lexer.merged(Lexer.tokens(line.rest(), problems))) : List.of();
    }

    /** The tokens of statements, one a line, without the end; placed in the text. */
    public static List<Token> actions(String text, Dictionary dictionary, Problems problems) {
        SentenceLexer lexer = new SentenceLexer(dictionary, problems);
        StringBuilder rest = new StringBuilder();
        List<String> lines = FullWidth.narrowed(text).lines().toList();
        for (int i = 0; i < lines.size() && !problems.isFull(); i++) {
            SentenceLine line = new SentenceLine(i + 1, lines.get(i), lines.get(i));
            if (!line.words().isEmpty()) {
                lexer.action(line);
            }
            rest.append(i == 0 ? "" : "\n").append(line.rest());
        }
        return lexer.broken.isEmpty() ? withoutEnd(lexer.merged(Lexer.tokens(rest.toString(), problems))) : List.of();
    }

    private static List<Token> withoutEnd(List<Token> tokens) {
        return tokens.subList(0, tokens.size() - 1);
    }

    private void line(SentenceLine line) {
        if (line.words().isEmpty()) {
            return;
        }
        Optional<Keyword> keyword =
                Keyword.of(line.words()).filter(found -> found != Keyword.WHEN || isBefore(Section.CONDITIONS));
        if (keyword.isPresent()) {
            begin(line, keyword.get());
            keyword(line, keyword.get());
        } else if (section == Section.HEADER && isCondition(line)) {
            lacking(line, Keyword.WHEN);
            condition(line);
        } else if (section == Section.CONDITIONS && isAction(line)) {
            lacking(line, Keyword.THEN);
            action(line);
        } else if (section == Section.CONDITIONS) {
            condition(line);
        } else if (section == Section.ACTIONS) {
            action(line);
        } else {
            header(line);
        }
    }

    private boolean isBefore(Section other) {
        return section.compareTo(other) < 0;
    }

    /** Ends what this keyword ends, and begins its own section. */
    private void begin(SentenceLine line, Keyword keyword) {
        if (keyword == Keyword.THEN && section == Section.CONDITIONS && !anyFact) {
            problems.add(
                    line.number(),
                    line.start() + 1,
                    "",
                    Wording.of("a line such as `{0}`, and below it lines that start with `- `", facts().get(0)));
            open(line, dictionary.facts().get(0));
        }
        close(line);
        anyFact = false;
        section = switch (keyword) {
            case RULE -> Section.HEADER;
            case WHEN -> Section.CONDITIONS;
            case THEN -> Section.ACTIONS;
            case END -> Section.OUTSIDE;
        };
    }

    /** Puts the keyword in the place of what stands there, unless it stands there itself. */
    private void keyword(SentenceLine line, Keyword keyword) {
        String written = keyword.written(line.words());
        if (written.equals(keyword.word())) {
            return;
        }
        if (!written.equalsIgnoreCase(keyword.word())) {
            problems.add(
                    line.number(),
                    line.start() + 1,
                    written,
                    Wording.of(
                            "the keyword `{0}`: rule, when, then and end are the same in every language",
                            keyword.word()));
        }
        line.take(line.start(), line.start() + written.length());
        frame.add(word(line, keyword));
    }

    /** Begins a section whose keyword does not stand before this line. */
    private void lacking(SentenceLine line, Keyword keyword) {
        problems.add(
                line.number(),
                line.start() + 1,
                line.words(),
                Wording.of("`{0}` on a line of its own is expected before this one", keyword.word()));
        begin(line, keyword);
        frame.add(word(line, keyword));
    }

    private static Token word(SentenceLine line, Keyword keyword) {
        return line.placed(new Token(Kind.WORD, keyword.word(), 0, 0), line.start());
    }

    private boolean isCondition(SentenceLine line) {
        return line.text().charAt(line.start()) == '-' || fact(line).isPresent();
    }

    private boolean isAction(SentenceLine line) {
        return dictionary.statements().stream()
                .anyMatch(statement ->
                        statement.read(line.text(), line.start(), line.end()).isPresent());
    }

    /** A line between rules, or between the name of a rule and its conditions: told once if it is no rule language. */
    private void header(SentenceLine line) {
        if (!line.isForeign()) {
            return;
        }
        problems.add(
                line.number(),
                line.start() + 1,
                line.words(),
                section == Section.HEADER
                        ? Wording.of("`@why(\"…\")` and then `when` are expected here; rules have no attributes")
                        : Wording.of("only rules stand in a file: rule \"playbook/what-it-does\""));
        line.take(line.start(), line.end());
    }

    /** Ends the pattern that is open. */
    private void close(SentenceLine line) {
        if (open) {
            frame.add(line.sign(")", line.start()));
        }
        open = false;
    }

    /** Begins the pattern of a fact. */
    private void open(SentenceLine line, Phrase fact) {
        close(line);
        List<Token> meaning = fact.meaning();
        meaning.subList(0, meaning.size() - 1).forEach(token -> frame.add(line.placed(token, line.start())));
        open = true;
        anyFact = true;
        constrained = false;
    }

    private void condition(SentenceLine line) {
        int start = line.start();
        if (line.text().charAt(start) == '-') {
            if (!open) {
                problems.add(
                        line.number(),
                        start + 1,
                        line.words(),
                        Wording.of("a line such as `{0}` stands before the first `-`", facts().get(0)));
                open(line, dictionary.facts().get(0));
            }
            line.take(start, start + 1);
            if (constrained) {
                emitted.add(line.sign(",", start));
            }
            constrained |= phrases(line, start + 1, dictionary.conditions());
            return;
        }
        Optional<Phrase> fact = fact(line);
        if (fact.isEmpty()) {
            Optional<String> near = Nearest.of(line.words(), facts());
            Wording expected = Wording.of("a line that starts with `- `, or one of {0}", Wording.names(facts()));
            problems.add(
                    line.number(),
                    start + 1,
                    line.words(),
                    near.map(name -> Wording.of("{0}; {1}", expected, Nearest.meant(name)))
                            .orElse(expected));
            if (near.isEmpty() && open) {
                line.take(start, line.end());
                return;
            }
            fact = dictionary.facts().stream()
                    .filter(known -> known.text().equals(near.orElse(facts().get(0))))
                    .findFirst();
        }
        line.take(start, line.end());
        open(line, fact.orElseThrow());
    }

    /** The fact that the line says; empty if it says anything else. */
    private Optional<Phrase> fact(SentenceLine line) {
        return Dictionary.longest(dictionary.facts(), line.text(), line.start())
                .filter(fact -> line.start() + fact.lengthAt(line.text(), line.start()) == line.end());
    }

    private List<String> facts() {
        return dictionary.facts().stream().map(Phrase::text).toList();
    }

    private void action(SentenceLine line) {
        int start = line.start();
        for (Statement statement : dictionary.statements()) {
            Optional<List<Statement.Range>> blanks = statement.read(line.text(), start, line.end());
            if (blanks.isPresent()) {
                statement(line, statement, blanks.get());
                standIn(line);
                return;
            }
        }
        problems.add(
                line.number(),
                start + 1,
                line.words(),
                Wording.of("a sentence such as `{0}`", Statement.nearest(line.words(), dictionary.statements())));
        line.take(start, line.end());
        broken.add(line.number());
        standIn(line);
    }

    /** Puts an action in the place of one that cannot be read, so that its rule has one. */
    private void standIn(SentenceLine line) {
        if (broken.contains(line.number())) {
            Phrase.lexed("segment(\"line-" + line.number() + "\").to($u);")
                    .forEach(token -> frame.add(line.placed(token, line.start())));
        }
    }

    private void statement(SentenceLine line, Statement statement, List<Statement.Range> blanks) {
        int at = line.start();
        for (int i = 0; i < blanks.size(); i++) {
            Statement.Range blank = blanks.get(i);
            int place = at;
            line.take(at, blank.from());
            statement.pieces().get(i).forEach(token -> emitted.add(line.placed(token, place)));
            phrases(line, blank.from(), blank.to(), dictionary.words());
            at = blank.to();
        }
        int place = at;
        statement.pieces().get(blanks.size()).forEach(token -> emitted.add(line.placed(token, place)));
    }

    /** Takes every phrase from this index on; false if something there is none. */
    private boolean phrases(SentenceLine line, int from, List<Phrase> known) {
        return phrases(line, from, line.end(), known);
    }

    private boolean phrases(SentenceLine line, int from, int to, List<Phrase> known) {
        boolean all = new PhraseReader(line, dictionary, problems, emitted).read(from, to, known);
        if (!all) {
            broken.add(line.number());
        }
        return all;
    }

    /** All tokens in the order of their places, without those of lines that have unknown phrases. */
    private List<Token> merged(List<Token> left) {
        List<Token> read = new ArrayList<>(emitted);
        Token end = left.get(left.size() - 1);
        read.addAll(left.subList(0, left.size() - 1));
        read.removeIf(token -> broken.contains(token.line()));
        List<Token> all = new ArrayList<>(frame);
        all.addAll(read);
        all.sort(BY_PLACE);
        all.add(new Token(Kind.END, "", end.line(), end.column()));
        return all;
    }
}
