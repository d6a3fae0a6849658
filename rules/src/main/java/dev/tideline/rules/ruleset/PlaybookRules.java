package dev.tideline.rules.ruleset;

import dev.tideline.rules.language.Parameter;
import java.util.Map;
import java.util.Objects;

/**
 * The rules of one playbook, as its author wrote them.
 *
 * @param key key of the playbook; every rule's name starts with it and a slash
 * @param drlFiles text by file name; the name is where problems point at
 * @param parameters by name, without {@code $}
 */
public record PlaybookRules(String key, Map<String, String> drlFiles, Map<String, Parameter> parameters) {

    public PlaybookRules {
        Objects.requireNonNull(key, "key");
        drlFiles = Map.copyOf(drlFiles);
        parameters = Map.copyOf(parameters);
    }
}
