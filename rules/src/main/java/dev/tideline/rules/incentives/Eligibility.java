package dev.tideline.rules.incentives;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

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

    /** Whether somebody may get it; an unknown region or class, given as an empty text, may not. */
    public boolean admits(String region, String clientClass, int level) {
        return regions.contains(region) && clientClasses.contains(clientClass) && level >= kycLevel;
    }
}
