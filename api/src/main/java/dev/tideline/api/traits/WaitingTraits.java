package dev.tideline.api.traits;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.users.TraitStore;
import dev.tideline.rules.facts.vocabulary.Trait;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import java.util.List;
import org.springframework.stereotype.Component;

/** Traits that were declared after this node started: its rules and feeds know them after the next start. */
@Component
public class WaitingTraits {

    private final Database database;
    private final TraitStore traits;
    private final Vocabulary vocabulary;

    WaitingTraits(Database database, TraitStore traits, Vocabulary vocabulary) {
        this.database = database;
        this.traits = traits;
        this.vocabulary = vocabulary;
    }

    /** Their keys, in order. Blocks on the database. */
    public List<String> keys() {
        return database.inTransaction(traits::all).stream()
                .filter(trait -> !inForce(trait))
                .map(Trait::key)
                .toList();
    }

    boolean inForce(Trait trait) {
        return vocabulary
                .user()
                .column(trait.key())
                .filter(field -> field.type() == trait.type())
                .isPresent();
    }
}
