package dev.tideline.api.settings;

import dev.tideline.engine.sources.FieldSources;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.budgets.BudgetPlanReader;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.guardrails.Limits;
import dev.tideline.rules.guardrails.LimitsReader;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.lint.subject.Assumptions;
import dev.tideline.rules.money.Assets;
import dev.tideline.rules.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads files that the operator wrote; what is wrong with one stops the server with every problem named. */
final class OperatorFiles {

    private OperatorFiles() {}

    static FieldSources sources(Path file, Vocabulary vocabulary) {
        Checked<FieldSources> read = FieldSources.read(text(file), file.toString(), vocabulary);
        if (!read.isValid()) {
            throw new IllegalArgumentException("The declaration of sources has errors:\n"
                    + read.problems().stream().map(Problem::message).collect(Collectors.joining("\n")));
        }
        return read.orThrow();
    }

    /** What incentives may cost; the shipped plan if there is no file. */
    static BudgetPlan budgets(@Nullable Path file) {
        return file == null
                ? BudgetPlan.shipped()
                : BudgetPlanReader.read(file.toString(), text(file), Assets.shipped())
                        .orThrow();
    }

    /** What binds every playbook; the shipped limits if there is no file. */
    static Limits limits(@Nullable Path file) {
        return file == null
                ? LimitsReader.shipped()
                : LimitsReader.read(file.toString(), text(file)).orThrow();
    }

    /** What the checks of playbooks take for granted and which findings are accepted; the shipped ones if there is no file. */
    static Assumptions checks(@Nullable Path file) {
        return file == null
                ? Assumptions.shipped()
                : Assumptions.read(file.toString(), text(file)).orThrow();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read", e);
        }
    }
}
