package dev.tideline.engine.arbitration;

import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.arbitration.outcome.LawNotes;
import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.jurisdiction.Ground;
import dev.tideline.rules.jurisdiction.Matter;
import dev.tideline.rules.jurisdiction.PacksInForce;
import dev.tideline.rules.jurisdiction.Product;
import dev.tideline.rules.jurisdiction.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The first of the hard gates: what the law of the user's jurisdictions bars, and the texts that it asks for. */
final class Jurisdiction {

    private final PacksInForce packs;
    private final Incentives catalogue;
    private final List<Field> where;

    Jurisdiction(PacksInForce packs, Terms terms) {
        this.packs = packs;
        catalogue = terms.incentives();
        where = LawNotes.WHERE.stream().map(terms.userSchema()::require).toList();
    }

    void apply(Entry entry) {
        entry.open().filter(Slot::isIncentive).toList().forEach(slot -> incentive(entry, slot));
        message(entry);
    }

    /** One that the catalogue lacks is refused by a later gate. */
    private void incentive(Entry entry, Slot slot) {
        catalogue.named(slot.part().key()).ifPresent(incentive -> {
            Verdict verdict = packs.verdict(
                    entry.user(), new Matter.OfIncentive(entry.candidateClass(), incentive.type(), licences(entry)));
            if (verdict instanceof Verdict.Denied denied) {
                slot.drop(denied.reason(), values(denied.ground(), entry.user()));
            } else if (verdict instanceof Verdict.NeedsText needs) {
                note(slot, needs, entry.user());
            }
        });
    }

    private static Set<String> licences(Entry entry) {
        return entry.terms().playbook().worth().licences();
    }

    private void message(Entry entry) {
        Verdict verdict = message(entry, null);
        if (verdict instanceof Verdict.Denied denied) {
            entry.drop(barred(entry), denied.reason(), values(denied.ground(), entry.user()));
        } else if (verdict instanceof Verdict.NeedsText needs) {
            entry.open()
                    .filter(slot -> slot.isTouch() || slot.isIncentive())
                    .filter(slot -> entry.about(slot).isEmpty())
                    .forEach(slot -> note(slot, needs, entry.user()));
        }
        entry.open()
                .toList()
                .forEach(slot -> entry.about(slot).ifPresent(product -> about(entry, slot, message(entry, product))));
    }

    private Verdict message(Entry entry, @Nullable Product product) {
        return packs.verdict(entry.user(), new Matter.OfMessage(entry.candidateClass(), product, licences(entry)));
    }

    /** A message about a product, of which more may be said than of others. */
    private void about(Entry entry, Slot slot, Verdict verdict) {
        if (verdict instanceof Verdict.Denied denied) {
            slot.drop(denied.reason(), values(denied.ground(), entry.user()));
        } else if (verdict instanceof Verdict.NeedsText needs) {
            note(slot, needs, entry.user());
        }
    }

    /** An incentive promotes as a message does, wherever it is shown. Every clause that asks for a text is named. */
    private void note(Slot slot, Verdict.NeedsText needs, User user) {
        SortedMap<String, String> values = new TreeMap<>();
        needs.grounds()
                .forEach(ground ->
                        ground(ground).forEach((name, value) -> values.merge(name, value, Jurisdiction::listed)));
        values.put(LawNotes.TEXTS, String.join(",", needs.texts()));
        values.replaceAll((name, value) ->
                slot.noted(name).map(before -> listed(before, value)).orElse(value));
        values.putAll(where(user));
        slot.note(values);
    }

    private static String listed(String one, String other) {
        return one + "," + other;
    }

    /** Barred promotion leaves no audience either; of other classes what speaks to the user goes, and our own work stays. */
    private static Predicate<Slot> barred(Entry entry) {
        return entry.is(CandidateClass.PROMOTIONAL) ? slot -> !slot.isSegment() : Slot::speaks;
    }

    private SortedMap<String, String> values(Ground ground, User user) {
        SortedMap<String, String> values = where(user);
        values.putAll(ground(ground));
        return values;
    }

    private static Map<String, String> ground(Ground ground) {
        return Map.of(
                LawNotes.PACK, ground.pack(),
                LawNotes.PACK_VERSION, String.valueOf(ground.version()),
                LawNotes.CLAUSE, ground.clause());
    }

    private SortedMap<String, String> where(User user) {
        SortedMap<String, String> values = new TreeMap<>();
        for (Field field : where) {
            String value = user.text(field.slot());
            if (value != null || field.column().equals("region_group")) {
                values.put(field.column(), String.valueOf(value));
            }
        }
        return values;
    }
}
