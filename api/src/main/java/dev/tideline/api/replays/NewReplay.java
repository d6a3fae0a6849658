package dev.tideline.api.replays;

import dev.tideline.api.http.CalendarDay;
import dev.tideline.engine.replay.Every;
import dev.tideline.engine.replay.ReplayRequest;
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
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A wanted replay.
 *
 * @param playbook {@code {"files": {name: text}}}, or the key of a stored playbook
 * @param files short for {@code "playbook": {"files": …}}
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
        LocalDate first = date("/from", from, problems);
        LocalDate last = date("/to", to, problems);
        Every step = step(problems);
        return problems.isEmpty()
                ? new Checked.Valid<>(new ReplayRequest(texts, first, last, step, caller))
                : new Checked.Invalid<>(problems);
    }

    private Map<String, String> texts(Function<String, Optional<Map<String, String>>> stored, List<Problem> problems) {
        if ((playbook == null) == (files == null)) {
            problems.add(problem(
                    "/playbook", "", Wording.of("either {\"files\": {name: text}} or the key of a stored playbook")));
            return Map.of();
        }
        if (playbook instanceof String key) {
            return stored.apply(key).orElseGet(() -> {
                problems.add(problem("/playbook", key, Wording.of("the key of a stored playbook")));
                return Map.of();
            });
        }
        Object given = playbook instanceof Map<?, ?> named ? named.get("files") : playbook;
        return files == null ? texts(given, problems) : files;
    }

    private static Map<String, String> texts(@Nullable Object given, List<Problem> problems) {
        if (!(given instanceof Map<?, ?> named)) {
            problems.add(problem("/playbook", String.valueOf(given), Wording.of("{\"files\": {name: text}} or a key")));
            return Map.of();
        }
        Map<String, String> texts = new TreeMap<>();
        named.forEach((name, text) -> {
            if (text instanceof String content) {
                texts.put(String.valueOf(name), content);
            } else {
                String pointer = String.valueOf(name).replace("~", "~0").replace("/", "~1");
                problems.add(problem(
                        "/playbook/files/" + pointer, String.valueOf(text), Wording.of("the text of the file")));
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
