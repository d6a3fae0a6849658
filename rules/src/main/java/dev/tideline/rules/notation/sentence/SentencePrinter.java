package dev.tideline.rules.notation.sentence;

import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.interpretation.AuthorPrinter;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.notation.DrlPrinter;
import dev.tideline.rules.tokens.Token;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prints rules of playbooks as sentences. Reading the text again gives an equal rule. Thread-safe. */
public final class SentencePrinter {

    private static final AuthorPrinter CONDITIONS = AuthorPrinter.asWritten();

    private final Dictionary dictionary;

    /** Prints in the words of this dictionary. */
    public SentencePrinter(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /** The whole rule, ended by a line break. */
    public String rule(CheckedRule rule) {
        StringBuilder text = new StringBuilder(DrlPrinter.header(rule)).append("when\n");
        pattern(text, "$u : User()", rule.user());
        pattern(text, "Market()", rule.market());
        pattern(text, "AsOf()", rule.asOf());
        text.append("then\n");
        actions(rule.parts())
                .forEach(action -> text.append("    ").append(action).append('\n'));
        return text.append("end\n").toString();
    }

    /** A condition, as it stands after a dash. */
    public String condition(Condition condition) {
        return words(
                Phrase.lexed(CONDITIONS.print(new Condition.All(List.of(condition), condition.place()))),
                dictionary.conditions());
    }

    private void pattern(StringBuilder text, String fact, @Nullable Condition condition) {
        if (condition == null) {
            return;
        }
        String name = Dictionary.meaning(dictionary.facts(), Phrase.lexed(fact), 0)
                .orElseThrow(() -> new IllegalStateException("The dictionary has no words for " + fact))
                .text();
        text.append("    ").append(name).append('\n');
        List<Condition> parts = condition instanceof Condition.All all ? all.parts() : List.of(condition);
        parts.forEach(part -> text.append("    - ").append(condition(part)).append('\n'));
    }

    /** The sentences that propose these parts, in order. */
    public List<String> actions(List<Part> parts) {
        return DrlPrinter.actions(parts).stream().map(this::action).toList();
    }

    private String action(String drl) {
        List<Token> tokens = Phrase.lexed(drl);
        for (Statement statement : dictionary.statements()) {
            Optional<List<List<Token>>> blanks = statement.match(tokens);
            if (blanks.isPresent()) {
                return sentence(statement, blanks.get());
            }
        }
        throw new IllegalStateException("The dictionary has no sentence for " + drl);
    }

    private String sentence(Statement statement, List<List<Token>> blanks) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < blanks.size(); i++) {
            text.append(i == 0 ? "" : " ")
                    .append(statement.words().get(i).text())
                    .append(' ')
                    .append(words(blanks.get(i), dictionary.words()));
        }
        return text.toString();
    }

    /** The tokens in the words of these phrases. */
    private static String words(List<Token> tokens, List<Phrase> phrases) {
        StringBuilder text = new StringBuilder();
        boolean apart = false;
        for (int at = 0; at < tokens.size(); ) {
            Optional<Phrase> phrase = Dictionary.meaning(phrases, tokens, at);
            Token token = tokens.get(at);
            boolean closes = token.isSign(")") || token.isSign(",");
            text.append(apart && !closes ? " " : "")
                    .append(phrase.map(Phrase::text).orElseGet(() -> written(token)));
            at += phrase.map(found -> found.meaning().size()).orElse(1);
            apart = !token.isSign("(") && !token.isSign("-");
        }
        return text.toString();
    }

    private static String written(Token token) {
        return switch (token.kind()) {
            case TEXT -> '"' + token.text() + '"';
            case PARAMETER -> '$' + token.text();
            default -> token.text();
        };
    }
}
