package dev.tideline.engine.sweep;

/** Number of a run; readable as decimal text. */
public record RunId(long number) {

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws NumberFormatException if it is no whole number
     */
    public static RunId of(String text) {
        return new RunId(Long.parseLong(text));
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
