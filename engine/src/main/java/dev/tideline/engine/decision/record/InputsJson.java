package dev.tideline.engine.decision.record;

import dev.tideline.engine.arbitration.FieldText;
import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.arbitration.given.PersonHistory.ScopePast;
import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.decision.RunContext;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.Field;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

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

    String of(PersonCase person, AccountCase account, CandidateResult result) {
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
        json.close('}').array("lists", new TreeSet<>(account.exclusionLists()));
        if (!account.reachable().equals(AccountCase.ANY_CHANNEL)) {
            json.array(
                    "reachable",
                    account.reachable().stream().sorted().map(Channel::name).toList());
        }
        history(json, person.history(), result);
        return json.array("alternatives", result.alternatives()).close('}').toString();
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

    private static void history(JsonText json, PersonHistory history, CandidateResult result) {
        ScopePast past = history.scopes().get(result.scope());
        if (past != null) {
            json.name("reentry")
                    .open('{')
                    .name("grants")
                    .number(past.grants())
                    .member("last_at", past.lastAt())
                    .member("last_occurrence", past.lastOccurrence())
                    .close('}');
        }
        json.array("contacts", sorted(history.contacts(), contact -> contact.at() + " " + contact.channel()));
        json.array(
                "incentives",
                sorted(
                        history.incentives(),
                        grant -> grant.at() + " " + grant.faceValue().toPlainString()));
    }

    private static <T> List<String> sorted(Collection<T> values, Function<T, String> text) {
        Stream<String> texts = values.stream().map(text);
        return texts.sorted(Comparator.naturalOrder()).toList();
    }
}
