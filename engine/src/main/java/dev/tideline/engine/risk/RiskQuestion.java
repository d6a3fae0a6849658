package dev.tideline.engine.risk;

import dev.tideline.rules.money.Money;
import java.util.List;

/**
 * What a verdict is asked about: ids and amounts, and nothing that tells who the user is.
 *
 * @param userId the exchange's id of the account
 * @param placement where offers are to be shown
 * @param wanted the incentives that would be offered; at least one
 */
public record RiskQuestion(String userId, String placement, List<Wanted> wanted) {

    /**
     * One incentive.
     *
     * @param playbook key of the playbook
     * @param rule name of the rule
     * @param incentive its version, {@code fee-voucher-10@1}
     * @param faceValue the most the user can get out of it
     */
    public record Wanted(String playbook, String rule, String incentive, Money faceValue) {}

    public RiskQuestion {
        wanted = List.copyOf(wanted);
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("A verdict was asked about nothing.");
        }
    }
}
