package dev.tideline.rules.money.fraction;

import java.math.BigDecimal;

/** What the search for binary fractions has to find: each in a class of its own. */
final class Hidden {

    private Hidden() {}

    /** No word of it in the source, but the compiler widens. */
    static final class Promotion {

        static long half(long amount) {
            return Math.round(amount * 5e-1);
        }
    }

    /** Only the member that is called takes one. */
    static final class Call {

        static long rounded(BigDecimal amount) {
            return Math.round(amount.doubleValue());
        }
    }

    /** A field. */
    record Field(double rate) {}
}
