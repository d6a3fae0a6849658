package dev.tideline.engine.campaign;

/**
 * A campaign for wallets as it stands.
 *
 * @param key its key, also that of its budget
 * @param terms what it divides
 * @param state where it stands
 * @param reason why it was stopped; empty otherwise
 * @param resultHash names the result of the last dry run; empty before
 * @param wallets wallets that were uploaded
 * @param flagged flagged addresses that were uploaded, each once, whether or not a wallet has them
 * @param flaggedWallets wallets that get nothing by the result because they are flagged; 0 before
 * @param shares wallets that get something by the result
 * @param granted wallets of them whose grants are posted
 */
public record WalletCampaign(
        String key,
        WalletTerms terms,
        State state,
        String reason,
        String resultHash,
        long wallets,
        long flagged,
        long flaggedWallets,
        long shares,
        long granted) {

    /** Where a campaign stands. */
    public enum State {
        /** Files and terms may change; there is no result of them yet. */
        DRAFT,
        /** The result of a dry run stands. */
        COMPUTED,
        /** Grants are being posted; nothing can change any more. */
        GRANTING,
        /** All are posted. */
        GRANTED,
        /** Its budget refused a grant; it goes on once it is asked to again. */
        STOPPED;

        /** Whether terms and files may still change. */
        public boolean isOpen() {
            return this == DRAFT || this == COMPUTED;
        }
    }
}
