package dev.tideline.engine.decision.record;

import dev.tideline.engine.arbitration.Arbiter;
import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.arbitration.given.PersonHistory.LastDecision;
import dev.tideline.engine.arbitration.given.PersonHistory.ScopePast;
import dev.tideline.engine.arbitration.given.PlaybookTerms;
import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.decision.PersonDecision;
import dev.tideline.engine.decision.Pulled;
import dev.tideline.engine.decision.RunContext;
import dev.tideline.engine.facts.FieldText;
import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.language.Effect;
import dev.tideline.rules.playbook.Playbook;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was read for a decision, as JSON. Fields that only gates read and that have their initial value
 * (missing, 0, false, empty) are left out; what a rule reads is always there.
 */
final class InputsJson {

    private final RunContext context;
    private final ReadFields reads;

    InputsJson(RunContext context) {
        this.context = context;
        this.reads = new ReadFields(context);
    }

    String of(PersonDecision decided, AccountCase account, CandidateResult result) {
        PersonCase person = decided.person();
        JsonText json = new JsonText().open('{').member("as_of", context.asOf());
        fields(json, "user", reads.user(result.rule()), account.user());
        fields(json, "market", reads.market(result.rule()), context.market());
        fields(json, "instant", reads.instant(result.rule()), context.instant());
        json.name("gates").open('{');
        for (Field field : reads.gates()) {
            if (!initial(field, account.user())) {
                json.member(field.column(), FieldText.of(field, account.user()));
            }
        }
        json.close('}').array("packs", packs(account)).array("lists", new TreeSet<>(account.exclusionLists()));
        history(json, person.history(), result);
        terms(json, person.history(), result);
        json.member("score", result.score().toPlainString());
        json.members("suppressed_by", binding(person, account, Effect.Suppress.class::isInstance));
        json.members("refused_by", binding(person, account, effect -> !(effect instanceof Effect.Suppress)));
        Ahead.write(json, decided.arbitration().candidates(), result);
        Replies.write(json, result);
        screen(json, decided.pulled(), result);
        return json.array("alternatives", result.alternatives()).close('}').toString();
    }

    /** The jurisdiction packs that bind the user on this day, each with its version. */
    private List<String> packs(AccountCase account) {
        LocalDate day = LocalDate.ofInstant(context.asOf(), ZoneOffset.UTC);
        return context.terms().packs().at(day).references(account.user());
    }

    private static void fields(JsonText json, String name, List<Field> fields, Fact fact) {
        if (fields.isEmpty()) {
            return;
        }
        json.name(name).open('{');
        fields.forEach(field -> json.member(field.column(), FieldText.of(field, fact)));
        json.close('}');
    }

    private static boolean initial(Field field, Fact fact) {
        return switch (field.type()) {
            case TEXT -> fact.text(field.slot()) == null;
            case TEXTS -> fact.texts(field.slot()).isEmpty();
            default -> field.nullable() ? fact.missing(field.slot()) : fact.number(field.slot()) == 0;
        };
    }

    /** What of the run bound this rule beside its policy: stale fields, and whether the user has entered yet. */
    private void terms(JsonText json, PersonHistory history, CandidateResult result) {
        PlaybookTerms terms = Objects.requireNonNull(context.terms().playbooks().get(result.playbook()));
        json.array("stale", terms.staleReads().getOrDefault(result.rule(), Collections.emptySortedSet()));
        if (terms.share() != PlaybookTerms.EVERYBODY) {
            json.name("share").number(terms.share());
        }
        goingOn(json);
        LastDecision last =
                history.last().getOrDefault(result.userNo(), Map.of()).get(result.rule());
        boolean stood = terms.firstRun() || (last != null && last.standing());
        if (stood && terms.playbook().start() == Playbook.Start.ENTERING) {
            json.member("stood", true);
        }
    }

    /** The placement that asked, and how many better ones it shows where they left no place. */
    private static void screen(JsonText json, @Nullable Pulled pulled, CandidateResult result) {
        if (pulled != null) {
            json.member("placement", pulled.placement());
            if (pulled.isWithout(result)) {
                json.name("full_with").number(pulled.shows());
            }
        }
    }

    /** Versions that go on for the person although others are in force, by playbook; left out if there is none. */
    private void goingOn(JsonText json) {
        SortedMap<String, String> versions = new TreeMap<>();
        context.terms().playbooks().forEach((key, terms) -> {
            if (terms.goesOn()) {
                versions.put(key, terms.version());
            }
        });
        json.members("goes_on", versions);
    }

    /** Reasons of such effects by which other accounts of the person bind this one, each with the first such account. */
    private static SortedMap<String, String> binding(PersonCase person, AccountCase account, Predicate<Effect> such) {
        SortedMap<String, String> accounts = new TreeMap<>();
        person.accounts().stream()
                .filter(other -> other.userNo() != account.userNo())
                .forEach(other -> other.effects().stream()
                        .filter(such.and(Arbiter::bindsPerson))
                        .forEach(effect -> accounts.merge(
                                effect.reason(),
                                other.user().id(),
                                (one, next) -> one.compareTo(next) <= 0 ? one : next)));
        return accounts;
    }

    private static void history(JsonText json, PersonHistory history, CandidateResult result) {
        ScopePast past = history.scopes().get(result.scope());
        if (past != null) {
            json.name("reentry")
                    .open('{')
                    .name("grants")
                    .number(past.grants())
                    .member("last_at", past.lastAt())
                    .member("last_occurrence", past.lastOccurrence())
                    .array(
                            "occurrences",
                            past.occurrences().size() > 1 ? sorted(past.occurrences(), one -> one) : List.of())
                    .close('}');
        }
        json.array("contacts", sorted(history.contacts(), contact -> contact.at() + " " + contact.channel()));
        json.array(
                "incentives",
                sorted(
                        history.incentives(),
                        grant -> String.join(
                                " ",
                                grant.at().toString(),
                                grant.faceValue().toPlainString(),
                                grant.incentive(),
                                grant.playbook())));
    }

    private static <T> List<String> sorted(Collection<T> values, Function<T, String> text) {
        Stream<String> texts = values.stream().map(text);
        return texts.sorted(Comparator.naturalOrder()).toList();
    }
}
