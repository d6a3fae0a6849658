package dev.tideline.engine.ledger.pool;

import java.util.Locale;
import java.util.regex.Pattern;

/** When two texts are one address of a wallet. */
public final class Address {

    /** Hexadecimal, where capitals are a checksum, and bech32, which is written all in small letters or all in capitals. */
    private static final Pattern EITHER_CASE =
            Pattern.compile("0[xX].*|[0-9a-z]+1[02-9ac-hj-np-z]{6,}|[0-9A-Z]+1[02-9AC-HJ-NP-Z]{6,}", Pattern.DOTALL);

    private Address() {}

    /** The spelling by which a wallet is known: in small letters where case does not tell addresses apart. */
    public static String plain(String address) {
        String text = address.strip();
        return EITHER_CASE.matcher(text).matches() ? flag(text) : text;
    }

    /**
     * The spelling by which a flag is compared: in small letters always. That two wallets differ in case alone does not
     * happen, that a list is written in another case does.
     */
    public static String flag(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
