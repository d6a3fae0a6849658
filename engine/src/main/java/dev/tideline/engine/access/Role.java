package dev.tideline.engine.access;

import java.util.Locale;

/** What the holder of a key may do. */
public enum Role {
    /** Everything, keys included. */
    ADMIN,
    /** Authors and runs playbooks: pause, resume, sweeps, replays, explanations, withheld users. */
    STRATEGIST,
    /** Receives audiences and imports lists. */
    MARKETING,
    /** Sends events and feeds, and reads users and their decisions. */
    PRODUCT,
    /** Reads what carries no user. */
    VIEWER,
    /** Releases and claws back grants, and reconciles the ledger with the wallet. */
    FINANCE,
    /** The service that pays: acknowledges grants and brings statements of what it paid. */
    WALLET;

    /** The role in JSON and SQL: {@code admin}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The role of this word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Role of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
