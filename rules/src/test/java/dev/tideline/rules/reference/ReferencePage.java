package dev.tideline.rules.reference;

import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.value.FieldWords;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.Visibility;
import dev.tideline.rules.notation.Language;
import dev.tideline.rules.notation.sentence.Dictionary;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.segments.Axis;
import dev.tideline.rules.segments.Segmentation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the page of what rules can see and do from the vocabulary and the segment files, in one language. */
final class ReferencePage {

    private static final Map<String, String> GROUPS = Map.ofEntries(
            Map.entry("identity", "身份"),
            Map.entry("kyc", "KYC"),
            Map.entry("consent", "同意"),
            Map.entry("deposits", "充值与提现"),
            Map.entry("assets", "资产"),
            Map.entry("trading", "交易"),
            Map.entry("vip", "VIP"),
            Map.entry("activity", "活跃"),
            Map.entry("contacts", "触达"),
            Map.entry("incentives", "激励"),
            Map.entry("support", "客服"),
            Map.entry("risk", "风控"),
            Map.entry("kol", "KOL"),
            Map.entry("contest", "比赛"),
            Map.entry("segment", "分群"),
            Map.entry("market", "行情"),
            Map.entry("calendar", "日历"));

    private final StringBuilder page = new StringBuilder();
    private final boolean chinese;
    private final Locale locale;
    private final Dictionary sentences;

    private ReferencePage(Language language, Vocabulary vocabulary) {
        chinese = language == Language.CHINESE;
        locale = Locale.forLanguageTag(language.code());
        sentences = Dictionary.of(language, vocabulary);
    }

    static String of(Language language, Vocabulary vocabulary, Segmentation segmentation, String command) {
        ReferencePage page = new ReferencePage(language, vocabulary);
        page.page.append(resource("facts-head", language).replace("COMMAND", command));
        page.fact("User", vocabulary.user());
        page.fact("Market", vocabulary.market());
        page.fact("AsOf", vocabulary.asOf());
        page.page.append(language(language));
        page.page
                .append("\n## ")
                .append(page.in("Segments", "分群"))
                .append("\n\n")
                .append(page.in("The first value whose condition holds is the user's.", "条件成立的第一个值就是用户的值。"))
                .append('\n');
        segmentation.axes().forEach(page::axis);
        return page.page.toString();
    }

    private void fact(String name, FactSchema schema) {
        page.append("## ").append(name).append('\n');
        String group = "";
        for (Field field : schema.fields()) {
            if (!field.group().equals(group)) {
                group = field.group();
                page.append("\n### ").append(heading(group)).append("\n\n");
                header(columns());
            }
            List<String> cells = new ArrayList<>(List.of("`" + field.name() + "`", "`" + field.column() + "`"));
            if (chinese) {
                cells.add(Visibility.PLAYBOOK.sees(field, schema) ? sentences.label(field) : "");
            }
            cells.addAll(List.of(
                    type(field),
                    allowed(field),
                    meaning(field),
                    field.nullable() ? said(field.nullMeaning()) : in("never missing", "不会缺失")));
            row(cells);
        }
        page.append('\n');
    }

    private List<String> columns() {
        return chinese
                ? List.of("规则中的名称", "列名", "中文名称", "类型", "允许的值", "含义", "缺失表示")
                : List.of("name in rules", "column", "type", "allowed", "meaning", "missing means");
    }

    private void axis(Axis axis) {
        page.append("\n### `").append(axis.column()).append("`\n\n");
        page.append(said(axis.meaning())).append(in(".", "。")).append("\n\n");
        header(List.of(in("value", "值"), in("condition", "条件"), in("meaning", "含义")));
        axis.values()
                .forEach(value -> row(List.of(value.name(), "`" + value.text().strip() + "`", said(value.meaning()))));
    }

    private void header(List<String> cells) {
        row(cells);
        row(Collections.nCopies(cells.size(), "---"));
    }

    private void row(List<String> cells) {
        String row = cells.stream()
                .map(cell -> cell.replace("\n", " ").replace("|", "\\|"))
                .collect(Collectors.joining(" | "));
        page.append("| ").append(row).append(" |\n");
    }

    private String type(Field field) {
        String english = field.type().name().toLowerCase(Locale.ROOT);
        String kind = in(english, FieldWords.type(field.type()).text(locale));
        String unit = field.unit().isEmpty() ? "" : in(", ", "，") + said(field.unit());
        return field.type() == FieldType.INSTANT ? kind + in(", UTC", "，UTC") : kind + unit;
    }

    private String meaning(Field field) {
        String derived = field.derivation().isEmpty() ? "" : " = `" + field.derivation() + "`";
        String owner = field.owner() == Field.Owner.ENGINE ? in(" (guardrails only)", "（仅供护栏规则）") : "";
        return said(field.meaning()) + derived + owner;
    }

    private String allowed(Field field) {
        return field.values().isEmpty()
                ? field.limits().wording().text(locale)
                : String.join(in(", ", "、"), field.values());
    }

    private String heading(String group) {
        return in(
                group.substring(0, 1).toUpperCase(Locale.ROOT) + group.substring(1), GROUPS.getOrDefault(group, group));
    }

    private String said(String english) {
        return Wording.term(english).text(locale);
    }

    private String in(String english, String chinese) {
        return this.chinese ? chinese : english;
    }

    /** What conditions and statements there are. */
    static String language(Language language) {
        String channels = Arrays.stream(Channel.values()).map(Channel::name).collect(Collectors.joining(", "));
        return resource("language", language)
                .replace("CHANNELS", language == Language.CHINESE ? channels.replace(", ", "、") : channels);
    }

    private static String resource(String name, Language language) {
        String file = "/reference/" + name + (language == Language.CHINESE ? ".zh.md" : ".md");
        try (InputStream in = ReferencePage.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
