package dev.tideline.rules.language;

import dev.tideline.rules.problem.Wording;
import java.util.Optional;

/** What the rules of a playbook may offer. Pure. */
@FunctionalInterface
public interface Offers {

    /** Anything: for readers that know no catalogue. */
    Offers ANY = incentive -> Optional.empty();

    /** What is expected in place of an incentive of this key; empty if it may be offered. */
    Optional<Wording> refusal(String incentive);
}
