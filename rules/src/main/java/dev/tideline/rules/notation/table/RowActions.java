package dev.tideline.rules.notation.table;

import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.notation.FullWidth;
import dev.tideline.rules.notation.sentence.Dictionary;
import dev.tideline.rules.notation.sentence.SentenceLexer;
import dev.tideline.rules.notation.table.Heading.Special;
import dev.tideline.rules.notation.table.TableLexer.Cell;
import dev.tideline.rules.notation.table.TableLexer.Tokens;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.tokens.Problems;
import dev.tideline.rules.tokens.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a row proposes. The channels are the message's if there is one, else the incentive's; {@code call} and
 * {@code ticket} are the task's. Channels between slashes are alternatives, of which the first allowed is used.
 */
final class RowActions {

    private static final Set<String> FOR_TASKS = Set.of(Channel.CALL.name(), Channel.TICKET.name());

    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final Pattern SLASH = Pattern.compile("\\s*/\\s*");

    private final Dictionary dictionary;

    RowActions(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /** The statements of the row's right side. */
    List<Token> tokens(Map<Special, Cell> row, int number, Problems problems) {
        Tokens tokens = new Tokens(number);
        List<String> touches = new ArrayList<>();
        List<String> work = new ArrayList<>();
        Optional.ofNullable(row.get(Special.CHANNELS)).ifPresent(cell -> channels(cell, touches, work, problems));
        boolean message = row.containsKey(Special.MESSAGE);
        each(
                row.get(Special.INCENTIVE),
                (key, cell) -> statement(tokens, "offer", key, cell, message ? List.of() : touches));
        each(row.get(Special.MESSAGE), (key, cell) -> statement(tokens, "message", key, cell, touches));
        each(row.get(Special.TASK), (key, cell) -> statement(tokens, "task", key, cell, work));
        each(row.get(Special.SEGMENT), (key, cell) -> statement(tokens, "segment", key, cell, List.of()));
        each(row.get(Special.AUDIENCE), (key, cell) -> statement(tokens, "audience", key, cell, List.of()));
        Cell channels = row.get(Special.CHANNELS);
        if (channels != null && !touches.isEmpty() && !message && !row.containsKey(Special.INCENTIVE)) {
            problems.add(
                    number,
                    channels.column(),
                    channels.text(),
                    Wording.of("channels for an incentive or a message; the row has neither"));
        }
        if (channels != null && !work.isEmpty() && !row.containsKey(Special.TASK)) {
            problems.add(
                    number,
                    channels.column(),
                    channels.text(),
                    Wording.of("call and ticket are for a task; the row has none"));
        }
        Cell sentences = row.get(Special.ACTIONS);
        if (sentences != null) {
            Problems found = new Problems("");
            List<Token> read = SentenceLexer.actions(sentences.text(), dictionary, found);
            for (Problem problem : found.list()) {
                problems.add(number, sentences.column(), problem.value(), problem.wording());
            }
            tokens.add(read.stream()
                    .map(token -> new Token(token.kind(), token.text(), number, sentences.column()))
                    .toList());
        }
        return tokens.list();
    }

    private interface Taker {
        void take(String key, Cell cell);
    }

    private static void each(@Nullable Cell cell, Taker taker) {
        if (cell != null) {
            COMMA.splitAsStream(FullWidth.narrowed(cell.text())).forEach(key -> taker.take(key, cell));
        }
    }

    private static void statement(Tokens tokens, String action, String key, Cell cell, List<String> by) {
        tokens.at(cell).drl(action + "(").text(key, cell).drl(")");
        if (!by.isEmpty()) {
            tokens.drl(".by(" + String.join(", ", by) + ")");
        }
        tokens.drl(".to($u);");
    }

    private void channels(Cell cell, List<String> touches, List<String> work, Problems problems) {
        for (String part : COMMA.split(FullWidth.narrowed(cell.text()), -1)) {
            List<String> names = new ArrayList<>();
            for (String words : SLASH.split(part, -1)) {
                String name = name(words);
                if (name.isEmpty()) {
                    problems.add(
                            cell.row(),
                            cell.column(),
                            words,
                            Wording.of("channels such as `push, e-mail` or `SMS/Telegram`"));
                }
                names.add(name.isEmpty() ? Channel.PUSH.name() : name);
            }
            if (names.size() == 1) {
                (FOR_TASKS.contains(names.get(0)) ? work : touches).add(names.get(0));
            } else {
                touches.add("firstAllowed(" + String.join(", ", names) + ")");
            }
        }
    }

    private String name(String words) {
        String plain = words.strip();
        return Arrays.stream(Channel.values())
                .map(Enum::name)
                .filter(name -> name.equalsIgnoreCase(plain)
                        || name.equals(dictionary.channel(plain).orElse("")))
                .findFirst()
                .orElse("");
    }
}
