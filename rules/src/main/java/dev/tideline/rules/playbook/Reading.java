package dev.tideline.rules.playbook;

import dev.tideline.rules.document.Mapping;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.language.Parameter;
import dev.tideline.rules.language.Parameters;
import dev.tideline.rules.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A playbook's folder as far as it can be read: so that a declaration with mistakes does not hide the mistakes of the rules and
 * cases beside it.
 *
 * @param playbook with a harmless stand-in for whatever cannot be read
 * @param parameters those that can be read, and the names of the others
 * @param rulesStand whether what its rules depend on (key, class, parameters) is as it was written
 * @param problems everything that is wrong with the declaration, the names of the files and what rules have of their own
 */
public record Reading(Playbook playbook, Parameters parameters, boolean rulesStand, List<Problem> problems) {

    private static final Pattern NAMED = Pattern.compile("\\$([A-Za-z][A-Za-z0-9]*)");
    private static final String PARAMETERS = "/parameters";

    /** What rules call the user, {@code $u}: no parameter. */
    private static final String USER = "u";

    public Reading {
        Objects.requireNonNull(playbook, "playbook");
        Objects.requireNonNull(parameters, "parameters");
        problems = List.copyOf(problems);
    }

    /**
     * What was read of a folder.
     *
     * @param declared what is wrong with the declaration
     * @param problems all that is wrong
     */
    static Reading of(Playbook playbook, Mapping top, List<Problem> declared, List<Problem> problems) {
        Set<String> unclear = unclear(playbook, top, declared);
        Map<String, Parameter> known = new HashMap<>(playbook.parameters());
        known.keySet().removeAll(unclear);
        boolean stands = top.has("key")
                && top.has("class")
                && unclear.isEmpty()
                && declared.stream().noneMatch(problem -> at(problem, "/key") || at(problem, "/class"))
                && !playbook.ruleFiles().isEmpty();
        return new Reading(playbook, new Parameters(known, unclear), stands, problems);
    }

    /** The same with one more problem that its rules do not depend on. */
    public Reading with(Problem problem) {
        List<Problem> all = new ArrayList<>(problems);
        all.add(problem);
        return new Reading(playbook, parameters, rulesStand, all);
    }

    /** The playbook, or all that is wrong with it. */
    public Checked<Playbook> checked() {
        return problems.isEmpty() ? new Checked.Valid<>(playbook) : new Checked.Invalid<>(problems);
    }

    private static Set<String> unclear(Playbook playbook, Mapping top, List<Problem> declared) {
        boolean none = !top.has("parameters") && !declared.isEmpty();
        if (none || declared.stream().anyMatch(problem -> at(problem, PARAMETERS))) {
            return playbook.ruleFiles().values().stream()
                    .flatMap(text -> NAMED.matcher(text).results())
                    .map(name -> name.group(1))
                    .filter(name -> !name.equals(USER))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        Set<String> unclear = new TreeSet<>();
        playbook.parameters().keySet().stream()
                .filter(name -> declared.stream().anyMatch(problem -> within(problem, PARAMETERS + "/" + name)))
                .forEach(unclear::add);
        return unclear;
    }

    private static boolean at(Problem problem, String pointer) {
        return problem.place().pointer().equals(pointer);
    }

    private static boolean within(Problem problem, String pointer) {
        return (problem.place().pointer() + "/").startsWith(pointer + "/");
    }
}
