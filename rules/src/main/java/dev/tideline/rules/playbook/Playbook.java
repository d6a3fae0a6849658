package dev.tideline.rules.playbook;

import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.jurisdiction.Product;
import dev.tideline.rules.language.Parameter;
import dev.tideline.rules.notation.Notation;
import dev.tideline.rules.playbook.reentry.ReEntry;
import dev.tideline.rules.problem.Wording;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One version of a playbook: what {@code playbook.yaml} says, and the texts of all its files. Immutable; two playbooks
 * with the same files have the same {@link #version()}.
 *
 * @param key name of its folder, and the first half of its rules' names
 * @param about what people read about it
 * @param candidateClass class of everything its rules propose
 * @param priority 0 to 100; the higher one is served first
 * @param schedule when it runs
 * @param start whom it starts with
 * @param reentry when it may act again for the same person
 * @param rules what single rules have of their own
 * @param exclusivity the playbooks it competes with
 * @param lists whom it is for and whom it leaves alone
 * @param holdout who gets nothing, so that its effect can be measured
 * @param touchSurvivesIncentive whether a touch still goes when the incentive it speaks of was refused
 * @param expiry how long a decision stands
 * @param pause why it is shipped paused; empty if it is not
 * @param parameters the numbers its rules use as {@code $name}, in declared order
 * @param worth what ranks it, and the licences it is run under
 * @param products what messages are about, by template; a message that is not there is about no product
 * @param files file name to text, in order of the names; a workbook stands as its bytes in Base64
 */
public record Playbook(
        String key,
        About about,
        CandidateClass candidateClass,
        int priority,
        Schedule schedule,
        Start start,
        ReEntry reentry,
        RuleSettings rules,
        Exclusivity exclusivity,
        Lists lists,
        Holdout holdout,
        boolean touchSurvivesIncentive,
        Duration expiry,
        String pause,
        Map<String, Parameter> parameters,
        Worth worth,
        Map<String, Product> products,
        SortedMap<String, String> files) {

    /** The file that declares a playbook. */
    public static final String DECLARATION = "playbook.yaml";

    private static final int LONGEST_KEY = 60;

    /** What a key has to be, in words. */
    public static final Wording KEY =
            Wording.of("lower-case words joined by -, at most {0} letters: dormant-30-funded", LONGEST_KEY);

    private static final Pattern KEYS = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** The file with its cases. */
    public static final String SCENARIOS = "scenarios.yaml";

    /** Whom a playbook starts with when it goes live. */
    public enum Start {
        /** Everybody whom a rule fits. */
        EVERYONE,
        /** Only those whom a rule begins to fit after the playbook went live. */
        ENTERING
    }

    /**
     * What people read about a playbook.
     *
     * @param id number in the catalogue of the house, such as {@code R02}
     * @param nameEn English name
     * @param nameZh Chinese name
     * @param family activation, engagement, recall, churn-prevention or another word
     * @param owner team that answers for it
     * @param goal what it is measured by
     */
    public record About(String id, String nameEn, String nameZh, String family, String owner, String goal) {
        public About {
            Objects.requireNonNull(id, "id");
        }
    }

    /**
     * Who gets nothing, so that the effect can be measured.
     *
     * @param controlPercent share of persons held out of this playbook, 0 to 50; binds promotional playbooks only
     */
    public record Holdout(int controlPercent) {}

    /**
     * What ranks a playbook, and under which licences it is run.
     *
     * @param propensity P of the score, how likely the user is to follow
     * @param value V of the score, what it is worth if he does
     * @param lever part of L of the score
     * @param licences licences that the campaign names, such as {@code VARA}
     */
    public record Worth(BigDecimal propensity, BigDecimal value, BigDecimal lever, Set<String> licences) {

        /** 1 in all, and no licence. */
        public static final Worth NEUTRAL = new Worth(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE, Set.of());

        public Worth {
            Objects.requireNonNull(propensity, "propensity");
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(lever, "lever");
            licences = Set.copyOf(licences);
        }
    }

    /**
     * Whom a playbook is for, by imported lists of users. They bind all that it proposes, whatever its class.
     *
     * @param include keys of lists; if there are any, only users on one of them are served
     * @param exclude keys of lists; users on one of them are not served
     */
    public record Lists(List<String> include, List<String> exclude) {

        /** For everybody. */
        public static final Lists NONE = new Lists(List.of(), List.of());

        public Lists {
            include = List.copyOf(include);
            exclude = List.copyOf(exclude);
        }
    }

    public Playbook {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(exclusivity, "exclusivity");
        Objects.requireNonNull(worth, "worth");
        Objects.requireNonNull(rules, "rules");
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        products = Map.copyOf(products);
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Whether it is shipped paused. */
    public boolean paused() {
        return !pause.isEmpty();
    }

    /** The rule files in any notation, file name to text; a workbook's bytes in Base64. */
    public Map<String, String> ruleFiles() {
        SortedMap<String, String> found = new TreeMap<>(files);
        found.keySet().removeIf(name -> Notation.of(name).isEmpty());
        return found;
    }

    /** The priority of a rule (full name): its own, else the playbook's. */
    public int priorityOf(String rule) {
        return rules.priorities().getOrDefault(rule, priority);
    }

    /** The re-entry that binds a rule (full name): its own, else the playbook's. */
    public ReEntry reentryOf(String rule) {
        return rules.reentries().getOrDefault(rule, reentry);
    }

    /** The key under which a rule's past is counted: the rule's full name if it has a re-entry of its own, else {@link #key()}. */
    public String reentryScope(String rule) {
        return rules.reentries().containsKey(rule) ? rule : key;
    }

    /** SHA-256 over names and texts of all files, in lower-case hex: the name of this version. */
    public String version() {
        return ContentHash.of(files);
    }

    /** Whether a playbook may be called so. */
    public static boolean isKey(String text) {
        return text.length() <= LONGEST_KEY && KEYS.matcher(text).matches();
    }
}
