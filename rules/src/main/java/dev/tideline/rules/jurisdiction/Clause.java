package dev.tideline.rules.jurisdiction;

import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.interpretation.Reads;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.problem.Place;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * One line of a pack: for whom, on which matters, and what follows.
 *
 * @param name paragraph of the law, or a word for it
 * @param says what it says, in one sentence
 * @param source where it is written
 * @param when whom it binds: of the pack's users all, or those of a client class or onboarding age
 * @param written {@code when} as the pack has it; empty if it binds all
 * @param incentives types that it is about
 * @param spared classes of candidates whose incentives it does not touch
 * @param messages classes of messages that it is about
 * @param products if there are any, of those messages only the ones about one of these
 * @param licence a campaign that names this licence is free of it; empty if none frees
 * @param consequence what follows
 */
public record Clause(
        String name,
        String says,
        String source,
        Condition when,
        String written,
        Set<Incentive.Type> incentives,
        Set<CandidateClass> spared,
        Set<CandidateClass> messages,
        Set<Product> products,
        String licence,
        Consequence consequence) {

    /** What follows where a clause applies. */
    public sealed interface Consequence {
        /** It is barred, with this reason. */
        record Denies(String reason) implements Consequence {}

        /** It carries the text of this key. */
        record Needs(String text) implements Consequence {}
    }

    public Clause {
        Objects.requireNonNull(when, "when");
        Objects.requireNonNull(consequence, "consequence");
        incentives = Collections.unmodifiableSet(new TreeSet<>(incentives));
        spared = Collections.unmodifiableSet(new TreeSet<>(spared));
        messages = Collections.unmodifiableSet(new TreeSet<>(messages));
        products = Collections.unmodifiableSet(new TreeSet<>(products));
    }

    /** The clause as explanations tell of rules. */
    public CheckedRule asRule(Pack pack) {
        return new CheckedRule(
                pack.key(),
                pack.reference() + "/" + name,
                says + " (" + source + ")",
                when,
                null,
                null,
                List.of(),
                List.of(),
                Place.at(pack.key() + ".yaml", 0, 0),
                Reads.of(when));
    }

    /** What follows in words: {@code deny incentives [REFERRAL], messages [PROMOTIONAL]}. */
    public String effect() {
        String about = messages.isEmpty() || products.isEmpty() ? "" : " about " + products;
        String what = "incentives " + incentives + " sparing " + spared + ", messages " + messages + about;
        return consequence instanceof Consequence.Needs needs
                ? "carry text " + needs.text() + ": " + what
                : "deny " + what;
    }

    /** The reason it gives; empty if it denies nothing. */
    public List<String> reasons() {
        return consequence instanceof Consequence.Denies denies ? List.of(denies.reason()) : List.of();
    }

    /** Whether it is about this matter, whoever the user is. */
    public boolean concerns(Matter matter) {
        if (!licence.isEmpty() && matter.licences().contains(licence)) {
            return false;
        }
        if (matter instanceof Matter.OfMessage message) {
            return messages.contains(matter.candidateClass())
                    && (products.isEmpty() || (message.product() != null && products.contains(message.product())));
        }
        return matter instanceof Matter.OfIncentive incentive
                && incentives.contains(incentive.type())
                && !spared.contains(matter.candidateClass());
    }
}
