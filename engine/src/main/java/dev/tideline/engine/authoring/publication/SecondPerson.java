package dev.tideline.engine.authoring.publication;

import dev.tideline.rules.money.Money;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;

/**
 * Above what a second person has to approve.
 *
 * @param spend most that a run may grant without
 * @param audience persons who may be reached without
 */
public record SecondPerson(Money spend, long audience) {

    public SecondPerson {
        Objects.requireNonNull(spend, "spend");
    }

    /**
     * Whether somebody is one of these. Owners of keys are typed by people, so that case, accents' encoding and space do not make
     * another person of anybody.
     */
    static boolean isOneOf(Collection<String> people, String who) {
        return people.stream().anyMatch(person -> plain(person).equals(plain(who)));
    }

    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .strip()
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }

    /** Whether one has to. An amount in another currency cannot be compared, so it does. */
    boolean isNeeded(Evidence evidence) {
        return evidence.audience() > audience
                || !evidence.maximumSpend().asset().equals(spend.asset())
                || evidence.maximumSpend().exceeds(spend);
    }
}
