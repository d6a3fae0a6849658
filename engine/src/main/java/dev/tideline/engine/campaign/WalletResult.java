package dev.tideline.engine.campaign;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.pool.Address;
import dev.tideline.engine.ledger.pool.Airdrop;
import dev.tideline.rules.hash.Sha256;
import dev.tideline.rules.money.Money;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What everybody gets by the files of a campaign. */
public final class WalletResult {

    private final String campaign;
    private final WalletTerms terms;
    private final Transaction transaction;

    /** What came of one wallet. */
    public enum Outcome {
        /** It gets something; whether it was paid, its grant tells. */
        SHARE,
        /** Its share is less than the smallest unit. */
        NOTHING,
        FLAGGED,
        /** Its volume reaches no tier. */
        BELOW
    }

    /**
     * One wallet.
     *
     * @param address its address
     * @param tier the tier that its volume reaches, from 1; 0 for none
     * @param outcome what came of it
     * @param amount what it gets
     */
    public record Line(String address, int tier, Outcome outcome, Money amount) {}

    WalletResult(String campaign, WalletTerms terms, Transaction transaction) {
        this.campaign = campaign;
        this.terms = terms;
        this.transaction = transaction;
    }

    static GrantKey grantKey(String campaign, String address) {
        return GrantKey.of(campaign, "airdrop", address, "once");
    }

    /** One line a wallet, by address. */
    List<Line> lines() {
        Airdrop airdrop = terms.airdrop(campaign);
        Collection<Airdrop.Wallet> wallets = wallets();
        Set<String> flagged = new HashSet<>(transaction
                .sql("SELECT address FROM flagged_wallet WHERE campaign = :campaign")
                .bind("campaign", campaign)
                .list(row -> Address.flag(row.text("address"))));
        Map<String, Money> shares = airdrop.pay(wallets, flagged);
        return wallets.stream()
                .map(wallet -> line(wallet, airdrop, flagged, shares))
                .toList();
    }

    /** Sorted by address; files that were taken by a former release may hold one twice, in small letters and in capitals. */
    private Collection<Airdrop.Wallet> wallets() {
        Map<String, Airdrop.Wallet> firsts = new TreeMap<>();
        transaction
                .sql("SELECT * FROM wallet WHERE campaign = :campaign ORDER BY line")
                .bind("campaign", campaign)
                .list(row -> new Airdrop.Wallet(
                        row.text("address"),
                        WalletTerms.VOLUME.of(row.result().getBigDecimal("volume")),
                        row.result().getObject("first_use", LocalDate.class)))
                .forEach(wallet -> firsts.putIfAbsent(wallet.address(), wallet));
        return firsts.values();
    }

    private Line line(Airdrop.Wallet wallet, Airdrop airdrop, Set<String> flagged, Map<String, Money> shares) {
        Money nothing = terms.pool().asset().zero();
        Money amount = shares.getOrDefault(wallet.address(), nothing);
        int tier = airdrop.tier(wallet.volume());
        Outcome without = flagged.contains(Address.flag(wallet.address()))
                ? Outcome.FLAGGED
                : tier == 0 ? Outcome.BELOW : Outcome.NOTHING;
        return new Line(wallet.address(), tier, amount.isZero() ? without : Outcome.SHARE, amount);
    }

    /** Names the result: another file, other terms or another order of the arithmetic would give another. */
    String hash(List<Line> lines) {
        MessageDigest digest = Sha256.digest();
        digest.update(TermsJson.of(terms).getBytes(StandardCharsets.UTF_8));
        for (Line line : lines) {
            String text = "\n" + line.address() + "," + line.tier() + "," + line.outcome() + ","
                    + line.amount().minor();
            digest.update(text.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
