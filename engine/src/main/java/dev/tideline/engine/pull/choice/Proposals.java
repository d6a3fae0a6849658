package dev.tideline.engine.pull.choice;

import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.LawNotes;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.arbitration.outcome.PartResult;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.offer.Proposal;
import dev.tideline.engine.placement.Placement;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Incentives;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a candidate can show on a screen: its incentives and its in-app message.
 *
 * @param placement where
 * @param catalogue the incentives
 * @param language of the user
 * @param at the instant of evaluation
 */
public record Proposals(Placement placement, Incentives catalogue, String language, Instant at) {

    /** What it shows, whether or not it may. */
    Proposal of(String personId, CandidateResult result) {
        List<Proposal.Promised> promised = new ArrayList<>();
        Instant claimBefore = result.expiresAt();
        @Nullable String template = null;
        for (PartResult part : result.parts()) {
            Incentive incentive = part.part() instanceof Part.Incentive && !isGone(result, part)
                    ? catalogue.named(part.part().key()).orElse(null)
                    : null;
            if (incentive != null) {
                promised.add(new Proposal.Promised(
                        incentive.reference(),
                        GrantKey.of(result.scope(), incentive.key(), personId, result.occurrence())
                                .text()));
                Instant within = at.plus(incentive.timing().claimWithin());
                claimBefore = promised.size() == 1 ? within : earlier(claimBefore, within);
            } else if (part.part() instanceof Part.Touch touch
                    && touch.channels().contains(Channel.IN_APP)) {
                template = isGone(result, part) ? template : touch.key();
            }
        }
        Instant expires = earlier(at.plus(placement.ttl()), result.expiresAt());
        return new Proposal(
                result.playbook(),
                result.rule(),
                result.version(),
                promised,
                template,
                texts(result),
                language,
                earlier(expires, claimBefore),
                claimBefore);
    }

    /** What the jurisdiction gate noted on what is offered: a screen is told them whatever channels the rule has. */
    private static List<String> texts(CandidateResult result) {
        return result.parts().stream()
                .flatMap(part -> LawNotes.texts(part).stream())
                .distinct()
                .toList();
    }

    /** Of a candidate that counts, the parts that were dropped are not shown. */
    private static boolean isGone(CandidateResult result, PartResult part) {
        return result.outcome().counts() && part.outcome() == Outcome.DROPPED;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
