package dev.tideline.rules.guardrails;

import dev.tideline.rules.playbook.Playbook;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How candidates are ranked: score = P^w · C · V · L, to {@value #SCALE} decimals, half even. With nothing but defaults every
 * score is 1 and priority decides. Immutable.
 *
 * @param weight w, how much the propensity weighs; 0 leaves it out
 * @param families lever of the operator by family of playbooks
 * @param playbooks lever of the operator by key of the playbook; both bind
 */
public record Ranking(int weight, SortedMap<String, BigDecimal> families, SortedMap<String, BigDecimal> playbooks) {

    /** Decimals of a score. */
    public static final int SCALE = 9;

    /** Without levers. */
    public static final Ranking NEUTRAL = new Ranking(1, new TreeMap<>(), new TreeMap<>());

    public Ranking {
        families = Collections.unmodifiableSortedMap(new TreeMap<>(families));
        playbooks = Collections.unmodifiableSortedMap(new TreeMap<>(playbooks));
    }

    /** The score of a playbook in a context of this weight C. */
    public BigDecimal score(Playbook playbook, BigDecimal context) {
        Playbook.Worth own = playbook.worth();
        return own.propensity()
                .pow(weight, MathContext.DECIMAL128)
                .multiply(context)
                .multiply(own.value())
                .multiply(own.lever())
                .multiply(lever(families, playbook.about().family()))
                .multiply(lever(playbooks, playbook.key()))
                .setScale(SCALE, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal lever(Map<String, BigDecimal> levers, String name) {
        return levers.getOrDefault(name, BigDecimal.ONE);
    }
}
