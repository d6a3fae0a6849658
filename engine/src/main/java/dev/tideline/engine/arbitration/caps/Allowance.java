package dev.tideline.engine.arbitration.caps;

import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.arbitration.outcome.Refusal;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.guardrails.OfferLimits;
import dev.tideline.rules.guardrails.OfferLimits.ValueCap;
import dev.tideline.rules.playbook.Playbook;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the facts of one account allow: the value cap that follows from its fees, and clusters it must not be in. */
public final class Allowance {

    private static final String RECALL = "recall";
    private static final int DECIMALS = 6;

    private final OfferLimits limits;
    private final Field fees;
    private final Field allFees;
    private final Field age;
    private final Field device;
    private final Field ip;

    /** For users of this schema. */
    public Allowance(OfferLimits limits, FactSchema schema) {
        this.limits = limits;
        fees = schema.require("fee_paid_90d");
        allFees = schema.require("fee_paid_total");
        age = schema.require("days_since_registration");
        device = schema.require("device_cluster_size");
        ip = schema.require("ip_cluster_size_30d");
    }

    /** What it reads of a user. */
    public Stream<Field> reads() {
        return Stream.of(fees, allFees, age, device, ip);
    }

    /** The most that incentives of 30 days may be expected to cost; fees below zero (rebates) count as none. */
    public BigDecimal most(User user, Playbook playbook) {
        ValueCap cap = limits.value();
        if (!user.missing(age.slot()) && user.number(age.slot()) < cap.newcomerDays()) {
            return cap.newcomer();
        }
        BigDecimal paid = amount(user, fees);
        BigDecimal most = cap.least().max(cap.feeShare().multiply(paid));
        if (paid.signum() > 0 || !playbook.about().family().equals(RECALL)) {
            return most;
        }
        BigDecimal monthly = cap.feeShare()
                .multiply(amount(user, allFees))
                .divide(BigDecimal.valueOf(cap.recallMonths()), DECIMALS, RoundingMode.DOWN);
        return most.max(monthly);
    }

    private static BigDecimal amount(User user, Field field) {
        return BigDecimal.valueOf(user.number(field.slot()), DECIMALS).max(BigDecimal.ZERO);
    }

    /** Why the account's cluster gets no incentive; empty if it may. */
    public Optional<Refusal> cluster(User user) {
        return cluster(user, device, limits.clusters().device())
                .or(() -> cluster(user, ip, limits.clusters().ip()));
    }

    private static Optional<Refusal> cluster(User user, Field field, int most) {
        long size = user.number(field.slot());
        return size <= most
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Reason.CAP_CLUSTER,
                        new TreeMap<>(Map.of(field.column(), String.valueOf(size), "at_most", String.valueOf(most))),
                        null));
    }
}
