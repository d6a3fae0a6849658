package dev.tideline.engine.ledger.budget;

import java.util.Comparator;
import java.util.Objects;

/**
 * Which budget: what it limits, and whose.
 *
 * @param kind what it limits
 * @param key a campaign, a group, a person id, the hash of a device …; not blank, at most 200 characters
 */
public record BudgetId(Kind kind, String key) implements Comparable<BudgetId> {

    /** What a budget limits. From {@link #DEVICE} on they are clusters, whose members are taken for one by risk. */
    public enum Kind {
        CAMPAIGN,
        GROUP,
        PERIOD,
        PERSON,
        DEVICE,
        IP,
        PAYOUT_ADDRESS,
        KYC_DOCUMENT,
        REFERRAL_TREE;

        /** Whether it binds persons that belong together. */
        public boolean isCluster() {
            return compareTo(DEVICE) >= 0;
        }
    }

    private static final int LONGEST = 200;
    private static final Comparator<BudgetId> ORDER =
            Comparator.comparing(BudgetId::kind).thenComparing(BudgetId::key);

    public BudgetId {
        Objects.requireNonNull(kind, "kind");
        if (key.isBlank() || key.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "Budget of kind " + kind + " has a key of " + key.length() + " characters. Try 1 to 200.");
        }
    }

    /** The budget of a playbook, or of a campaign for wallets, alone. */
    public static BudgetId campaign(String playbook) {
        return new BudgetId(Kind.CAMPAIGN, playbook);
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static BudgetId of(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("Budget '" + text + "' names no kind. Try CAMPAIGN:" + text + ".");
        }
        return new BudgetId(Kind.valueOf(text.substring(0, colon)), text.substring(colon + 1));
    }

    @Override
    public int compareTo(BudgetId other) {
        return ORDER.compare(this, other);
    }

    /** {@code CAMPAIGN:winback-q3}. */
    @Override
    public String toString() {
        return kind + ":" + key;
    }
}
