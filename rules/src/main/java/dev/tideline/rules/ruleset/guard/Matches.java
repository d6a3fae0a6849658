package dev.tideline.rules.ruleset.guard;

import dev.tideline.rules.facts.User;

/** What rules call when they fire. Public because generated classes of another package call it. */
public interface Matches {

    /** Notes that the rule with this index fired for this user. */
    void add(int rule, User user);
}
