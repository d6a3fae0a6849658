package dev.tideline.engine.timeline.event;

/** The words of record bodies. They are part of the stored bytes. */
public final class Records {

    /** First byte of a withdrawal, voucher or ticket that begins; the entity's eight byte key follows. */
    public static final int OPENED = 0;
    /** A ticket that changed. */
    public static final int CHANGED = 1;
    /** A withdrawal that was paid out; its amount follows the key. */
    public static final int COMPLETED = 2;
    /** A withdrawal that failed, a voucher that ended, a ticket that was solved. */
    public static final int CLOSED = 3;

    /** First letter of a promotional touch; the channel follows. */
    public static final String PROMOTIONAL = "P";
    /** First letter of any other touch. */
    public static final String OTHER_CLASS = "O";

    /** First letter of a risk flag that was set; the flag follows. */
    public static final String SET = "+";
    /** First letter of a risk flag that was cleared. */
    public static final String CLEARED = "-";

    private Records() {}
}
