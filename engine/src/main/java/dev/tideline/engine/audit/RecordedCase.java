package dev.tideline.engine.audit;

import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.arbitration.given.PersonHistory.Contact;
import dev.tideline.engine.arbitration.given.PersonHistory.Grant;
import dev.tideline.engine.arbitration.given.PersonHistory.LastDecision;
import dev.tideline.engine.arbitration.given.PersonHistory.ScopePast;
import dev.tideline.engine.arbitration.given.Taken;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.decision.StoredDecision;
import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.candidate.Channel;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * What a record says about the person: his past, and what better candidates took.
 *
 * @param stored the decision
 * @param inputs its inputs
 * @param terms what bound it
 */
record RecordedCase(StoredDecision stored, JsonNode inputs, Terms terms) {

    /** Number under which the account of the decision is known here; records name accounts by their ids. */
    static final long ACCOUNT = 1;

    private static final UUID NO_ID = new UUID(0, 0);

    private static ScopePast past(JsonNode past) {
        String last = past.required("last_occurrence").asString();
        Set<String> occurrences = new HashSet<>(texts(past.path("occurrences")));
        occurrences.add(last);
        return new ScopePast(
                past.required("grants").asInt(),
                Instant.parse(past.required("last_at").asString()),
                last,
                occurrences);
    }

    PersonHistory history(String scope) {
        JsonNode past = inputs.path("reentry");
        Map<String, ScopePast> scopes = past.isMissingNode() ? Map.of() : Map.of(scope, past(past));
        LastDecision stood = new LastDecision(NO_ID, Outcome.DROPPED, "", stored.version(), true);
        Map<Long, Map<String, LastDecision>> last =
                inputs.has("stood") ? Map.of(ACCOUNT, Map.of(stored.rule(), stood)) : Map.of();
        List<Grant> incentives = new ArrayList<>();
        for (String grant : texts(inputs.path("incentives"))) {
            String[] words = words(grant, 4);
            incentives.add(new Grant(Instant.parse(words[0]), new BigDecimal(words[1]), words[2], words[3]));
        }
        return new PersonHistory(scopes, last, contacts(inputs.path("contacts")), incentives, 0);
    }

    Taken taken() {
        List<Contact> contacts = new ArrayList<>();
        List<Grant> incentives = new ArrayList<>();
        List<String> playbooks = new ArrayList<>();
        Map<String, Long> accounts = new HashMap<>();
        Set<List<String>> occurrences = new HashSet<>();
        for (JsonNode one : inputs.path("ahead")) {
            String scope = one.required("scope").asString();
            boolean own = one.required("user_id").asString().equals(stored.userId());
            playbooks.add(one.required("playbook").asString());
            accounts.put(scope, own ? ACCOUNT : ACCOUNT + 1);
            if (!terms.limits()
                    .contactExempt()
                    .contains(CandidateClass.valueOf(one.required("class").asString()))) {
                contacts.addAll(contacts(one.path("contacts")));
            }
            for (String incentive : texts(one.path("incentives"))) {
                occurrences.add(
                        List.of(scope, incentive, one.required("occurrence").asString()));
                terms.incentives()
                        .named(incentive)
                        .filter(known -> known.asset()
                                .key()
                                .equals(terms.limits().incentiveCap().asset()))
                        .ifPresent(known -> incentives.add(new Grant(
                                stored.decidedAt(),
                                known.faceValue().amount(),
                                incentive,
                                one.required("playbook").asString())));
            }
            texts(one.path("uncapped"))
                    .forEach(incentive -> occurrences.add(
                            List.of(scope, incentive, one.required("occurrence").asString())));
        }
        return new Taken(contacts, incentives, playbooks, accounts, occurrences);
    }

    private static List<Contact> contacts(JsonNode array) {
        List<Contact> contacts = new ArrayList<>();
        for (String contact : texts(array)) {
            String[] words = words(contact, 2);
            contacts.add(new Contact(Instant.parse(words[0]), Channel.valueOf(words[1])));
        }
        return contacts;
    }

    private static String[] words(String text, int many) {
        String[] words = text.split(" ", many);
        if (words.length < many) {
            throw new IllegalArgumentException("'" + text + "' is not " + many + " words.");
        }
        return words;
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asString()));
        return texts;
    }
}
