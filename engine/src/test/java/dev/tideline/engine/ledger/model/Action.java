package dev.tideline.engine.ledger.model;

import java.util.List;

/** Something that happens to a ledger. Numbers of grants count what was made so far, from 0, and wrap around. */
sealed interface Action {

    /** Persons who claim, numbered from 0. */
    int PERSONS = 3;

    /** Claims, in one call, each a key, a person and an amount. */
    record Claims(List<Wish> wishes) implements Action {}

    record Wish(int key, int person, int amount, int hours) {}

    record Post(int grant) implements Action {}

    record Earn(int grant, int amount) implements Action {}

    record Withdraw(int grant) implements Action {}

    record ClawBack(int grant) implements Action {}

    record Refund(int grant, int part) implements Action {}

    record ExpireDue() implements Action {}

    record Limit(int total, int perDay) implements Action {}

    record Close(boolean closed) implements Action {}

    record Tick(int hours) implements Action {}
}
