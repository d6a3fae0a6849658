package dev.tideline.rules.playbook;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which playbooks compete for the same person, so that in one run only the best of them act.
 *
 * @param group key of the group; empty if the playbook is in none
 * @param most how many playbooks of the group may act for a person beside and including this one:
 *     1 for {@code EXCLUSIVE}, n for {@code TOP_N(n)}, {@link Integer#MAX_VALUE} for {@code STACKABLE}
 */
public record Exclusivity(String group, int most) {

    /** Of a playbook that competes with none. */
    public static final Exclusivity NONE = new Exclusivity("", Integer.MAX_VALUE);

    private static final Pattern TOP_N = Pattern.compile("TOP_N\\(([1-9][0-9]?)\\)");

    public Exclusivity {
        Objects.requireNonNull(group, "group");
        if (most < 1) {
            throw new IllegalArgumentException(
                    "Exclusivity group '" + group + "' lets " + most + " playbooks act. Try at least 1.");
        }
    }

    /**
     * Reads the policy as an author writes it: {@code EXCLUSIVE}, {@code TOP_N(2)} or {@code STACKABLE}.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    static Exclusivity of(String group, String policy) {
        Matcher top = TOP_N.matcher(policy);
        if (top.matches()) {
            return new Exclusivity(group, Integer.parseInt(top.group(1)));
        }
        return switch (policy) {
            case "EXCLUSIVE" -> new Exclusivity(group, 1);
            case "STACKABLE" -> new Exclusivity(group, Integer.MAX_VALUE);
            default ->
                throw new IllegalArgumentException(
                        "Policy '" + policy + "' should read EXCLUSIVE, TOP_N(2) or STACKABLE");
        };
    }

    /** The policy as an author writes it. */
    public String policy() {
        return switch (most) {
            case 1 -> "EXCLUSIVE";
            case Integer.MAX_VALUE -> "STACKABLE";
            default -> "TOP_N(" + most + ")";
        };
    }

    /** Whether the playbook competes with others at all. */
    public boolean competes() {
        return !group.isEmpty();
    }
}
