package dev.tideline.engine.arbitration.given;

import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.language.Effect;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One account with what the rules say about it.
 *
 * @param userNo number of the account in the database
 * @param user its facts
 * @param candidates what playbook rules propose, in any order; those of playbooks that do not run take no part
 * @param effects what guardrails refuse, in any order
 * @param exclusionLists keys of the lists with effect EXCLUDE that the account is on
 * @param cut keys of the playbooks whose rules were cut: nobody knows what they would have proposed
 */
public record AccountCase(
        long userNo,
        User user,
        List<Candidate> candidates,
        List<Effect> effects,
        Set<String> exclusionLists,
        Set<String> cut) {

    public AccountCase {
        Objects.requireNonNull(user, "user");
        candidates = List.copyOf(candidates);
        effects = List.copyOf(effects);
        exclusionLists = Set.copyOf(exclusionLists);
        cut = Set.copyOf(cut);
    }

    /** With nothing cut. */
    public AccountCase(
            long userNo, User user, List<Candidate> candidates, List<Effect> effects, Set<String> exclusionLists) {
        this(userNo, user, candidates, effects, exclusionLists, Set.of());
    }
}
