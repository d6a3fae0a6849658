package dev.tideline.rules.notation.sentence;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.tokens.Problems;
import dev.tideline.rules.tokens.Token;
import dev.tideline.rules.tokens.Token.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes the phrases of one line out of it. Values after "is one of" may stand without parentheses: these are put around
 * them, and an "or" between them is a comma.
 */
final class PhraseReader {

    private static final Pattern GROUPED = Pattern.compile("[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]+)?(?![0-9])");
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    private final SentenceLine line;
    private final Dictionary dictionary;
    private final Problems problems;
    private final List<Token> emitted;
    private @Nullable Token before;
    private @Nullable Field subject;
    private boolean listed;

    /** Puts the tokens that phrases mean into {@code emitted}. */
    PhraseReader(SentenceLine line, Dictionary dictionary, Problems problems, List<Token> emitted) {
        this.line = line;
        this.dictionary = dictionary;
        this.problems = problems;
        this.emitted = emitted;
    }

    /** Takes every phrase between these indices; false if something there is no phrase. */
    boolean read(int from, int to, List<Phrase> known) {
        int at = from;
        boolean all = true;
        while (at < to) {
            Optional<Phrase> phrase = Dictionary.longest(known, line.text(), at);
            Optional<Denial> denial = denial(at, to, known);
            if (denial.isPresent()) {
                all = false;
                Wording meant = expected(known).meant(denial.get().phrase());
                at = refused(at, denial.get().end(), known, meant);
            } else if (phrase.isPresent()) {
                at = taken(phrase.get(), at, to);
            } else if (isLiteral(at) && expected(known).flag().isPresent()) {
                all = false;
                at = refused(
                        at, line.plainEnd(at), known, expected(known).flag().orElseThrow());
            } else if (separated(at) > at) {
                all = false;
                String digits = line.text().substring(at, separated(at)).replace(",", "");
                at = refused(at, separated(at), known, Wording.of("a number without commas: {0}", digits));
            } else if (line.isPlain(at) && !beginsWords(at, to, known)) {
                plain(at);
                at = line.plainEnd(at);
            } else {
                all = false;
                at = unknown(at, to, known);
            }
        }
        closeList(to);
        return all;
    }

    private int taken(Phrase phrase, int at, int to) {
        int end = at + phrase.lengthAt(line.text(), at);
        List<Token> meaning = phrase.meaning();
        Token first = meaning.get(0);
        boolean joins = first.isSign("&&") || first.isSign("||");
        if (listed && joins && valueFollows(end, to)) {
            emitted.add(line.sign(",", at));
        } else {
            if (listed && !first.is(Kind.TEXT)) {
                closeList(at);
            }
            meaning.forEach(token -> emitted.add(line.placed(token, at)));
            problems.written(line.number(), at + 1, line.text().substring(at, end));
        }
        line.take(at, end);
        note(meaning.get(meaning.size() - 1));
        openList(end, to);
        return end;
    }

    private void plain(int at) {
        char c = line.text().charAt(at);
        boolean opensList = c == '(' && before != null && before.isWord("in");
        if (!Character.isWhitespace(c) && !opensList) {
            Kind kind =
                    c == '"' ? Kind.TEXT : c == '$' ? Kind.PARAMETER : Character.isDigit(c) ? Kind.NUMBER : Kind.SIGN;
            before = new Token(kind, Character.toString(c), line.number(), at + 1);
        }
    }

    /** The end of a number with separators of thousands after a comparison; where it begins if there is none. */
    private int separated(int at) {
        Matcher grouped = GROUPED.matcher(line.text()).region(at, line.end());
        boolean compared = before != null && COMPARISONS.contains(before.text()) && before.is(Kind.SIGN);
        return compared && grouped.lookingAt() ? grouped.end() : at;
    }

    private boolean isLiteral(int at) {
        char c = line.text().charAt(at);
        return c == '"' || c == '$' || Character.isDigit(c);
    }

    /** Whether the number here belongs to words that no phrase says, as in {@code 30天交易额}. */
    private boolean beginsWords(int at, int to, List<Phrase> known) {
        int next = line.next(line.plainEnd(at), to);
        boolean words = Character.isDigit(line.text().charAt(at))
                && known == dictionary.conditions()
                && next < to
                && !line.isPlain(next)
                && Dictionary.longest(known, line.text(), next).isEmpty();
        Expected expected = expected(known);
        return words
                && (expected.beginning()
                        || expected.nearestEnd(line.text(), at, to).isPresent());
    }

    private void note(Token last) {
        before = last;
        if (last.is(Kind.WORD)) {
            subject = dictionary.field(last.text()).orElse(subject);
        }
    }

    /** Opens a parenthesis where a list of values has none. */
    private void openList(int end, int to) {
        int next = line.next(end, to);
        if (before != null && before.isWord("in") && next < to && line.text().charAt(next) != '(') {
            emitted.add(line.sign("(", next));
            listed = true;
        }
    }

    private void closeList(int at) {
        if (listed) {
            emitted.add(line.sign(")", at));
        }
        listed = false;
    }

    private boolean valueFollows(int end, int to) {
        int next = line.next(end, to);
        if (next >= to) {
            return false;
        }
        char c = line.text().charAt(next);
        return c == '"'
                || c == '$'
                || Character.isDigit(c)
                || Dictionary.longest(dictionary.conditions(), line.text(), next)
                        .filter(phrase -> phrase.meaning().get(0).is(Kind.TEXT))
                        .isPresent();
    }

    /** Words that deny a flag, unless a field begins like them. */
    private Optional<Denial> denial(int at, int to, List<Phrase> known) {
        Expected expected = expected(known);
        boolean field = known != dictionary.conditions()
                || !expected.beginning()
                || Dictionary.longest(expected.phrases(), line.text(), at).isPresent();
        return field ? Optional.empty() : Denial.at(line.text(), at, to, dictionary);
    }

    private Expected expected(List<Phrase> known) {
        return new Expected(dictionary, known, before, subject);
    }

    private int unknown(int at, int to, List<Phrase> known) {
        Expected expected = expected(known);
        int end = expected.nearestEnd(line.text(), at, to).orElse(line.unknownEnd(at, to, known));
        String run = line.text().substring(at, end).strip();
        Optional<Phrase> next = Dictionary.longest(expected.phrases(), line.text(), line.next(end, to));
        Wording wording = next.isPresent() && known == dictionary.conditions()
                ? expected.meant(next.get().text())
                : expected.wording(run);
        return refused(at, end, known, wording);
    }

    private int refused(int at, int end, List<Phrase> known, Wording wording) {
        String run = line.text().substring(at, end).strip();
        problems.add(line.number(), at + 1, run, wording);
        line.take(at, end);
        subject = known == dictionary.conditions() && expected(known).beginning() ? null : subject;
        before = new Token(Kind.WORD, run, line.number(), at + 1);
        return end;
    }
}
