package dev.tideline.engine.arbitration;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.given.PlaybookTerms;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.jurisdiction.Product;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A candidate on its way through the steps. */
final class Entry {

    /**
     * Step 6. By score, then priority, then lower cost, then names; total, because a rule fires at most once for an
     * account.
     */
    static final Comparator<Entry> RANK = Comparator.comparing(Entry::score)
            .thenComparing(Entry::priority)
            .reversed()
            .thenComparing(Entry::cost)
            .thenComparing(entry -> entry.candidate.playbook())
            .thenComparing(Entry::rule)
            .thenComparing(entry -> entry.user().id())
            .thenComparing(entry -> entry.candidate.parts().toString());

    private final AccountCase account;
    private final Candidate candidate;
    private final PlaybookTerms terms;
    private final List<Slot> slots;
    private final BigDecimal cost;
    private final BigDecimal score;
    private Outcome arm = Outcome.GRANTED;
    private String occurrence = "";
    private boolean standing;
    private boolean eligible;
    private boolean advances;

    Entry(AccountCase account, Candidate candidate, PlaybookTerms terms, Incentives catalogue, BigDecimal score) {
        this.account = account;
        this.candidate = candidate;
        this.terms = terms;
        this.score = score;
        this.slots = candidate.parts().stream().map(Slot::new).toList();
        this.cost = slots.stream()
                .filter(Slot::isIncentive)
                .flatMap(slot -> catalogue.named(slot.part().key()).stream())
                .map(incentive -> incentive.expectedCost().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    AccountCase account() {
        return account;
    }

    User user() {
        return account.user();
    }

    PlaybookTerms terms() {
        return terms;
    }

    CandidateClass candidateClass() {
        return terms.playbook().candidateClass();
    }

    boolean is(CandidateClass other) {
        return candidateClass() == other;
    }

    String playbook() {
        return candidate.playbook();
    }

    String rule() {
        return candidate.rule();
    }

    /** Key that its past is counted under. */
    String scope() {
        return terms.playbook().reentryScope(rule());
    }

    /** The product that a message is about; empty for other parts, and where the playbook does not say. */
    Optional<Product> about(Slot slot) {
        return slot.isTouch()
                ? Optional.ofNullable(
                        terms.playbook().products().get(slot.part().key()))
                : Optional.empty();
    }

    List<Slot> slots() {
        return slots;
    }

    Stream<Slot> open() {
        return slots.stream().filter(Slot::open);
    }

    /** Open parts other than memberships. */
    Stream<Slot> acts() {
        return open().filter(slot -> !slot.isMembership());
    }

    void drop(Predicate<Slot> which, String reason, Map<String, String> values, @Nullable Instant retryAt) {
        open().filter(which).toList().forEach(slot -> slot.drop(reason, values, retryAt));
    }

    void drop(Predicate<Slot> which, String reason, Map<String, String> values) {
        drop(which, reason, values, null);
    }

    BigDecimal score() {
        return score;
    }

    private int priority() {
        return terms.playbook().priorityOf(rule());
    }

    private BigDecimal cost() {
        return cost;
    }

    /** Outcome of what is granted: {@link Outcome#GRANTED}, or the holdout that the person is in. */
    Outcome arm() {
        return arm;
    }

    void hold(Outcome holdout) {
        arm = holdout;
    }

    String occurrence() {
        return occurrence;
    }

    void occursAs(String value) {
        occurrence = value;
    }

    boolean standing() {
        return standing;
    }

    void stands() {
        standing = true;
    }

    /** Whether something other than a membership was left after steps 2 to 5. */
    boolean eligible() {
        return eligible;
    }

    void settleEligible() {
        eligible = acts().findAny().isPresent();
    }

    boolean advances() {
        return advances;
    }

    void advance() {
        advances = true;
    }
}
