package dev.tideline.api.users;

import dev.tideline.api.http.AmountView;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Knows which of the texts that the engine tells are amounts, and gives those their asset. */
@Component
final class Amounts {

    /** How the engine writes a missing value. */
    static final String MISSING = "null";

    private static final Set<String> OF_THE_CAP = Set.of("granted", "face_value", "at_most");

    private final Vocabulary vocabulary;
    private final String capAsset;

    @Autowired
    Amounts(Vocabulary vocabulary, EvaluationPolicy policy) {
        this(vocabulary, policy.limits().incentiveCap().asset());
    }

    Amounts(Vocabulary vocabulary, String capAsset) {
        this.vocabulary = vocabulary;
        this.capAsset = capAsset;
    }

    /**
     * What a clause read, by the name of the field or {@code $parameter}.
     *
     * @param fact {@code User}, {@code Market} or {@code AsOf}
     */
    Map<String, @Nullable Object> read(String fact, Map<String, String> texts, Map<String, Parameter> parameters) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> values.put(name, isAmount(fact, name, parameters) ? money(text) : text));
        return values;
    }

    private boolean isAmount(String fact, String name, Map<String, Parameter> parameters) {
        Optional<FieldType> type = name.startsWith("$")
                ? Optional.ofNullable(parameters.get(name.substring(1))).map(Parameter::type)
                : schema(fact).named(name).map(Field::type);
        return type.filter(FieldType.AMOUNT::equals).isPresent();
    }

    private FactSchema schema(String fact) {
        return switch (fact) {
            case "Market" -> vocabulary.market();
            case "AsOf" -> vocabulary.asOf();
            default -> vocabulary.user();
        };
    }

    private static @Nullable AmountView money(String text) {
        return text.equals(MISSING) ? null : AmountView.ofField(text);
    }

    /** The values that decided a part: those of the cap on incentives are amounts. */
    Map<String, @Nullable Object> decided(Map<String, String> texts) {
        boolean capped = texts.keySet().containsAll(OF_THE_CAP);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> values.put(name, capped && OF_THE_CAP.contains(name) ? ofCap(text) : text));
        return values;
    }

    /** An amount that the cap on incentives counts. */
    AmountView ofCap(String text) {
        return new AmountView(text, capAsset);
    }

    /** Whether a column of these facts holds amounts. */
    boolean isAmount(String fact, String column) {
        return schema(fact)
                .column(column)
                .filter(field -> field.type() == FieldType.AMOUNT)
                .isPresent();
    }
}
