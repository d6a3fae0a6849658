package dev.tideline.rules.playbook;

import dev.tideline.rules.notation.Notation;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Checks which files a playbook's folder holds. */
final class FolderFiles {

    private static final List<String> NAMED = List.of(Playbook.DECLARATION, Playbook.SCENARIOS);
    private static final String ENDINGS = String.join(", ", Notation.endings());

    private FolderFiles() {}

    /** The problems so far and those of the file names. */
    static List<Problem> check(List<Problem> soFar, Collection<String> names) {
        List<Problem> problems = new ArrayList<>(soFar);
        if (names.stream().noneMatch(name -> Notation.of(name).isPresent())) {
            problems.add(
                    new Problem(Place.at("rules.drl", 0, 0), "", Wording.of("at least one rule file ({0})", ENDINGS)));
        }
        names.stream().filter(name -> !known(name)).sorted().forEach(name -> {
            Wording expected =
                    Wording.of("{0}, {1} or a rule file ({2})", Playbook.DECLARATION, Playbook.SCENARIOS, ENDINGS);
            Wording told = Nearest.of(name, NAMED)
                    .filter(near -> !names.contains(near))
                    .map(near -> Wording.of("{0}; {1}", expected, Nearest.meant(near)))
                    .orElse(expected);
            problems.add(new Problem(Place.at(name, 0, 0), name, told));
        });
        return problems;
    }

    private static boolean known(String name) {
        return NAMED.contains(name) || Notation.of(name).isPresent();
    }
}
