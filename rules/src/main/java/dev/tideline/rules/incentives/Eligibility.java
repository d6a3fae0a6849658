package dev.tideline.rules.incentives;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who may get an incentive by its own terms; what the law adds is the guardrails' business. Immutable.
 *
 * @param regions region groups
 * @param clientClasses client classes
 * @param kycLevel least KYC level at the moment of claim
 */
public record Eligibility(Set<String> regions, Set<String> clientClasses, int kycLevel) {

    public Eligibility {
        regions = sorted(regions);
        clientClasses = sorted(clientClasses);
    }

    /** In an order that every JVM shares: the text of the catalogue is hashed. */
    private static Set<String> sorted(Collection<String> words) {
        return Collections.unmodifiableSet(new TreeSet<>(words));
    }

    /** Whether people of a region group may get it; those of an unknown one, null, may not. */
    public boolean admitsRegion(@Nullable String region) {
        return region != null && regions.contains(region);
    }

    /** Whether clients of a class may get it; those of an unknown one, null, may not. */
    public boolean admitsClass(@Nullable String clientClass) {
        return clientClass != null && clientClasses.contains(clientClass);
    }

    /** Whether it may be claimed with this KYC level. */
    public boolean admitsLevel(int level) {
        return level >= kycLevel;
    }
}
