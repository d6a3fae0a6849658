package dev.tideline.engine.ledger.grant;

/**
 * A grant of the ledger.
 *
 * @param number its number there
 */
public record GrantId(long number) implements Comparable<GrantId> {

    @Override
    public int compareTo(GrantId other) {
        return Long.compare(number, other.number);
    }
}
