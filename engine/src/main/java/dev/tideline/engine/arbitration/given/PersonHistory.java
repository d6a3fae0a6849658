package dev.tideline.engine.arbitration.given;

import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.rules.candidate.Channel;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * What was decided for a person before. Ghosts of held-out persons stand in it as the grants would.
 *
 * @param scopes how often each re-entry scope ({@code Playbook.reentryScope}) acted
 * @param last last decision by account number and rule name
 * @param contacts touches that count in contact caps, in any order; those that lie ahead (quiet hours) too
 * @param incentives promotional incentives that count in the cap for one person, in any order
 * @param revision grows with every commit for the person; a commit made from an older one is refused
 */
public record PersonHistory(
        Map<String, ScopePast> scopes,
        Map<Long, Map<String, LastDecision>> last,
        List<Contact> contacts,
        List<Grant> incentives,
        long revision) {

    /** Of a person for whom nothing was ever decided. */
    public static final PersonHistory NONE = new PersonHistory(Map.of(), Map.of(), List.of(), List.of(), 0);

    /**
     * How often a scope acted.
     *
     * @param grants occurrences granted, ghosts included; at least 1
     * @param lastAt instant of the last one
     * @param lastOccurrence occurrence of the last one
     * @param occurrences every event that it acted for, through whichever account, and the last occurrence
     */
    public record ScopePast(int grants, Instant lastAt, String lastOccurrence, Set<String> occurrences) {

        /** What acted for no event but perhaps the last. */
        public ScopePast(int grants, Instant lastAt, String lastOccurrence) {
            this(grants, lastAt, lastOccurrence, Set.of(lastOccurrence));
        }

        public ScopePast {
            Objects.requireNonNull(lastAt, "lastAt");
            occurrences = Set.copyOf(occurrences);
        }

        /** This and what the scope did at another time or through another account of the person. */
        public ScopePast and(ScopePast other) {
            int order = Comparator.comparing(ScopePast::lastAt)
                    .thenComparing(ScopePast::lastOccurrence)
                    .compare(this, other);
            ScopePast last = order < 0 ? other : this;
            Set<String> both = new HashSet<>(occurrences);
            both.addAll(other.occurrences);
            return new ScopePast(grants + other.grants, last.lastAt, last.lastOccurrence, both);
        }
    }

    /**
     * The last decision for an account and rule.
     *
     * @param decision its id
     * @param outcome its outcome
     * @param reason its reason
     * @param version version of the playbook
     * @param standing whether the rule has fitted ever since its playbook went live
     */
    public record LastDecision(UUID decision, Outcome outcome, String reason, String version, boolean standing) {}

    /** A touch at the instant it went or may go. */
    public record Contact(Instant at, Channel channel) {
        public Contact {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(channel, "channel");
        }
    }

    /**
     * An incentive granted.
     *
     * @param at when
     * @param faceValue its face value
     * @param incentive its key
     * @param playbook key of the playbook
     */
    public record Grant(Instant at, BigDecimal faceValue, String incentive, String playbook) {
        public Grant {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(faceValue, "faceValue");
            Objects.requireNonNull(incentive, "incentive");
            Objects.requireNonNull(playbook, "playbook");
        }
    }

    public PersonHistory {
        scopes = Map.copyOf(scopes);
        last = Map.copyOf(last);
        contacts = List.copyOf(contacts);
        incentives = List.copyOf(incentives);
    }
}
