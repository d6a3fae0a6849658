package dev.tideline.api.wallets;

import dev.tideline.api.http.AmountView;
import dev.tideline.engine.campaign.WalletCampaign;

/**
 * A campaign for wallets as it stands.
 *
 * @param key its key, also that of its budget {@code CAMPAIGN:key}
 * @param state DRAFT, COMPUTED, GRANTING, GRANTED or STOPPED
 * @param reason why it was stopped; empty otherwise
 * @param pool what is divided
 * @param result names the result of the last dry run, for {@code :grant}; empty before
 * @param wallets wallets that were uploaded
 * @param flagged flagged addresses that were uploaded, each once, whether or not a wallet has them
 * @param flaggedWallets wallets that get nothing by the result because they are flagged; 0 before
 * @param shares wallets that get something by the result
 * @param granted those of them whose grants are posted
 */
record WalletCampaignView(
        String key,
        String state,
        String reason,
        AmountView pool,
        String result,
        long wallets,
        long flagged,
        long flaggedWallets,
        long shares,
        long granted) {

    static WalletCampaignView of(WalletCampaign campaign) {
        return new WalletCampaignView(
                campaign.key(),
                campaign.state().name(),
                campaign.reason(),
                AmountView.of(campaign.terms().pool()),
                campaign.resultHash(),
                campaign.wallets(),
                campaign.flagged(),
                campaign.flaggedWallets(),
                campaign.shares(),
                campaign.granted());
    }
}
