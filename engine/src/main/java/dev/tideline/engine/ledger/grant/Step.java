package dev.tideline.engine.ledger.grant;

/** A step of a grant, as the ledger books it. */
public enum Step {

    /** Budgets are charged. */
    RESERVE,
    /** The user has claimed it, or the terms are met. */
    POST,
    /** A lock ends. */
    VEST,
    /** The wallet has acknowledged it. */
    PAY,
    /** It is taken back before it was posted. */
    VOID,
    /** It lapses. */
    EXPIRE,
    /** Part of it comes back, or was not earned when it was posted; its state stays. */
    REFUND,
    /** All of it that is left is taken back. */
    CLAW_BACK;

    /** Whether a grant in this state may take it. */
    public boolean mayFollow(GrantState state) {
        return switch (this) {
            case RESERVE -> state == GrantState.HELD;
            case POST -> state == GrantState.RESERVED;
            case VEST -> state == GrantState.LOCKED;
            case PAY -> state == GrantState.PAYABLE;
            case VOID, EXPIRE -> state == GrantState.HELD || state == GrantState.RESERVED;
            case REFUND, CLAW_BACK -> state.posted();
        };
    }

    /** Whether a grant in this state has taken it already. */
    public boolean isDone(GrantState state) {
        return switch (this) {
            case RESERVE -> state.charged();
            case POST -> state.posted();
            case VEST -> state == GrantState.PAYABLE || state == GrantState.PAID;
            case PAY -> state == GrantState.PAID;
            case VOID -> state == GrantState.VOID;
            case EXPIRE -> state == GrantState.EXPIRED;
            case CLAW_BACK -> state == GrantState.CLAWED_BACK;
            case REFUND -> false;
        };
    }

    /** The state after it. */
    public GrantState after(Grant grant) {
        return switch (this) {
            case RESERVE -> GrantState.RESERVED;
            case POST -> grant.locked() ? GrantState.LOCKED : GrantState.PAYABLE;
            case VEST -> GrantState.PAYABLE;
            case PAY -> GrantState.PAID;
            case VOID -> GrantState.VOID;
            case EXPIRE -> GrantState.EXPIRED;
            case CLAW_BACK -> GrantState.CLAWED_BACK;
            case REFUND -> grant.state();
        };
    }

    /** Whether budgets get back what is left of the grant. */
    public boolean frees() {
        return this == VOID || this == EXPIRE || this == CLAW_BACK;
    }
}
