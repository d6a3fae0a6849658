package dev.tideline.rules.reference;

import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.segments.Axis;
import dev.tideline.rules.segments.Segmentation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the page of what rules can see and do from the vocabulary and the segment files. */
final class ReferencePage {

    private static final String HEAD = """
            # What rules see and do

            Written by `%s`
            from `facts/vocabulary.yaml` and `segments/`; change those, not this page.

            A field is named one way in rules and another, its column, in SQL and JSON. A field that is never missing is 0,
            false or empty where nothing happened. Windows such as `7d` are today and the days before it; `prev30d` is the
            30 days before those; `24h` are exact trailing hours. Days are calendar days in the zone of the installation.

            What a feed says is refused outside of what is allowed. Decimals beyond the sixth are rounded, half to even, in
            feeds as in events. Instants lie at most a day ahead of the clock and in 1990 or later, both by setting
            (`TIDELINE_AHEAD`, `TIDELINE_EARLIEST`), unless they may lie in the future. Texts have at most 1,000 characters.

            """;

    private final StringBuilder page = new StringBuilder();

    private ReferencePage() {}

    static String of(Vocabulary vocabulary, Segmentation segmentation, String command) {
        ReferencePage page = new ReferencePage();
        page.page.append(HEAD.formatted(command));
        page.fact("User", vocabulary.user());
        page.fact("Market", vocabulary.market());
        page.fact("AsOf", vocabulary.asOf());
        page.page.append(language());
        page.page.append("\n## Segments\n\nThe first value whose condition holds is the user's.\n");
        segmentation.axes().forEach(page::axis);
        return page.page.toString();
    }

    private void fact(String name, FactSchema schema) {
        page.append("## ").append(name).append('\n');
        String group = "";
        for (Field field : schema.fields()) {
            if (!field.group().equals(group)) {
                group = field.group();
                page.append("\n### ").append(capital(group)).append("\n\n");
                row("name in rules", "column", "type", "allowed", "meaning", "missing means");
                row("---", "---", "---", "---", "---", "---");
            }
            row(
                    "`" + field.name() + "`",
                    "`" + field.column() + "`",
                    type(field),
                    allowed(field),
                    meaning(field),
                    field.nullable() ? field.nullMeaning() : "never missing");
        }
        page.append('\n');
    }

    private void axis(Axis axis) {
        page.append("\n### `")
                .append(axis.column())
                .append("`\n\n")
                .append(axis.meaning())
                .append(".\n\n");
        row("value", "condition", "meaning");
        row("---", "---", "---");
        axis.values().forEach(value -> row(value.name(), "`" + value.text().strip() + "`", value.meaning()));
    }

    private void row(String... cells) {
        String row = Arrays.stream(cells)
                .map(cell -> cell.replace("\n", " ").replace("|", "\\|"))
                .collect(Collectors.joining(" | "));
        page.append("| ").append(row).append(" |\n");
    }

    private static String type(Field field) {
        String kind = field.type().name().toLowerCase(Locale.ROOT);
        String unit = field.unit().isEmpty() ? "" : ", " + field.unit();
        return field.type() == FieldType.INSTANT ? kind + ", UTC" : kind + unit;
    }

    private static String meaning(Field field) {
        String derived = field.derivation().isEmpty() ? "" : " = `" + field.derivation() + "`";
        String owner = field.owner() == Field.Owner.ENGINE ? " (guardrails only)" : "";
        return field.meaning() + derived + owner;
    }

    private static String allowed(Field field) {
        return field.values().isEmpty() ? field.limits().text() : String.join(", ", field.values());
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    static String language() {
        try (InputStream file = ReferencePage.class.getResourceAsStream("/reference/language.md")) {
            String channels = Arrays.stream(Channel.values()).map(Channel::name).collect(Collectors.joining(", "));
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("CHANNELS", channels);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
