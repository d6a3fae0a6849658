package dev.tideline.rules.notation.sentence;

import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.tokens.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence with blanks that means a statement of DRL with the same blanks in the same order.
 *
 * @param words what stands before each blank, and after the last one if that is not empty
 * @param pieces the tokens before each blank, and those after the last; one more than there are blanks
 * @param shown the sentence as it stands in the dictionary
 */
record Statement(List<Phrase> words, List<List<Token>> pieces, String shown) {

    private static final Pattern BLANK = Pattern.compile("\\{([a-z]+)}");

    private static final int LONGEST_COMPARED = 80;

    Statement {
        words = List.copyOf(words);
        pieces = List.copyOf(pieces);
    }

    /** A part of a line: from the first to before the last index. */
    record Range(int from, int to) {}

    /**
     * Reads {@code Offer {incentive}} and {@code offer({incentive}).to($u);}.
     *
     * @throws IllegalArgumentException if the blanks differ or do not end the sentence
     */
    static Statement of(String sentence, String drl) {
        List<String> blanks = blanks(sentence);
        if (blanks.isEmpty() || !blanks.equals(blanks(drl)) || !sentence.endsWith("}")) {
            throw new IllegalArgumentException("Dictionary: `" + sentence + "` and `" + drl
                    + "` should have the same blanks in the same order, and the sentence should end with one");
        }
        List<Phrase> words = BLANK.splitAsStream(sentence)
                .map(text -> new Phrase(text.strip(), List.of()))
                .toList();
        List<List<Token>> pieces = BLANK.splitAsStream(drl).map(Phrase::lexed).toList();
        return new Statement(words, pieces, sentence);
    }

    private static List<String> blanks(String text) {
        List<String> blanks = new ArrayList<>();
        Matcher matcher = BLANK.matcher(text);
        while (matcher.find()) {
            blanks.add(matcher.group(1));
        }
        return blanks;
    }

    /** The one of these sentences that is nearest to the words, whatever stands in its blanks. */
    static String nearest(String words, List<Statement> known) {
        String said = words.replaceAll("\"[^\"]*\"", "");
        return known.stream()
                .map(Statement::shown)
                .min(Comparator.comparingInt((String sentence) ->
                        Nearest.distance(cut(said), cut(BLANK.matcher(sentence).replaceAll("")))))
                .orElseThrow();
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_COMPARED)).strip();
    }

    /** What stands in its blanks if the line says it between these indices; empty if it says something else. */
    Optional<List<Range>> read(String line, int from, int to) {
        List<Range> blanks = new ArrayList<>();
        int at = from + words.get(0).lengthAt(line, from);
        if (at == from) {
            return Optional.empty();
        }
        for (Phrase next : words.subList(1, words.size())) {
            int start = at;
            at = find(next, line, start, to);
            if (at < 0 || line.substring(start, at).isBlank()) {
                return Optional.empty();
            }
            blanks.add(new Range(start, at));
            at += next.lengthAt(line, at);
        }
        blanks.add(new Range(at, to));
        return line.substring(Math.min(at, to), to).isBlank() ? Optional.empty() : Optional.of(blanks);
    }

    /** Where the words begin outside of quotes; -1 if nowhere. */
    private static int find(Phrase words, String line, int from, int to) {
        boolean quoted = false;
        for (int i = from; i < to; i++) {
            quoted ^= line.charAt(i) == '"';
            if (!quoted && words.lengthAt(line, i) > 0) {
                return i;
            }
        }
        return -1;
    }

    /** The tokens in each blank if these tokens are the statement; empty if they are another. */
    Optional<List<List<Token>>> match(List<Token> statement) {
        List<List<Token>> blanks = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < pieces.size(); i++) {
            Phrase piece = new Phrase(shown, pieces.get(i));
            int start = at;
            while (i > 0 && at <= statement.size() && !piece.meansAt(statement, at)) {
                at++;
            }
            if (at > statement.size() || !piece.meansAt(statement, at)) {
                return Optional.empty();
            }
            if (i > 0) {
                blanks.add(statement.subList(start, at));
            }
            at += pieces.get(i).size();
        }
        return at == statement.size() ? Optional.of(blanks) : Optional.empty();
    }
}
