package dev.tideline.rules.guardrails;

import dev.tideline.rules.playbook.reentry.Window;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What binds promotional incentives beside their sum: what the user is worth, how many at a time, what a group of playbooks
 * may give, and how large a cluster of accounts may be. Immutable.
 *
 * @param value the cap by fees paid
 * @param pace how many at a time
 * @param groups caps of groups of playbooks
 * @param clusters largest clusters of accounts that still get incentives
 */
public record OfferLimits(ValueCap value, Pace pace, List<GroupCap> groups, Clusters clusters) {

    /** Binds nothing. */
    public static final OfferLimits NONE = new OfferLimits(
            new ValueCap(BigDecimal.valueOf(Long.MAX_VALUE), BigDecimal.ZERO, BigDecimal.valueOf(Long.MAX_VALUE), 0, 1),
            new Pace(Integer.MAX_VALUE, Window.parse("rolling(PT24H)"), Integer.MAX_VALUE),
            List.of(),
            new Clusters(Integer.MAX_VALUE, Integer.MAX_VALUE));

    /**
     * The most that incentives of 30 days may be expected to cost, in the asset of the sum.
     *
     * @param least floor of the cap
     * @param feeShare share of the fees of 90 days that the cap is, if that is more
     * @param newcomer the cap of newcomers, whatever they paid
     * @param newcomerDays how many days after registration somebody is one
     * @param recallMonths who paid nothing for 90 days may be recalled with the share of all his fees by this number
     */
    public record ValueCap(
            BigDecimal least, BigDecimal feeShare, BigDecimal newcomer, int newcomerDays, int recallMonths) {
        public ValueCap {
            Objects.requireNonNull(least, "least");
            Objects.requireNonNull(feeShare, "feeShare");
            Objects.requireNonNull(newcomer, "newcomer");
        }
    }

    /**
     * How many incentives at a time.
     *
     * @param atMost most in the window, the new one included
     * @param window where they are counted
     * @param open most that are neither used up nor expired, the new one included
     */
    public record Pace(int atMost, Window window, int open) {
        public Pace {
            Objects.requireNonNull(window, "window");
        }
    }

    /**
     * The most that a group of playbooks grants one person.
     *
     * @param name of the group
     * @param playbooks keys of its playbooks
     * @param faceValue sum of face values in the window, the new one included
     * @param window where they are counted
     */
    public record GroupCap(String name, Set<String> playbooks, BigDecimal faceValue, Window window) {
        public GroupCap {
            Objects.requireNonNull(name, "name");
            playbooks = Collections.unmodifiableSet(new TreeSet<>(playbooks));
            Objects.requireNonNull(window, "window");
        }
    }

    /**
     * Largest clusters whose members still get incentives.
     *
     * @param device accounts on one device
     * @param ip accounts at one IP address in 30 days
     */
    public record Clusters(int device, int ip) {}

    public OfferLimits {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(pace, "pace");
        groups = List.copyOf(groups);
        Objects.requireNonNull(clusters, "clusters");
    }
}
