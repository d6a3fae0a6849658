package dev.tideline.engine.arbitration.caps;

import dev.tideline.engine.arbitration.given.PersonHistory.Grant;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.arbitration.outcome.Refusal;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.jurisdiction.Product;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which incentives of one product a person may have open together: those of which every one is combinable. How often a
 * playbook gives the same one again is a matter of its re-entry.
 */
final class Companions {

    private final Incentives catalogue;
    private final Instant asOf;

    Companions(Incentives catalogue, Instant asOf) {
        this.catalogue = catalogue;
        this.asOf = asOf;
    }

    /** Why an incentive of a playbook cannot be open beside these grants, until the last that bars it closes. */
    Optional<Refusal> refusal(Incentive incentive, String playbook, List<Grant> grants) {
        return grants.stream()
                .filter(grant -> bars(grant, incentive, playbook))
                .max(Comparator.comparing(this::closes).thenComparing(Grant::incentive))
                .map(grant -> refusal(grant, incentive));
    }

    private boolean bars(Grant grant, Incentive incentive, String playbook) {
        boolean again = grant.playbook().equals(playbook) && grant.incentive().equals(incentive.key());
        return !again
                && asOf.isBefore(closes(grant))
                && catalogue
                        .named(grant.incentive())
                        .filter(other -> Product.of(other.type()) == Product.of(incentive.type()))
                        .filter(other -> !other.combinable() || !incentive.combinable())
                        .isPresent();
    }

    private Instant closes(Grant grant) {
        return IncentiveBook.closes(catalogue, grant);
    }

    private Refusal refusal(Grant grant, Incentive incentive) {
        SortedMap<String, String> values = new TreeMap<>();
        values.put("incentive", grant.incentive());
        values.put("playbook", grant.playbook());
        values.put("product", Product.of(incentive.type()).name());
        return new Refusal(Reason.CAP_NOT_COMBINABLE, values, closes(grant));
    }
}
