package dev.tideline.rules.playbook;

import dev.tideline.rules.document.Document;
import dev.tideline.rules.document.Mapping;
import dev.tideline.rules.language.Parameter;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What rules need of their playbook's declaration, as far as it can be read: so that a declaration with mistakes does
 * not hide the mistakes of the rules beside it.
 *
 * @param key its key; empty if it has none
 * @param parameters by name
 */
public record Outline(String key, Map<String, Parameter> parameters) {

    public Outline {
        Objects.requireNonNull(key, "key");
        parameters = Map.copyOf(parameters);
    }

    /** The outline of this text; empty if the text is no YAML at all. */
    public static Optional<Outline> of(String declaration) {
        Mapping top = Document.read(Playbook.DECLARATION, declaration);
        return top.problems().isEmpty()
                ? Optional.of(new Outline(top.text("key", ""), ParameterReader.read(top)))
                : Optional.empty();
    }
}
