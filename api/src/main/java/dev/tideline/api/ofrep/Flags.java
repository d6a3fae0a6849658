package dev.tideline.api.ofrep;

import dev.tideline.api.decisions.OfferView;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.offer.Proposal;
import dev.tideline.engine.pull.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Answers as flags. Pure. */
final class Flags {

    private Flags() {}

    static OfrepFlag of(Answer answer, EvaluationPolicy policy) {
        List<OfferView> offers = Stream.concat(
                        answer.offers().stream().map(offer -> OfferView.of(offer, policy)),
                        answer.proposals().stream().map(proposal -> OfferView.of(proposal, policy)))
                .toList();
        boolean late = answer.status() == Answer.Status.FALLBACK;
        return new OfrepFlag(
                answer.placement().key(),
                new OfrepFlag.OfrepValue(
                        answer.status().name(), late ? answer.placement().fallback() : null, offers),
                reason(answer.status()),
                variant(answer),
                metadata(answer),
                null,
                null);
    }

    private static String reason(Answer.Status status) {
        return switch (status) {
            case OFFERED -> "TARGETING_MATCH";
            case CONTROL -> "SPLIT";
            case PENDING, NOTHING, FALLBACK -> "DEFAULT";
        };
    }

    private static String variant(Answer answer) {
        return best(answer)
                .map(Proposal::playbook)
                .findFirst()
                .orElseGet(() -> answer.status().name().toLowerCase(Locale.ROOT));
    }

    private static Stream<Proposal> best(Answer answer) {
        return Stream.concat(answer.offers().stream().map(offer -> offer.proposal()), answer.proposals().stream())
                .limit(1);
    }

    private static Map<String, String> metadata(Answer answer) {
        Map<String, String> metadata = new LinkedHashMap<>();
        answer.offers().stream()
                .findFirst()
                .ifPresent(offer -> metadata.put("decision_id", offer.decision().toString()));
        best(answer).forEach(proposal -> {
            metadata.put("playbook", proposal.playbook());
            metadata.put("rule", proposal.rule());
            metadata.put("version", proposal.version());
        });
        return metadata;
    }
}
