package dev.tideline.rules.notation.sentence;

import dev.tideline.rules.notation.FullWidth;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Wording;
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
 * what is left (names, reasons, numbers, parameters, comments) is read by the {@link Lexer}. A rule with a phrase that no
 * dictionary knows is reported and left out.
 */
public final class SentenceLexer {

    private static final Comparator<Token> BY_PLACE =
            Comparator.comparingInt(Token::line).thenComparingInt(Token::column);

    private enum Section {
        HEADER,
        CONDITIONS,
        ACTIONS
    }

    private final Dictionary dictionary;
    private final Problems problems;
    private final List<Token> emitted = new ArrayList<>();
    private final Set<Integer> broken = new HashSet<>();
    private Section section = Section.HEADER;
    private int rule;
    private boolean open;
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
        lexer.phrases(line, line.start(), line.end(), dictionary.conditions());
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
        String words = line.words();
        if (words.isEmpty()) {
            return;
        }
        if (words.startsWith("rule ") || words.startsWith("rule\"")) {
            close(line);
            section = Section.HEADER;
            rule = line.number();
        } else if (words.equals("when") && section == Section.HEADER) {
            section = Section.CONDITIONS;
        } else if (words.equals("then")) {
            close(line);
            section = Section.ACTIONS;
        } else if (words.equals("end")) {
            section = Section.HEADER;
        } else if (section == Section.CONDITIONS) {
            condition(line);
        } else if (section == Section.ACTIONS) {
            action(line);
        }
    }

    /** Ends the pattern that is open. */
    private void close(SentenceLine line) {
        if (open) {
            emitted.add(line.sign(")", line.start()));
        }
        open = false;
    }

    private void condition(SentenceLine line) {
        int start = line.start();
        if (line.text().charAt(start) == '-') {
            if (!open) {
                unknown(
                        line,
                        start,
                        line.end(),
                        Wording.of("a line such as `{0}` stands before the first `-`", facts().get(0)));
                return;
            }
            line.take(start, start + 1);
            if (constrained) {
                emitted.add(line.sign(",", start));
            }
            constrained = true;
            phrases(line, start + 1, line.end(), dictionary.conditions());
            return;
        }
        Optional<Phrase> fact = Dictionary.longest(dictionary.facts(), line.text(), start);
        if (fact.isEmpty() || start + fact.get().lengthAt(line.text(), start) != line.end()) {
            unknown(
                    line,
                    start,
                    line.end(),
                    Wording.of("a line that starts with `- `, or one of {0}", Wording.names(facts())));
            return;
        }
        close(line);
        line.take(start, line.end());
        List<Token> meaning = fact.get().meaning();
        meaning.subList(0, meaning.size() - 1).forEach(token -> emitted.add(line.placed(token, start)));
        open = true;
        constrained = false;
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
                return;
            }
        }
        List<String> known =
                dictionary.statements().stream().map(Statement::shown).toList();
        unknown(
                line,
                start,
                line.end(),
                Wording.of(
                        "a sentence such as `{0}`",
                        Nearest.of(line.words(), known).orElse(known.get(0))));
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

    /** Takes every phrase between these indices. */
    private void phrases(SentenceLine line, int from, int to, List<Phrase> known) {
        int at = from;
        while (at < to) {
            Optional<Phrase> phrase = Dictionary.longest(known, line.text(), at);
            if (phrase.isPresent()) {
                int place = at;
                int end = at + phrase.get().lengthAt(line.text(), at);
                phrase.get().meaning().forEach(token -> emitted.add(line.placed(token, place)));
                line.take(at, end);
                at = end;
            } else if (line.isPlain(at)) {
                at = line.plainEnd(at);
            } else {
                int end = line.unknownEnd(at, to, known);
                String run = line.text().substring(at, end).strip();
                unknown(
                        line,
                        at,
                        end,
                        Wording.of(
                                "no phrase of the dictionary; {0}",
                                Nearest.hint(
                                        run, known.stream().map(Phrase::text).toList())));
                at = end;
            }
        }
    }

    private void unknown(SentenceLine line, int from, int to, Wording expected) {
        problems.add(line.number(), from + 1, line.text().substring(from, to).strip(), expected);
        line.take(from, to);
        broken.add(rule);
    }

    /** All tokens in the order of their places, without those of rules that have unknown phrases. */
    private List<Token> merged(List<Token> left) {
        List<Token> all = new ArrayList<>(emitted);
        Token end = left.get(left.size() - 1);
        all.addAll(left.subList(0, left.size() - 1));
        all.sort(BY_PLACE);
        List<Token> kept = new ArrayList<>();
        int current = 0;
        for (Token token : all) {
            current = token.isWord("rule") ? token.line() : current;
            if (!broken.contains(current)) {
                kept.add(token);
            }
        }
        kept.add(new Token(Kind.END, "", end.line(), end.column()));
        return kept;
    }
}
