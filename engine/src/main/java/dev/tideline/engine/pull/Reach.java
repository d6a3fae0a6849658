package dev.tideline.engine.pull;

/** Whom decisions may be asked for. */
public enum Reach {
    /** Everybody, in earnest. */
    EVERYBODY,
    /** Persons all of whose accounts are test users, over a database that sees the shadow first. */
    TEST_PERSONS
}
