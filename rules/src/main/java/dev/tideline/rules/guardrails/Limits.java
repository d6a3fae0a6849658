package dev.tideline.rules.guardrails;

import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.playbook.reentry.Window;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The limits that bind every playbook, as {@code guardrails/limits.yaml} states them. Immutable.
 *
 * @param contactCaps how often a person may be contacted; all of them bind
 * @param contactExempt classes that no contact cap binds and that count in none
 * @param quietHours when touches go
 * @param globalHoldoutPercent share of persons who get nothing from any playbook
 * @param incentiveCap most that a person may be granted
 * @param offers what else binds promotional incentives
 * @param ranking how candidates are ranked
 */
public record Limits(
        List<ContactCap> contactCaps,
        Set<CandidateClass> contactExempt,
        QuietHours quietHours,
        int globalHoldoutPercent,
        IncentiveCap incentiveCap,
        OfferLimits offers,
        Ranking ranking) {

    /**
     * Keys of playbooks that nobody has: what names them binds nothing.
     *
     * @param source what the limits were read from
     * @param playbooks keys of all playbooks there are
     */
    public List<Problem> strangers(String source, Set<String> playbooks) {
        List<Problem> problems = new ArrayList<>();
        offers.groups()
                .forEach(group -> strangers(
                        Place.pointer(source, "/incentives/groups/" + group.name() + "/playbooks"),
                        group.playbooks(),
                        playbooks,
                        problems));
        strangers(Place.pointer(source, "/score/playbooks"), ranking.playbooks().keySet(), playbooks, problems);
        return problems;
    }

    private static void strangers(Place place, Set<String> named, Set<String> playbooks, List<Problem> problems) {
        named.stream()
                .filter(key -> !playbooks.contains(key))
                .forEach(key -> problems.add(
                        new Problem(place, key, "the key of a playbook; " + Nearest.hint(key, playbooks))));
    }

    /**
     * How often a person may be contacted.
     *
     * @param atMost most touches in the window, the new one included
     * @param window where they are counted
     * @param perChannel whether each channel is counted alone
     */
    public record ContactCap(int atMost, Window window, boolean perChannel) {
        public ContactCap {
            Objects.requireNonNull(window, "window");
        }
    }

    /**
     * When touches go, in the user's own time.
     *
     * @param allowed the hours of every day, unless the region has its own
     * @param regions region group to the hours there
     * @param exempt channels that may go at any hour
     */
    public record QuietHours(Hours allowed, Map<String, Hours> regions, Set<Channel> exempt) {
        public QuietHours {
            regions = Map.copyOf(regions);
            exempt = Set.copyOf(exempt);
        }

        /**
         * The hours that all of these regions allow; an unknown one, or none at all, has the general hours. Where they have no
         * hour in common the first decides alone.
         */
        public Hours in(List<String> of) {
            Hours first = of.isEmpty() ? allowed : in(of.get(0));
            Hours common = first;
            for (String region : of) {
                common = common.and(in(region));
            }
            return common.from().isBefore(common.to()) ? common : first;
        }

        private Hours in(String region) {
            return regions.getOrDefault(region, allowed);
        }
    }

    /**
     * Hours of a day: {@code from} belongs to them, {@code to} does not.
     *
     * @param from first minute
     * @param to end, later than {@code from}
     */
    public record Hours(LocalTime from, LocalTime to) {
        public Hours {
            Objects.requireNonNull(from, "from");
        }

        private Hours and(Hours other) {
            return new Hours(from.isAfter(other.from) ? from : other.from, to.isBefore(other.to) ? to : other.to);
        }

        /** Whether a touch may go at this local time. */
        public boolean contain(LocalTime time) {
            return !time.isBefore(from) && time.isBefore(to);
        }
    }

    /**
     * The most that one person may be granted; promotional incentives only.
     *
     * @param faceValue sum of face values in the window, the new one included
     * @param asset asset of the sum
     * @param window where they are counted
     */
    public record IncentiveCap(BigDecimal faceValue, String asset, Window window) {
        public IncentiveCap {
            Objects.requireNonNull(asset, "asset");
        }
    }

    public Limits {
        contactCaps = List.copyOf(contactCaps);
        contactExempt = Set.copyOf(contactExempt);
    }
}
