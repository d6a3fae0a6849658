package dev.tideline.engine.ledger.grant;

/** What came of asking a grant to take a step. Asking again is harmless. */
public sealed interface Moved {

    /** It took the step. */
    record Done(Grant grant) implements Moved {}

    /** It had taken it before; nothing changed. */
    record Already(Grant grant) implements Moved {}

    /**
     * It may not.
     *
     * @param grant as it stands
     * @param why for a person
     */
    record Impossible(Grant grant, String why) implements Moved {}

    /**
     * It may, but not with this amount.
     *
     * @param grant as it stands
     * @param why for a person, with the limit
     */
    record Unfit(Grant grant, String why) implements Moved {}

    /** There is no such grant. */
    record Unknown() implements Moved {}
}
