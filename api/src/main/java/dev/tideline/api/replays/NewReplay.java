package dev.tideline.api.replays;

import dev.tideline.api.http.CalendarDay;
import dev.tideline.engine.replay.Every;
import dev.tideline.engine.replay.ReplayRequest;
import dev.tideline.engine.replay.ReplayRequest.Arbitration;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A wanted replay.
 *
 * @param playbook {@code {"files": {name: text}}}, or the key of a stored playbook
 * @param files short for {@code "playbook": {"files": …}}
 * @param arbitration alone, or full: among all live playbooks, with budgets that everybody shares; missing for alone
 * @param against another version to compare with, as {@code playbook} is given; only with full
 * @param from first day
 * @param to last day, included
 * @param every day, week (Sundays) or month (last days); missing for day
 */
record NewReplay(
        @Schema(
                oneOf = {String.class, NewReplay.PlaybookFiles.class},
                description = "The files of a playbook, or the key of a stored one")
        @Nullable
        Object playbook,

        @Schema(description = "Short for \"playbook\": {\"files\": …}") @Nullable
        Map<String, String> files,

        @Schema(allowableValues = {"alone", "full"}) @Nullable
        String arbitration,

        @Schema(
                oneOf = {String.class, NewReplay.PlaybookFiles.class},
                description = "Another version of it to compare with day by day: files, or the key of the stored one")
        @Nullable
        Object against,

        @Schema(format = "date", example = "2026-01-01") @Nullable
        String from,

        @Schema(format = "date", example = "2026-03-31") @Nullable
        String to,

        @Schema(allowableValues = {"day", "week", "month"}) @Nullable
        String every) {

    /** A playbook in the request itself: file name to text. */
    record PlaybookFiles(Map<String, String> files) {}

    /**
     * The request, or everything that is wrong with it.
     *
     * @param stored gives the files of a stored playbook
     */
    Checked<ReplayRequest> read(Function<String, Optional<Map<String, String>>> stored, String caller) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> texts = texts(stored, problems);
        Map<String, String> other = against == null ? Map.of() : texts("/against", against, stored, problems);
        Arbitration wanted = arbitration(problems);
        LocalDate first = date("/from", from, problems);
        LocalDate last = date("/to", to, problems);
        Every step = step(problems);
        return problems.isEmpty()
                ? new Checked.Valid<>(new ReplayRequest(texts, wanted, other, first, last, step, caller))
                : new Checked.Invalid<>(problems);
    }

    private Map<String, String> texts(Function<String, Optional<Map<String, String>>> stored, List<Problem> problems) {
        if ((playbook == null) == (files == null)) {
            problems.add(problem(
                    "/playbook", "", Wording.of("either {\"files\": {name: text}} or the key of a stored playbook")));
            return Map.of();
        }
        return files != null ? files : texts("/playbook", Objects.requireNonNull(playbook), stored, problems);
    }

    private static Map<String, String> texts(
            String pointer,
            Object wanted,
            Function<String, Optional<Map<String, String>>> stored,
            List<Problem> problems) {
        if (wanted instanceof String key) {
            return stored.apply(key).orElseGet(() -> {
                problems.add(problem(pointer, key, Wording.of("the key of a stored playbook")));
                return Map.of();
            });
        }
        Object given = wanted instanceof Map<?, ?> named ? named.get("files") : wanted;
        return texts(pointer, given, problems);
    }

    private static Map<String, String> texts(String at, @Nullable Object given, List<Problem> problems) {
        if (!(given instanceof Map<?, ?> named)) {
            problems.add(problem(at, String.valueOf(given), Wording.of("{\"files\": {name: text}} or a key")));
            return Map.of();
        }
        Map<String, String> texts = new TreeMap<>();
        named.forEach((name, text) -> {
            if (text instanceof String content) {
                texts.put(String.valueOf(name), content);
            } else {
                String pointer = String.valueOf(name).replace("~", "~0").replace("/", "~1");
                problems.add(
                        problem(at + "/files/" + pointer, String.valueOf(text), Wording.of("the text of the file")));
            }
        });
        return texts;
    }

    private static LocalDate date(String pointer, @Nullable String text, List<Problem> problems) {
        try {
            return CalendarDay.read(text);
        } catch (DateTimeException e) {
            problems.add(problem(pointer, text == null ? "" : text, CalendarDay.expected()));
            return LocalDate.EPOCH;
        }
    }

    private Arbitration arbitration(List<Problem> problems) {
        String word = arbitration == null ? "alone" : arbitration;
        return Arrays.stream(Arbitration.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseGet(() -> {
                    problems.add(problem("/arbitration", word, Wording.of("alone or full")));
                    return Arbitration.ALONE;
                });
    }

    private Every step(List<Problem> problems) {
        String word = every == null ? "day" : every;
        return Arrays.stream(Every.values())
                .filter(step -> step.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseGet(() -> {
                    problems.add(problem("/every", word, Wording.of("day, week or month")));
                    return Every.DAY;
                });
    }

    private static Problem problem(String pointer, String value, Wording expected) {
        return new Problem(Place.pointer("body", pointer), value, expected);
    }
}
