package dev.tideline.engine.arbitration.given;

import dev.tideline.engine.arbitration.given.PersonHistory.Contact;
import dev.tideline.engine.arbitration.given.PersonHistory.Grant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What better candidates of the same arbitration have taken already: empty in a run, where all candidates are there; read
 * from its record when one decision is replayed alone.
 *
 * @param contacts touches claimed
 * @param incentives promotional incentives claimed
 * @param playbooks keys of the playbooks that act, best first
 * @param accounts number of the account that each re-entry scope acts for
 * @param occurrences scope, part and occurrence of everything granted
 */
public record Taken(
        List<Contact> contacts,
        List<Grant> incentives,
        List<String> playbooks,
        Map<String, Long> accounts,
        Set<List<String>> occurrences) {

    /** Nothing. */
    public static final Taken NOTHING = new Taken(List.of(), List.of(), List.of(), Map.of(), Set.of());

    public Taken {
        contacts = List.copyOf(contacts);
        incentives = List.copyOf(incentives);
        playbooks = List.copyOf(playbooks);
        accounts = Map.copyOf(accounts);
        occurrences = Set.copyOf(occurrences);
    }
}
