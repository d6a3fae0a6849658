package dev.tideline.engine.decision.record;

import dev.tideline.engine.arbitration.budget.Purse;
import dev.tideline.engine.arbitration.budget.Reply;
import dev.tideline.engine.arbitration.budget.Wish;
import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.LawNotes;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.arbitration.outcome.PartResult;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.arbitration.outcome.Refusal;
import dev.tideline.rules.candidate.Part;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What budgets and breakers said to a candidate, as an input of its decision: written, and read for a replay. */
public final class Replies implements Purse {

    private static final Set<String> REFUSALS = Set.of(
            Reason.BUDGET_UNKNOWN,
            Reason.BUDGET_OTHER_ASSET,
            Reason.BUDGET_EXHAUSTED,
            Reason.BUDGET_CLOSED,
            Reason.HELD_BY_BREAKER,
            Reason.HELD_BY_RISK,
            Reason.RELEASE_REFUSED);

    private final Map<String, Reply> replies = new HashMap<>();

    /** Says what a record says that budgets said; to what it does not name they said yes. */
    public Replies(JsonNode inputs) {
        for (JsonNode claim : inputs.path("claims")) {
            SortedMap<String, String> values = new TreeMap<>();
            claim.path("values")
                    .properties()
                    .forEach(
                            value -> values.put(value.getKey(), value.getValue().asString()));
            replies.put(claim.required("incentive").asString(), reply(claim, values));
        }
    }

    private static Reply reply(JsonNode claim, SortedMap<String, String> values) {
        String reason = claim.path("reason").asString("");
        JsonNode retryAt = claim.path("retry_at");
        return switch (claim.required("reply").asString()) {
            case "GRANTED" -> new Reply.Granted(values);
            case "HELD" -> new Reply.Held(reason, values);
            default ->
                new Reply.Refused(new Refusal(
                        reason, values, retryAt.isMissingNode() ? null : Instant.parse(retryAt.asString())));
        };
    }

    /** A member with one object an incentive that money had a say in; left out if there is none. */
    static void write(JsonText json, CandidateResult result) {
        List<PartResult> told = result.parts().stream().filter(Replies::isTold).toList();
        if (told.isEmpty()) {
            return;
        }
        json.name("claims").open('[');
        for (PartResult part : told) {
            json.open('{').member("incentive", part.part().key()).member("reply", word(part));
            if (!part.outcome().counts()) {
                json.member("reason", part.reason());
            }
            json.members("values", LawNotes.others(part))
                    .member("retry_at", part.retryAt())
                    .close('}');
        }
        json.close(']');
    }

    private static boolean isTold(PartResult part) {
        if (!(part.part() instanceof Part.Incentive)) {
            return false;
        }
        return part.outcome().counts()
                ? !LawNotes.others(part).isEmpty()
                : REFUSALS.contains(part.reason())
                        || Reason.isOfRisk(part.reason())
                        || part.values().containsKey("grant_key");
    }

    private static String word(PartResult part) {
        if (part.outcome().counts()) {
            return "GRANTED";
        }
        return part.outcome() == Outcome.PENDING_REVIEW ? "HELD" : "REFUSED";
    }

    @Override
    public Reply ask(Wish wish) {
        return replies.getOrDefault(wish.incentive().key(), Reply.YES);
    }

    @Override
    public int mark() {
        return 0;
    }

    @Override
    public void backTo(int mark) {}
}
