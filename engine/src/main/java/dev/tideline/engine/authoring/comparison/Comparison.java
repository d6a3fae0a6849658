package dev.tideline.engine.authoring.comparison;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.tideline.engine.authoring.comparison.FileDifference.Kind;
import dev.tideline.rules.notation.Notation;
import dev.tideline.rules.notation.table.file.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares the files of two versions. Stateless. */
public final class Comparison {

    private static final int AROUND = 3;

    private Comparison() {}

    /** Every file that differs, by name; empty if none does. */
    public static List<FileDifference> of(Map<String, String> before, Map<String, String> after) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<FileDifference> differences = new ArrayList<>();
        for (String name : names) {
            String old = before.get(name);
            String young = after.get(name);
            if (old == null || !old.equals(young)) {
                differences.add(difference(name, old, young));
            }
        }
        return differences;
    }

    private static FileDifference difference(String name, @Nullable String before, @Nullable String after) {
        Kind kind = before == null ? Kind.ADDED : after == null ? Kind.REMOVED : Kind.CHANGED;
        String old = before == null ? "" : before;
        String young = after == null ? "" : after;
        boolean binary = Notation.of(name).filter(Notation::isBinary).isPresent();
        return new FileDifference(
                name,
                kind,
                binary ? List.of() : lines(name, old, young),
                Tables.isTable(name) ? TableComparison.of(name, old, young) : List.of());
    }

    private static List<String> lines(String name, String before, String after) {
        List<String> old = split(before);
        return UnifiedDiffUtils.generateUnifiedDiff(name, name, old, DiffUtils.diff(old, split(after)), AROUND);
    }

    /** A missing or other end of a line shows as a difference too. */
    private static List<String> split(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
    }
}
