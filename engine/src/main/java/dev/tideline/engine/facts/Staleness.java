package dev.tideline.engine.facts;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.language.CheckedRule;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which fields must not be relied on.
 *
 * @param fields fields of sources that are older than they may be
 */
public record Staleness(Set<Field> fields) {

    public Staleness {
        fields = Set.copyOf(fields);
    }

    /** What is stale at this instant by the watermarks of the database. */
    public static Staleness of(Transaction transaction, UserStore users, FactsModel model, Instant asOf) {
        Map<String, Instant> watermarks = users.watermarks(transaction).stream()
                .collect(Collectors.toMap(UserStore.Watermark::source, UserStore.Watermark::at));
        return new Staleness(model.sources().stale(watermarks, asOf));
    }

    /** With these columns stale; those that are no fields are left out. */
    public static Staleness of(FactsModel model, Collection<String> columns) {
        return new Staleness(model.vocabulary().user().fields().stream()
                .filter(field -> columns.contains(field.column()))
                .collect(Collectors.toSet()));
    }

    /**
     * The stale columns that each rule relies on; rules that rely on none are not in it.
     *
     * @param guardrails what they read is relied on by every rule that offers an incentive: risk that is not known now is not known
     */
    public Map<String, SortedSet<String>> reliedOn(Collection<CheckedRule> rules, Collection<CheckedRule> guardrails) {
        Map<String, SortedSet<String>> stale = new TreeMap<>();
        Set<String> columns = columns();
        for (CheckedRule rule : rules) {
            boolean guarded = rule.parts().stream().anyMatch(Part.Incentive.class::isInstance);
            SortedSet<String> read = Stream.concat(
                            Stream.of(rule), guarded ? guardrails.stream() : Stream.<CheckedRule>empty())
                    .flatMap(one -> one.reads().stream())
                    .map(Field::column)
                    .filter(columns::contains)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!read.isEmpty()) {
                stale.put(rule.name(), read);
            }
        }
        return stale;
    }

    /** The stale columns. */
    public Set<String> columns() {
        return fields.stream().map(Field::column).collect(Collectors.toUnmodifiableSet());
    }
}
