package dev.tideline.rules.facts.vocabulary;

import dev.tideline.rules.facts.FactSchema;
import java.util.Collection;
import java.util.List;

/**
 * Every field that rules can name, by kind of fact: the product's own and the operator's traits. Immutable.
 *
 * @param user fields of the user
 * @param market fields of the market
 * @param asOf fields of the instant of evaluation
 */
public record Vocabulary(FactSchema user, FactSchema market, FactSchema asOf) {

    private static final Vocabulary SHIPPED = VocabularyReader.shipped(List.of());

    /** The product's own fields. */
    public static Vocabulary shipped() {
        return SHIPPED;
    }

    /**
     * The product's own fields and the operator's traits.
     *
     * @throws IllegalArgumentException if a trait has the name of another field
     */
    public static Vocabulary withTraits(Collection<Trait> traits) {
        return VocabularyReader.shipped(List.copyOf(traits));
    }
}
