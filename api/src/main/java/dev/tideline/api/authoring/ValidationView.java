package dev.tideline.api.authoring;

import dev.tideline.api.http.ProblemView;
import dev.tideline.engine.authoring.validation.Validation;
import dev.tideline.rules.lint.finding.Finding;
import java.util.List;
import java.util.Locale;

/**
 * What was found of a playbook's files.
 *
 * @param version content hash of the files
 * @param sound whether nothing keeps them from being published
 * @param problems what is wrong with files, rules or cases
 * @param findings what the checks beyond syntax found, the heaviest first
 * @param coverage which rules and rows of tables the cases fire
 */
record ValidationView(
        String version, boolean sound, List<ProblemView> problems, List<FindingView> findings, CoverageView coverage) {

    /**
     * One finding.
     *
     * @param severity error, warning or note; errors block
     * @param code its kind, as docs/checks.md explains it
     * @param source file
     * @param line line from 1; 0 if unknown
     * @param column column from 1; 0 if unknown
     * @param pointer JSON Pointer; empty if none
     * @param rules names of the rules, or keys of playbooks, that it is about
     * @param message what was found and what would mend it, in the language of the caller
     */
    record FindingView(
            String severity,
            String code,
            String source,
            int line,
            int column,
            String pointer,
            List<String> rules,
            String message) {

        static FindingView of(Finding finding, Locale language) {
            return new FindingView(
                    word(finding.severity()),
                    word(finding.code()),
                    finding.place().source(),
                    finding.place().line(),
                    finding.place().column(),
                    finding.place().pointer(),
                    finding.rules(),
                    finding.message(language));
        }

        private static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static ValidationView of(Validation found, Locale language) {
        return new ValidationView(
                found.version(),
                found.sound(),
                found.problems().stream()
                        .map(problem -> ProblemView.of(problem, language))
                        .toList(),
                found.findings().stream()
                        .map(finding -> FindingView.of(finding, language))
                        .toList(),
                CoverageView.of(found.coverage()));
    }
}
