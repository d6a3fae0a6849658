package dev.tideline.rules.reading;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Offers;
import dev.tideline.rules.language.Parameter;
import dev.tideline.rules.language.Parameters;
import dev.tideline.rules.language.Visibility;
import dev.tideline.rules.notation.Language;
import dev.tideline.rules.notation.Notation;
import dev.tideline.rules.notation.sentence.Dictionary;
import dev.tideline.rules.notation.sentence.SentenceLexer;
import dev.tideline.rules.notation.table.TableLexer;
import dev.tideline.rules.notation.table.file.Sheet;
import dev.tideline.rules.notation.table.file.Tables;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.tokens.Lexer;
import dev.tideline.rules.tokens.Problems;
import dev.tideline.rules.tokens.Token;
import dev.tideline.rules.tokens.TokenStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the rule files of authors. Nothing in them is compiled or executed. Thread-safe. */
public final class RuleReader {

    private static final int MOST_DUPLICATES = 10;
    private static final int MOST_RULES = 1_000;
    /** What some editors put before a text in UTF-8. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final Comparator<Problem> BY_PLACE = Comparator.comparingInt(
                    (Problem problem) -> problem.place().line())
            .thenComparingInt(problem -> problem.place().column());

    private final Vocabulary vocabulary;

    /** Reads rules against this vocabulary. */
    public RuleReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * The rules of one playbook, in the order of the files and within them, or everything that is wrong with them.
     *
     * @param key key of the playbook, which its rule names start with
     * @param files text by file name; problems name the file
     * @param parameters what the rules may name
     * @param offers what the rules may offer
     */
    public Checked<List<CheckedRule>> playbook(
            String key, Map<String, String> files, Parameters parameters, Offers offers) {
        List<CheckedRule> rules = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        files.forEach((source, text) -> {
            for (Part part : parts(key, source, text, problems)) {
                rules.addAll(parsed(part.tokens(), Visibility.PLAYBOOK, parameters, offers, part.problems()));
                problems.addAll(ordered(source, part.problems().list()));
            }
        });
        if (rules.size() > MOST_RULES) {
            CheckedRule over = rules.get(MOST_RULES);
            Wording expected = Wording.of("at most {0} rules in one playbook", MOST_RULES);
            problems.add(new Problem(over.place(), over.name(), expected, over.name()));
        }
        rules.stream()
                .filter(rule -> !rule.playbook().equals(key) && !isTold(rule, problems))
                .map(rule -> new Problem(
                        rule.place(),
                        rule.name(),
                        Wording.of("the names of this playbook's rules start with `{0}/`", key),
                        rule.name()))
                .forEach(problems::add);
        return checked(rules, problems);
    }

    /** The same for who knows no catalogue: the rules may offer anything. */
    public Checked<List<CheckedRule>> playbook(
            String key, Map<String, String> files, Map<String, Parameter> parameters) {
        return playbook(key, files, Parameters.of(parameters), Offers.ANY);
    }

    /** The guardrails of one file, whose names start with any key, or everything that is wrong with them. */
    public Checked<List<CheckedRule>> guardrails(String source, String text) {
        Problems found = new Problems(source);
        List<CheckedRule> rules = read(text, Visibility.GUARDRAIL, Parameters.of(Map.of()), Offers.ANY, found);
        return checked(rules, new ArrayList<>(found.list()));
    }

    private List<CheckedRule> read(
            String text, Visibility visibility, Parameters parameters, Offers offers, Problems problems) {
        return parsed(Lexer.tokens(text, problems), visibility, parameters, offers, problems);
    }

    private List<CheckedRule> parsed(
            List<Token> tokens, Visibility visibility, Parameters parameters, Offers offers, Problems problems) {
        TokenStream stream = new TokenStream(tokens);
        return new RuleParser(stream, vocabulary, visibility, parameters, offers, problems).rules();
    }

    /** In DRL the unreadable comes first, as it explains the rest; in sentences and tables all is in order of place. */
    private static List<Problem> ordered(String source, List<Problem> found) {
        return Notation.of(source).orElse(Notation.DRL) == Notation.DRL
                ? found
                : found.stream().sorted(BY_PLACE).toList();
    }

    /** The tokens of a text or of one sheet, and what is wrong with it. */
    private record Part(List<Token> tokens, Problems problems) {}

    /** What a playbook's file says, whatever its notation; DRL if its name does not tell. */
    private List<Part> parts(String key, String source, String text, List<Problem> problems) {
        if (Tables.isTable(source)) {
            TableLexer lexer = new TableLexer(key, vocabulary);
            int before = problems.size();
            List<Sheet> sheets = Tables.sheets(source, text, problems);
            boolean whole = problems.size() == before; // of what is not, rows may be missing
            List<Problem> ofFile = problems.subList(before, problems.size());
            return sheets.stream()
                    .map(sheet -> {
                        Problems found = new Problems(sheet::place);
                        Part part = new Part(lexer.tokens(sheet, found), found);
                        ofFile.replaceAll(problem -> named(problem, sheet, found));
                        return part;
                    })
                    .filter(part -> whole || part.tokens().size() > 1)
                    .toList();
        }
        Problems found = new Problems(source);
        Notation notation = Notation.of(source).orElse(Notation.DRL);
        String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        List<Token> tokens = notation == Notation.ENGLISH_SENTENCES
                ? SentenceLexer.tokens(plain, Dictionary.of(Language.ENGLISH, vocabulary), found)
                : notation == Notation.CHINESE_SENTENCES
                        ? SentenceLexer.tokens(plain, Dictionary.of(Language.CHINESE, vocabulary), found)
                        : Lexer.tokens(plain, found);
        return List.of(new Part(tokens, found));
    }

    /** A problem of a file, with the name of the rule whose row it is in. */
    private static Problem named(Problem problem, Sheet sheet, Problems found) {
        int row = problem.place().line();
        int column = problem.place().column();
        return problem.place().equals(sheet.place(row, column)) ? problem.in(found.ruleAt(row, column)) : problem;
    }

    /** Whether the name itself is a problem, so that others of it only follow. */
    private static boolean isTold(CheckedRule rule, List<Problem> problems) {
        return problems.stream()
                .anyMatch(problem ->
                        problem.place().equals(rule.place()) && problem.value().equals(rule.name()));
    }

    private static Checked<List<CheckedRule>> checked(List<CheckedRule> rules, List<Problem> problems) {
        Set<String> names = new HashSet<>();
        rules.stream()
                .filter(rule -> !names.add(rule.name()))
                .limit(MOST_DUPLICATES)
                .map(rule -> new Problem(
                        rule.place(), rule.name(), Wording.of("a name that no other rule has"), rule.name()))
                .forEach(problems::add);
        return problems.isEmpty() ? new Checked.Valid<>(List.copyOf(rules)) : new Checked.Invalid<>(problems);
    }
}
