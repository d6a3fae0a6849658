package dev.tideline.api.wallets;

import dev.tideline.api.http.AmountView;
import dev.tideline.api.http.CalendarDay;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.engine.campaign.WalletTerms;
import dev.tideline.engine.ledger.pool.Airdrop;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Assets;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Terms of a campaign as they are sent. Every number is text.
 *
 * @param asset ticker of the token
 * @param decimals its decimals, 0 to 18
 * @param pool what is divided, in the token
 * @param price what one token is worth in the reference asset of the budgets, fixed for every grant
 * @param share what the multipliers are applied to: nothing else ("tier"), or the volume ("volume")
 * @param tiers multipliers by least volume
 * @param early multipliers by last day of first use
 */
record NewWalletTerms(
        @Nullable String asset,
        @Nullable Integer decimals,
        @Nullable String pool,
        @Nullable AmountView price,

        @Schema(allowableValues = {"tier", "volume"}) @Nullable
        String share,

        @Nullable List<NewTier> tiers,
        @Nullable List<NewEarly> early) {

    private static final Pattern PLAIN = Pattern.compile("[0-9]{1,60}(\\.[0-9]{1,18})?");

    /** A tier. */
    record NewTier(@Nullable String volume, @Nullable String multiplier) {}

    /** A step of first use. */
    record NewEarly(@Nullable String until, @Nullable String multiplier) {}

    /** The terms, or a problem that names the member. */
    WalletTerms terms(Assets assets, Asset reference) {
        Asset token =
                at("/asset", asset, "a ticker and decimals, as in assets.yaml if it is there", () -> token(assets));
        String priced = price == null ? null : price.asset();
        if (!reference.key().equals(priced)) {
            throw invalid(
                    "/price/asset",
                    priced,
                    reference.key() + ", the reference asset of the budgets: all costs are counted in it");
        }
        return at(
                "",
                "",
                "terms that can be",
                () -> new WalletTerms(
                        at("/pool", pool, "a plain decimal", () -> token.of(decimal("/pool", pool))),
                        reference,
                        worth(price == null ? null : price.amount()),
                        at("/share", share, "tier or volume", () -> basis(String.valueOf(share))),
                        tiers == null
                                ? List.of()
                                : tiers.stream().map(NewWalletTerms::tier).toList(),
                        early == null
                                ? List.of()
                                : early.stream().map(NewWalletTerms::step).toList()));
    }

    private Asset token(Assets assets) {
        Asset token = new Asset(String.valueOf(asset), decimals == null ? -1 : decimals);
        assets.named(token.key()).filter(known -> !known.equals(token)).ifPresent(known -> {
            throw new IllegalArgumentException(
                    known.key() + " has " + known.decimals() + " decimals in assets.yaml, not " + token.decimals());
        });
        return token;
    }

    private static Airdrop.Basis basis(String word) {
        if (!word.equals("tier") && !word.equals("volume")) {
            throw new IllegalArgumentException(word);
        }
        return Airdrop.Basis.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static WalletTerms.Tier tier(NewTier tier) {
        return new WalletTerms.Tier(
                decimal("/tiers/volume", tier.volume()), decimal("/tiers/multiplier", tier.multiplier()));
    }

    private static WalletTerms.Early step(NewEarly step) {
        LocalDate until =
                at("/early/until", step.until(), "a day such as 2023-03-31", () -> CalendarDay.read(step.until()));
        return new WalletTerms.Early(until, decimal("/early/multiplier", step.multiplier()));
    }

    /** A token that is worth nothing would pass every budget in the reference asset. */
    private static BigDecimal worth(@Nullable String amount) {
        BigDecimal worth = decimal("/price/amount", amount);
        if (worth.signum() == 0) {
            throw invalid("/price/amount", amount, "a price above 0");
        }
        return worth;
    }

    private static BigDecimal decimal(String pointer, @Nullable String text) {
        if (text == null || !PLAIN.matcher(text).matches()) {
            throw invalid(pointer, text, "a plain decimal as text, such as \"12.50\"");
        }
        return new BigDecimal(text);
    }

    private static <T> T at(String pointer, @Nullable String found, String expected, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException | DateTimeException e) {
            throw invalid(pointer, found, expected + ": " + e.getMessage());
        }
    }

    private static ProblemException invalid(String pointer, @Nullable String found, String expected) {
        return ProblemException.invalid(
                List.of(new Problem(Place.pointer("body", pointer), found == null ? "" : found, expected)));
    }
}
