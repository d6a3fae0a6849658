package dev.tideline.engine.decision.record;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.PersonHistory.LastDecision;
import dev.tideline.engine.arbitration.outcome.Arbitration;
import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.arbitration.outcome.PartResult;
import dev.tideline.engine.decision.PersonDecision;
import dev.tideline.engine.decision.RunContext;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.incentives.Incentive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what is to be written: where outcome, reason or version differ from the last, or something is given again. */
public final class Changes {

    private final RunContext context;
    private final InputsJson inputs;
    private final PartsJson parts;
    private final Messages messages;

    /** For the decisions of one run, chunk or pull. */
    public Changes(RunContext context) {
        this.context = context;
        inputs = new InputsJson(context);
        parts = new PartsJson(context.terms().incentives());
        messages = new Messages(context);
    }

    /** Every field of users that these decisions may read: rules, guardrails, gates and what goes out. */
    public static Set<Field> reads(RunContext context) {
        return new ReadFields(context).all();
    }

    /** The decisions to be written for a person; empty if nothing has changed. */
    public List<Change> of(PersonDecision decided) {
        PersonCase person = decided.person();
        Map<Long, AccountCase> accounts =
                person.accounts().stream().collect(Collectors.toMap(AccountCase::userNo, Function.identity()));
        List<Change> changes = new ArrayList<>();
        for (CandidateResult result : decided.results()) {
            LastDecision last = last(person, result.userNo(), result.rule());
            if (last == null || differs(last, result)) {
                AccountCase account = Objects.requireNonNull(accounts.get(result.userNo()));
                changes.add(change(decided, account, result, last == null));
            }
        }
        return changes;
    }

    /** Accounts and rules that began or ceased to stand while nothing else changed, with what holds now. */
    public Map<Arbitration.Left, Boolean> standing(PersonDecision decided) {
        Map<Arbitration.Left, Boolean> changed =
                decided.arbitration().left().stream().collect(Collectors.toMap(Function.identity(), left -> false));
        for (CandidateResult result : decided.results()) {
            LastDecision last = last(decided.person(), result.userNo(), result.rule());
            if (last != null && !differs(last, result) && last.standing() != result.standing()) {
                changed.put(new Arbitration.Left(result.userNo(), result.rule()), result.standing());
            }
        }
        return changed;
    }

    /** The last decision of an account and rule; null if there is none. */
    public static @Nullable LastDecision last(PersonCase person, long userNo, String rule) {
        return person.history().last().getOrDefault(userNo, Map.of()).get(rule);
    }

    private static boolean differs(LastDecision last, CandidateResult result) {
        return last.outcome() != result.outcome()
                || !last.reason().equals(result.reason())
                || !last.version().equals(result.version())
                || givesAgain(result);
    }

    /** Re-entry allowed it once more; a membership only goes on. */
    private static boolean givesAgain(CandidateResult result) {
        return result.parts().stream()
                .anyMatch(part -> part.outcome().counts()
                        && !(part.part() instanceof Part.Segment || part.part() instanceof Part.Audience));
    }

    private Change change(PersonDecision decided, AccountCase account, CandidateResult result, boolean isFirst) {
        PersonCase person = decided.person();
        UUID id = DecisionId.of(
                person.personId(),
                result.userId(),
                result.rule(),
                result.version(),
                context.asOf(),
                person.history().revision());
        return new Change(
                id,
                person.personNo(),
                result,
                isFirst,
                parts.of(person.personId(), result),
                inputs.of(decided, account, result),
                messages.contacts(id, result),
                grants(person.personId(), result),
                messages.messages(id, person.personNo(), account, result));
    }

    private List<Change.Grant> grants(String personId, CandidateResult result) {
        List<Change.Grant> grants = new ArrayList<>();
        for (PartResult part : result.parts()) {
            if (part.part() instanceof Part.Incentive && part.outcome().counts()) {
                Incentive incentive =
                        context.terms().incentives().named(part.part().key()).orElseThrow();
                grants.add(new Change.Grant(
                        GrantKey.of(personId, result, part),
                        incentive.key(),
                        incentive.faceValue().amount(),
                        incentive.asset().key(),
                        part.outcome() != Outcome.GRANTED));
            }
        }
        return grants;
    }
}
