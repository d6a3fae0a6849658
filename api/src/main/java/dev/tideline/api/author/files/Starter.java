package dev.tideline.api.author.files;

import dev.tideline.rules.notation.Notation;
import dev.tideline.rules.notation.table.file.Workbooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.ClassPathResource;

/** The files that a new playbook begins with: one rule, with cases that prove it. */
final class Starter {
    private static final String FOLDER = "author/starter/";
    private static final String KEY = "new-playbook";
    private static final List<List<String>> TABLE = List.of(
            List.of("Rule", "Why", "days since the last trade", "Message", "Channels"),
            List.of("write", "No trade for 30 to 59 days", "30..59", "come-back", "push"));

    private Starter() {}

    /** The files of a new playbook of this key whose rules are written so. */
    static Map<String, String> files(String key, Notation notation) {
        Map<String, String> files = new TreeMap<>();
        files.put("playbook.yaml", text("playbook.yaml", key));
        files.put("scenarios.yaml", text("scenarios.yaml", key));
        String rules = "rules" + notation.ending();
        files.put(rules, notation.isBinary() ? workbook() : text(rules, key));
        return files;
    }

    private static String workbook() {
        return Base64.getEncoder().encodeToString(Workbooks.write("Rules", TABLE, List.of()));
    }

    private static String text(String name, String key) {
        try {
            return new ClassPathResource(FOLDER + name)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .replace(KEY, key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
