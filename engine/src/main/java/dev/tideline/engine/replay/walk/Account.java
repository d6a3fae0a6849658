package dev.tideline.engine.replay.walk;

import dev.tideline.engine.users.StoredUser;
import java.util.Objects;
import java.util.Set;

/**
 * One account to be replayed.
 *
 * @param stored its row
 * @param lists keys of the lists that it is on today; which it was on in the past is not kept
 * @param excluding those of them that exclude
 */
public record Account(StoredUser stored, Set<String> lists, Set<String> excluding) {

    public Account {
        Objects.requireNonNull(stored, "stored");
        lists = Set.copyOf(lists);
        excluding = Set.copyOf(excluding);
    }
}
