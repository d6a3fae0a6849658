package dev.tideline.engine.arbitration.caps;

import dev.tideline.engine.arbitration.given.PersonHistory.Grant;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.arbitration.outcome.Refusal;
import dev.tideline.rules.guardrails.Limits;
import dev.tideline.rules.guardrails.OfferLimits.GroupCap;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.playbook.reentry.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The promotional incentives of one person against all caps for one person. Used by one thread. */
public final class IncentiveBook {

    /** How far back grants are needed: the longest that a voucher may be open, and more than any cost window. */
    public static final Duration PAST = Duration.ofDays(100);

    private static final Window COSTS = new Window.Rolling(Duration.ofDays(30));

    private final Limits limits;
    private final Incentives catalogue;
    private final Instant asOf;
    private final List<Grant> grants;

    /** Starts with the person's past. */
    public IncentiveBook(Limits limits, Incentives catalogue, Collection<Grant> past, Instant asOf) {
        this.limits = limits;
        this.catalogue = catalogue;
        this.asOf = asOf;
        this.grants = new ArrayList<>(past);
    }

    /** How far back the person's grants have to be known at an instant. */
    public static Instant from(Limits limits, Instant asOf) {
        Instant from = asOf.minus(PAST);
        List<Window> windows = new ArrayList<>(
                List.of(limits.incentiveCap().window(), limits.offers().pace().window()));
        limits.offers().groups().forEach(group -> windows.add(group.window()));
        for (Window window : windows) {
            from = window.start(asOf).isBefore(from) ? window.start(asOf) : from;
        }
        return from;
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

    /** Why an incentive that this playbook offers is refused, given the value cap of the user; empty if it is not. */
    public Optional<Refusal> refusal(Incentive incentive, String playbook, BigDecimal allowance) {
        BigDecimal face = incentive.faceValue().amount();
        return pace().or(this::open)
                .or(() -> new Companions(catalogue, asOf).refusal(incentive, playbook, grants))
                .or(() -> new Sum(Reason.CAP_VALUE, COSTS, allowance, "cost", this::cost)
                        .refusal(incentive.expectedCost().amount(), grants))
                .or(() -> new Sum(
                                Reason.CAP_PERSON,
                                limits.incentiveCap().window(),
                                limits.incentiveCap().faceValue(),
                                "face_value",
                                Grant::faceValue)
                        .refusal(face, grants))
                .or(() -> groups(playbook, face));
    }

    private Optional<Refusal> groups(String playbook, BigDecimal face) {
        return limits.offers().groups().stream()
                .filter(group -> group.playbooks().contains(playbook))
                .flatMap(group -> group(group, face).stream())
                .findFirst();
    }

    private Optional<Refusal> group(GroupCap group, BigDecimal face) {
        List<Grant> own = grants.stream()
                .filter(grant -> group.playbooks().contains(grant.playbook()))
                .toList();
        return new Sum(Reason.CAP_GROUP, group.window(), group.faceValue(), "face_value", Grant::faceValue)
                .refusal(face, own);
    }

    private Optional<Refusal> pace() {
        Span span = new Span(limits.offers().pace().window(), asOf);
        List<Instant> ends = grants.stream()
                .map(Grant::at)
                .filter(span::holds)
                .map(span::leaves)
                .toList();
        return counted(Reason.CAP_OFFERS, ends, limits.offers().pace().atMost());
    }

    private Optional<Refusal> open() {
        List<Instant> ends = grants.stream()
                .map(grant -> closes(catalogue, grant))
                .filter(asOf::isBefore)
                .toList();
        return counted(Reason.CAP_OPEN_VOUCHERS, ends, limits.offers().pace().open());
    }

    private static Optional<Refusal> counted(String reason, List<Instant> ends, int most) {
        if (ends.size() < most) {
            return Optional.empty();
        }
        Map<String, String> values = Map.of("incentives", String.valueOf(ends.size()), "at_most", String.valueOf(most));
        Instant retryAt = ends.stream().sorted().toList().get(ends.size() - most);
        return Optional.of(new Refusal(reason, new TreeMap<>(values), retryAt));
    }

    private BigDecimal cost(Grant grant) {
        return catalogue
                .named(grant.incentive())
                .map(incentive -> incentive.expectedCost().amount())
                .orElse(grant.faceValue());
    }

    /** When the grant can no longer be used; it may have been used before, which is not known here. */
    static Instant closes(Incentives catalogue, Grant grant) {
        return catalogue
                .named(grant.incentive())
                .map(Incentive::timing)
                .map(timing -> grant.at().plus(timing.claimWithin()).plus(timing.useWithin()))
                .orElse(grant.at());
    }

    /** A cap on a sum over a window. */
    private final class Sum {

        private final String reason;
        private final Window window;
        private final BigDecimal most;
        private final String asked;
        private final Function<Grant, BigDecimal> measure;
        private final Span span;

        Sum(String reason, Window window, BigDecimal most, String asked, Function<Grant, BigDecimal> measure) {
            this.reason = reason;
            this.window = window;
            this.most = most;
            this.asked = asked;
            this.measure = measure;
            this.span = new Span(window, asOf);
        }

        Optional<Refusal> refusal(BigDecimal amount, List<Grant> given) {
            List<Grant> counted = given.stream()
                    .filter(grant -> span.holds(grant.at()))
                    .sorted(Comparator.comparing(Grant::at).thenComparing(measure))
                    .toList();
            BigDecimal sum = counted.stream().map(measure).reduce(BigDecimal.ZERO, BigDecimal::add);
            if (sum.add(amount).compareTo(most) <= 0) {
                return Optional.empty();
            }
            TreeMap<String, String> values = new TreeMap<>();
            values.put("granted", text(sum));
            values.put(asked, text(amount));
            values.put("at_most", text(most));
            values.put("window", window.text());
            return Optional.of(new Refusal(reason, values, retryAt(counted, sum.add(amount))));
        }

        private @Nullable Instant retryAt(List<Grant> counted, BigDecimal wanted) {
            BigDecimal left = wanted;
            for (Grant grant : counted) {
                left = left.subtract(measure.apply(grant));
                if (left.compareTo(most) <= 0) {
                    return span.leaves(grant.at());
                }
            }
            return null;
        }

        private String text(BigDecimal amount) {
            return amount.stripTrailingZeros().toPlainString();
        }
    }
}
