package dev.tideline.rules.lint.declaration;

import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.subject.Subject;
import dev.tideline.rules.lint.subject.Surroundings;
import java.util.List;
import java.util.stream.Stream;

/** Checks what a playbook declares beside its rules. */
public final class DeclarationChecks {

    private DeclarationChecks() {}

    /** What there is to say, in no particular order. */
    public static List<Finding> of(Subject subject, Surroundings surroundings) {
        return Stream.of(
                        ListCheck.of(subject, surroundings.lists()),
                        LicenceCheck.of(subject, surroundings.law()),
                        ParameterCheck.of(subject))
                .flatMap(List::stream)
                .toList();
    }
}
