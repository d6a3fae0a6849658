package dev.tideline.rules.budgets;

import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import java.util.Locale;

/** By what the risk team takes persons for one. */
public enum Cluster {
    DEVICE("device_cluster"),
    IP("ip_cluster"),
    PAYOUT_ADDRESS("payout_address_cluster"),
    KYC_DOCUMENT("kyc_document_cluster"),
    REFERRAL_TREE("referral_tree");

    private final String column;

    Cluster(String column) {
        this.column = column;
    }

    /** As budgets.yaml writes it, {@code payout-address}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The user's field that names his cluster. */
    public Field field(FactSchema users) {
        return users.require(column);
    }
}
