package dev.tideline.rules.notation.table;

import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.notation.FullWidth;
import dev.tideline.rules.notation.Language;
import dev.tideline.rules.notation.sentence.Dictionary;
import dev.tideline.rules.notation.sentence.SentenceLexer;
import dev.tideline.rules.notation.table.Heading.Special;
import dev.tideline.rules.notation.table.TableLexer.Cell;
import dev.tideline.rules.notation.table.TableLexer.Tokens;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.tokens.Problems;
import dev.tideline.rules.tokens.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a row proposes. The channels are the message's if there is one, else the incentive's; {@code call} and
 * {@code ticket} are the task's. Channels between slashes are alternatives, of which the first allowed is used.
 */
final class RowActions {

    /** The columns that say what a row proposes. */
    static final Set<Special> COLUMNS = Set.of(
            Special.INCENTIVE, Special.MESSAGE, Special.TASK, Special.SEGMENT, Special.AUDIENCE, Special.ACTIONS);

    private static final Set<String> FOR_TASKS = Set.of(Channel.CALL.name(), Channel.TICKET.name());

    private static final Map<String, String> FOR_TASKS_IN_CHINESE =
            Map.of("电话", Channel.CALL.name(), "致电", Channel.CALL.name(), "工单", Channel.TICKET.name());

    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final Pattern SLASH = Pattern.compile("\\s*/\\s*");

    private final Dictionary dictionary;

    RowActions(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /**
     * The statements of the row's right side.
     *
     * @param clear whether all columns are known that may say what the row proposes
     */
    List<Token> tokens(Map<Special, Cell> row, int number, boolean clear, Problems problems) {
        Tokens tokens = new Tokens(number);
        List<String> touches = new ArrayList<>();
        List<String> work = new ArrayList<>();
        Optional.ofNullable(row.get(Special.CHANNELS)).ifPresent(cell -> channels(cell, touches, work, problems));
        if (clear) {
            misfits(row, touches, work, problems);
        }
        reached(row.get(Special.MESSAGE), row, touches, Channel.PUSH, problems);
        reached(row.get(Special.TASK), row, work, Channel.CALL, problems);
        if (COLUMNS.stream().noneMatch(row::containsKey)) {
            if (clear && !row.containsKey(Special.CHANNELS)) {
                problems.add(
                        number,
                        1,
                        "",
                        Wording.of("something that the row proposes: an incentive, a message or another action"));
            }
            return standIn(number);
        }
        boolean message = row.containsKey(Special.MESSAGE);
        each(
                row.get(Special.INCENTIVE),
                (key, cell) -> statement(tokens, "offer", key, cell, message ? List.of() : touches));
        each(row.get(Special.MESSAGE), (key, cell) -> statement(tokens, "message", key, cell, touches));
        each(row.get(Special.TASK), (key, cell) -> statement(tokens, "task", key, cell, work));
        each(row.get(Special.SEGMENT), (key, cell) -> statement(tokens, "segment", key, cell, List.of()));
        each(row.get(Special.AUDIENCE), (key, cell) -> statement(tokens, "audience", key, cell, List.of()));
        Cell sentences = row.get(Special.ACTIONS);
        if (sentences != null) {
            Problems found = new Problems("");
            List<Token> read = SentenceLexer.actions(sentences.text(), dictionary, found);
            for (Problem problem : found.list()) {
                problems.add(number, sentences.column(), problem.value(), problem.wording());
            }
            if (read.isEmpty() && tokens.list().isEmpty()) {
                return standIn(number);
            }
            tokens.add(read.stream()
                    .map(token -> new Token(token.kind(), token.text(), number, sentences.column()))
                    .toList());
        }
        return tokens.list();
    }

    /** An action in the place of those that cannot be read, so that the rule has one. */
    private static List<Token> standIn(int number) {
        return new Tokens(number).drl("segment(\"unknown\").to($u);").list();
    }

    /** Channels that nothing in the row uses. */
    private static void misfits(Map<Special, Cell> row, List<String> touches, List<String> work, Problems problems) {
        Cell channels = row.get(Special.CHANNELS);
        boolean touching = row.containsKey(Special.MESSAGE) || row.containsKey(Special.INCENTIVE);
        if (channels != null && !touches.isEmpty() && !touching) {
            problems.add(
                    channels.row(),
                    channels.column(),
                    channels.text(),
                    Wording.of("channels for an incentive or a message; the row has neither"));
        }
        if (channels != null && !work.isEmpty() && !row.containsKey(Special.TASK)) {
            problems.add(
                    channels.row(),
                    channels.column(),
                    channels.text(),
                    Wording.of("call and ticket are for a task; the row has none"));
        }
    }

    /** Puts a stand-in where a message or task has no way to reach anybody. */
    private static void reached(
            @Nullable Cell cell, Map<Special, Cell> row, List<String> by, Channel standIn, Problems problems) {
        if (cell == null || !by.isEmpty()) {
            return;
        }
        by.add(standIn.name());
        Cell channels = row.get(Special.CHANNELS);
        if (channels == null) {
            problems.add(
                    cell.row(),
                    cell.column(),
                    cell.text(),
                    standIn == Channel.PUSH
                            ? Wording.of("channels for this message, under `Channels`: `push, e-mail`")
                            : Wording.of("`call` or `ticket` for this task, under `Channels`"));
        }
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
                    problems.add(cell.row(), cell.column(), words, unknown(words));
                } else {
                    names.add(name);
                }
            }
            if (names.size() == 1) {
                (FOR_TASKS.contains(names.get(0)) ? work : touches).add(names.get(0));
            } else if (names.stream().anyMatch(FOR_TASKS::contains)) {
                problems.add(
                        cell.row(), cell.column(), part, Wording.of("call and ticket are no alternative to a channel"));
            } else if (!names.isEmpty()) {
                touches.add("firstAllowed(" + String.join(", ", names) + ")");
            }
        }
    }

    /** How a channel for tasks stands in a cell. */
    static String shown(Channel work, Language language) {
        return language == Language.ENGLISH ? work.name().toLowerCase(Locale.ROOT) : work == Channel.CALL ? "电话" : "工单";
    }

    private Wording unknown(String words) {
        List<String> known = Stream.concat(
                        Stream.of(Channel.values())
                                .map(Enum::name)
                                .flatMap(name -> dictionary.channelNames(name).stream()),
                        FOR_TASKS_IN_CHINESE.keySet().stream())
                .toList();
        Wording expected =
                Wording.of("channels such as `push, e-mail` or `SMS/Telegram`; of a task `call` or `ticket`");
        return Nearest.of(words.strip(), known)
                .or(() -> CellForms.begun(words.strip(), known))
                .map(near -> Wording.of("{0}; {1}", expected, Nearest.meant(near)))
                .orElse(expected);
    }

    private String name(String words) {
        String plain = words.strip();
        return Arrays.stream(Channel.values())
                .map(Enum::name)
                .filter(name -> name.equalsIgnoreCase(plain)
                        || name.equals(dictionary.channel(plain).orElse(FOR_TASKS_IN_CHINESE.get(plain))))
                .findFirst()
                .orElse("");
    }
}
