package dev.tideline.engine.evaluation;

import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.decision.PolicyHash;
import dev.tideline.engine.facts.FactsModel;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.hash.Sha256;
import dev.tideline.rules.segments.Axis;
import java.util.ArrayList;
import java.util.List;

/** Names everything that binds evaluations besides playbooks, guardrails and data. */
final class ConfigurationHash {

    private ConfigurationHash() {}

    /** SHA-256 in lower-case hex; the same on every node that is configured alike. */
    static String of(EvaluationPolicy policy) {
        FactsModel model = policy.model();
        List<String> lines = new ArrayList<>();
        lines.add(PolicyHash.of(Terms.of(
                model.vocabulary().user(),
                List.of(),
                policy.limits(),
                policy.incentives(),
                policy.packs(),
                policy.salts())));
        lines.add("budgets " + policy.budgets());
        lines.add("zone " + model.days().zone());
        lines.add("history " + model.history());
        model.vocabulary().user().fields().forEach(field -> lines.add(text(field, model)));
        model.segmentation().parameters().forEach((name, parameter) -> lines.add(name + " = " + parameter));
        model.segmentation().axes().forEach(axis -> lines.add(text(axis)));
        return Sha256.hex(String.join("\n", lines));
    }

    private static String text(Field field, FactsModel model) {
        return String.join(
                " ",
                field.column(),
                field.type().name(),
                field.derivation(),
                String.valueOf(field.nullable()),
                model.sources().of(field).map(Object::toString).orElse("-"),
                model.sources().definitionOf(field).map(Object::toString).orElse("-"),
                model.sources().raisingOf(field).map(Object::toString).orElse("-"));
    }

    private static String text(Axis axis) {
        List<String> values = axis.values().stream()
                .map(value -> value.name() + ": " + value.text())
                .toList();
        return axis.column() + " " + String.join("; ", values);
    }
}
