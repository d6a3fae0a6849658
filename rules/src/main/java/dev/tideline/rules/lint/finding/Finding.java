package dev.tideline.rules.lint.finding;

import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Wording;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * One thing that a check found.
 *
 * @param severity how much it weighs
 * @param code what kind it is
 * @param place where to look first
 * @param rules full names of the rules, or keys of playbooks, that it is about, the first one to change first
 * @param wording what was found, with the values, and what would mend it
 */
public record Finding(Severity severity, Code code, Place place, List<String> rules, Wording wording) {

    /** The heaviest first, then by place. */
    public static final Comparator<Finding> ORDER = Comparator.comparing(Finding::severity)
            .thenComparing(finding -> finding.place().source())
            .thenComparing(finding -> finding.place().line())
            .thenComparing(finding -> finding.place().column())
            .thenComparing(finding -> finding.place().pointer())
            .thenComparing(Finding::code)
            .thenComparing(finding -> finding.rules().toString())
            .thenComparing(finding -> finding.message());

    public Finding {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(place, "place");
        rules = List.copyOf(rules);
        Objects.requireNonNull(wording, "wording");
    }

    /** What was found and what would mend it, in English. */
    public String message() {
        return wording.text();
    }

    /** What was found and what would mend it. */
    public String message(Locale locale) {
        return wording.text(locale);
    }

    /** Whether it blocks a publication. */
    public boolean blocks() {
        return severity == Severity.ERROR;
    }

    /** The same as a warning, with the reason why it may stand. */
    public Finding accepted(String because) {
        return new Finding(
                Severity.WARNING, code, place, rules, Wording.of("{0} Accepted in checks.yaml: {1}", wording, because));
    }
}
