package dev.tideline.engine.authoring;

import dev.tideline.engine.rulebook.catalogue.FileLimits;
import dev.tideline.rules.notation.Notation;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What files have to be so that they can be kept; whether they make a playbook is another question. */
final class DraftFiles {

    private static final int LONGEST_NAME = 100;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._ -]*");

    private DraftFiles() {}

    /** Everything that is wrong with them. */
    static List<Problem> problems(Map<String, String> files) {
        List<Problem> problems = new ArrayList<>(FileLimits.problems(files, Place.at("files", 0, 0)));
        if (files.isEmpty()) {
            problems.add(problem("files", "0", Wording.of("at least one file")));
        }
        files.forEach((name, text) -> {
            if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
                problems.add(problem(
                        name,
                        name,
                        Wording.of("a file name of at most {0} letters, digits, dots, hyphens", LONGEST_NAME)));
            }
            if (binary(name) && !isBase64(text)) {
                problems.add(problem(name, text, Wording.of("the workbook's bytes in Base64")));
            }
        });
        return problems;
    }

    private static boolean binary(String name) {
        return Notation.of(name).filter(Notation::isBinary).isPresent();
    }

    /** Only the one way in which a server writes them: the same workbook is to be the same version. */
    private static boolean isBase64(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(Base64.getDecoder().decode(text))
                    .equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Problem problem(String file, String value, Wording expected) {
        return new Problem(Place.at(file, 0, 0), value, expected);
    }
}
