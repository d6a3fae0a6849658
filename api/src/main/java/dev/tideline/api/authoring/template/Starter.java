package dev.tideline.api.authoring.template;

import dev.tideline.api.problem.ProblemException;
import dev.tideline.rules.notation.Language;
import dev.tideline.rules.notation.Notation;
import dev.tideline.rules.notation.table.file.CsvSheet;
import dev.tideline.rules.notation.table.file.Workbooks;
import dev.tideline.rules.problem.Wording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The files that a new playbook begins with: one rule, with cases that prove it. */
public final class Starter {

    private static final String DECLARATION = "playbook.yaml";
    private static final String SCENARIOS = "scenarios.yaml";
    private static final String CSV = "rules.csv";
    private static final String FOLDER = "author/starter/";
    private static final String KEY = "new-playbook";
    private static final List<List<String>> ENGLISH = List.of(
            List.of(
                    "Rule",
                    "Why",
                    "days since the last trade",
                    "Message",
                    "Channels",
                    "Incentive",
                    "Priority",
                    "Cooldown"),
            List.of("write", "No trade for 30 to 59 days", "30..59", "come-back", "push", "", "", ""));
    private static final List<List<String>> CHINESE = List.of(
            List.of("规则", "原因", "距最近交易天数", "消息", "渠道", "激励", "优先级", "冷却天数"),
            List.of("write", "30 至 59 天没有交易", "30..59", "come-back", "推送", "", "", ""));

    private Starter() {}

    /**
     * The files of a new playbook of this key whose rules are written so; a workbook's bytes in Base64.
     *
     * @param reader whoever will go on with it: whose language the headings of a table are in, if we have it
     */
    public static Map<String, String> files(String key, Notation notation, Locale reader) {
        Map<String, String> files = new TreeMap<>();
        files.put(DECLARATION, text(DECLARATION, key, reader));
        files.put(SCENARIOS, text(SCENARIOS, key, reader));
        String rules = "rules" + notation.ending();
        files.put(
                rules,
                notation.isBinary() ? Base64.getEncoder().encodeToString(workbook(reader)) : text(rules, key, reader));
        return files;
    }

    /**
     * The answer to whoever downloads one of these files, by its name such as {@code rules.xlsx}.
     *
     * @param reader whoever downloads it
     * @throws ProblemException if there is none of this name
     */
    public static ResponseEntity<byte[]> download(String name, Locale reader) {
        byte[] file = file(name, reader).orElseThrow(() -> ProblemException.notFound(Wording.of("template"), name));
        String disposition =
                ContentDisposition.attachment().filename(name).build().toString();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition)
                .body(file);
    }

    private static Optional<byte[]> file(String name, Locale reader) {
        Optional<Notation> notation = Notation.of(name).filter(known -> name.equals("rules" + known.ending()));
        if (notation.filter(Notation::isBinary).isPresent()) {
            return Optional.of(workbook(reader));
        }
        return notation.isPresent() || name.equals(DECLARATION) || name.equals(SCENARIOS)
                ? Optional.of(text(name, KEY, reader).getBytes(StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private static byte[] workbook(Locale reader) {
        return Workbooks.write("Rules", table(reader), List.of());
    }

    private static List<List<String>> table(Locale reader) {
        return reader.getLanguage().equals(Language.CHINESE.code()) ? CHINESE : ENGLISH;
    }

    private static String text(String name, String key, Locale reader) {
        if (name.equals(CSV)) {
            return CsvSheet.write(table(reader));
        }
        try {
            return new ClassPathResource(FOLDER + name)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .replace(KEY, key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
