package dev.tideline.rules.notation.sentence;

import dev.tideline.rules.tokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a dictionary in the format of the Drools DSL: one entry a line, {@code [scope][]words=DRL}, where the scope is
 * condition or consequence. Lines that start with {@code #} are comments.
 *
 * @param facts phrases for whole patterns
 * @param conditions phrases of conditions
 * @param words phrases in the blanks of statements
 * @param statements sentences with blanks
 */
record DictionaryReader(List<Phrase> facts, List<Phrase> conditions, List<Phrase> words, List<Statement> statements) {

    private static final Pattern ENTRY = Pattern.compile("\\[(condition|consequence)]\\[]([^=]+)=(.+)");

    /** Reads the text of a file. */
    static DictionaryReader read(String text) {
        DictionaryReader read =
                new DictionaryReader(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(read::entry);
        return read;
    }

    private void entry(String line) {
        Matcher entry = ENTRY.matcher(line);
        if (!entry.matches()) {
            throw new IllegalArgumentException(
                    "Dictionary: '" + line + "' should be [condition][]words=DRL or [consequence][]words=DRL");
        }
        String scope = entry.group(1);
        String words = entry.group(2).strip();
        String drl = entry.group(3).strip();
        if (words.contains("{")) {
            statements.add(Statement.of(words, drl));
            return;
        }
        Phrase phrase = Phrase.of(words, drl);
        if (isPattern(phrase)) {
            facts.add(phrase);
        } else if (scope.equals("consequence")) {
            this.words.add(phrase);
        } else {
            conditions.add(phrase);
        }
    }

    /** Whether it means a pattern, which is ended by parentheses: {@code Market()}. */
    private static boolean isPattern(Phrase phrase) {
        List<Token> meaning = phrase.meaning();
        return meaning.size() > 2 && meaning.get(meaning.size() - 1).isSign(")");
    }
}
