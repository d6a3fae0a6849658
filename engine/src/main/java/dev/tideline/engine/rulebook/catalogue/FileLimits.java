package dev.tideline.engine.rulebook.catalogue;

import dev.tideline.rules.notation.Notation;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How many files a playbook may have and how large they may be, wherever they come from. */
public final class FileLimits {

    private static final int MOST = 50;
    private static final long LARGEST = 1 << 20;

    private FileLimits() {}

    /**
     * Everything that is too much.
     *
     * @param files file name to text; a workbook's bytes in Base64
     * @param all where it is said that there are too many
     */
    public static List<Problem> problems(Map<String, String> files, Place all) {
        List<Problem> problems = new ArrayList<>();
        count(files.size(), all).ifPresent(problems::add);
        files.forEach((name, text) -> size(name, size(name, text)).ifPresent(problems::add));
        return problems;
    }

    /** Whether so many files are too many. */
    static Optional<Problem> count(int files, Place all) {
        return files <= MOST
                ? Optional.empty()
                : Optional.of(new Problem(all, String.valueOf(files), Wording.of("at most {0} files", MOST)));
    }

    /** Whether a file of so many bytes is too large. */
    static Optional<Problem> size(String name, long bytes) {
        return bytes <= LARGEST
                ? Optional.empty()
                : Optional.of(new Problem(
                        Place.at(name, 0, 0), String.valueOf(bytes), Wording.of("at most {0} bytes", LARGEST)));
    }

    private static long size(String name, String text) {
        boolean binary = Notation.of(name).filter(Notation::isBinary).isPresent();
        return binary ? text.length() / 4L * 3 : text.getBytes(StandardCharsets.UTF_8).length;
    }
}
