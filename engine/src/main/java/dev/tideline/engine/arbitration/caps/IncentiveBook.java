package dev.tideline.engine.arbitration.caps;

import dev.tideline.engine.arbitration.given.PersonHistory.Grant;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.rules.guardrails.Limits.IncentiveCap;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The promotional incentives of one person against the cap for one person. Used by one thread. */
public final class IncentiveBook {

    private final IncentiveCap cap;
    private final Span span;
    private final List<Grant> grants;

    /** Starts with the person's past. */
    public IncentiveBook(IncentiveCap cap, Collection<Grant> past, Instant asOf) {
        this.cap = cap;
        this.span = new Span(cap.window(), asOf);
        this.grants = new ArrayList<>(past);
    }

    /** Counts a grant from now on. */
    public void add(Grant grant) {
        grants.add(grant);
    }

    /** Number of grants counted, to which {@link #backTo} returns. */
    public int mark() {
        return grants.size();
    }

    /** Forgets what was added after the mark. */
    public void backTo(int mark) {
        grants.subList(mark, grants.size()).clear();
    }

    /** Why an incentive of this face value is refused; empty if it is not. */
    public Optional<Refusal> refusal(BigDecimal faceValue) {
        List<Grant> counted = grants.stream()
                .filter(grant -> span.holds(grant.at()))
                .sorted(Comparator.comparing(Grant::at).thenComparing(Grant::faceValue))
                .toList();
        BigDecimal sum = counted.stream().map(Grant::faceValue).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.add(faceValue).compareTo(cap.faceValue()) <= 0) {
            return Optional.empty();
        }
        TreeMap<String, String> values = new TreeMap<>();
        values.put("granted", text(sum));
        values.put("face_value", text(faceValue));
        values.put("at_most", text(cap.faceValue()));
        values.put("window", cap.window().text());
        return Optional.of(new Refusal(Reason.CAP_PERSON, values, retryAt(counted, sum.add(faceValue))));
    }

    private @Nullable Instant retryAt(List<Grant> counted, BigDecimal wanted) {
        BigDecimal left = wanted;
        for (Grant grant : counted) {
            left = left.subtract(grant.faceValue());
            if (left.compareTo(cap.faceValue()) <= 0) {
                return span.leaves(grant.at());
            }
        }
        return null;
    }

    private static String text(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
