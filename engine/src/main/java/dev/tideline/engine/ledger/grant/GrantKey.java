package dev.tideline.engine.ledger.grant;

/**
 * What is granted once: {@code campaign|incentive|person|occurrence}, the occurrence being a period or a source event.
 * Never a run, a version, a node or a wall time, so that neither a re-run nor a new version can grant twice.
 *
 * @param text the key, 1 to 500 characters
 */
public record GrantKey(String text) implements Comparable<GrantKey> {

    private static final int LONGEST = 500;

    public GrantKey {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException("Grant key has " + text.length() + " characters. Try 1 to 500.");
        }
    }

    /** The key of these parts. */
    public static GrantKey of(String campaign, String incentive, String personId, String occurrence) {
        return new GrantKey(String.join("|", campaign, incentive, personId, occurrence));
    }

    @Override
    public int compareTo(GrantKey other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
