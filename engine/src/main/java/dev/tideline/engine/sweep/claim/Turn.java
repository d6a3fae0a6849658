package dev.tideline.engine.sweep.claim;

import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When a person's turn comes in the second pass.
 *
 * @param position from 1
 * @param person number of the person
 * @param score the best score that he asks a scarce budget with; null if he asks none
 * @param draw what decides between equal scores
 * @param turns number of persons who ask scarce budgets
 */
public record Turn(long position, long person, @Nullable BigDecimal score, String draw, long turns) {

    /** What records say of it; nothing where everybody gets what he asks for. */
    public SortedMap<String, String> values() {
        SortedMap<String, String> values = new TreeMap<>();
        if (score != null) {
            values.put("turn", String.valueOf(position));
            values.put("turns", String.valueOf(turns));
            values.put("score", score.toPlainString());
            values.put("draw", draw);
        }
        return values;
    }
}
