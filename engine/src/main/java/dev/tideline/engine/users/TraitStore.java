package dev.tideline.engine.users;

import dev.tideline.engine.database.Transaction;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.vocabulary.Trait;
import java.util.List;

/** The operator's own fields, in the table {@code trait}. */
public final class TraitStore {

    /** All traits in order of their keys. */
    public List<Trait> all(Transaction transaction) {
        return transaction
                .sql("SELECT key, type, unit, description FROM trait ORDER BY key")
                .list(row -> new Trait(
                        row.text("key"),
                        FieldType.valueOf(row.text("type")),
                        row.text("unit"),
                        row.text("description")));
    }

    /**
     * Adds a trait, or changes the unit and description of one.
     *
     * @return false if there is one with the same key and another type, which stays
     */
    public boolean declare(Transaction transaction, Trait trait) {
        return transaction
                        .sql("""
                                INSERT INTO trait (key, type, unit, description)
                                VALUES (:key, :type, :unit, :description)
                                ON CONFLICT (key) DO UPDATE SET unit = excluded.unit, description = excluded.description
                                WHERE trait.type = excluded.type
                                """)
                        .bind("key", trait.key())
                        .bind("type", trait.type())
                        .bind("unit", trait.unit())
                        .bind("description", trait.description())
                        .update()
                == 1;
    }
}
