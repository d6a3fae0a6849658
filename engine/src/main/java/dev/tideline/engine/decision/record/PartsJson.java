package dev.tideline.engine.decision.record;

import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.PartResult;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Incentives;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The parts of a decision as JSON: what was proposed, how it ended, and the values that decided. */
public final class PartsJson {

    private final Incentives catalogue;

    /** With the incentives of this catalogue. */
    public PartsJson(Incentives catalogue) {
        this.catalogue = catalogue;
    }

    /** A JSON array; {@link Change#parts}. */
    public String of(String personId, CandidateResult result) {
        JsonText json = new JsonText().open('[');
        result.parts().forEach(part -> part(json, personId, result, part));
        return json.close(']').toString();
    }

    private void part(JsonText json, String personId, CandidateResult result, PartResult part) {
        json.open('{')
                .member("kind", part.part().getClass().getSimpleName().toUpperCase(Locale.ROOT))
                .member("key", part.part().key())
                .array("channels", channels(part.part()))
                .member("outcome", part.outcome())
                .member("reason", part.reason())
                .members("values", part.values())
                .member("channel", part.channel())
                .member("not_before", part.notBefore())
                .member("retry_at", part.retryAt());
        if (part.part() instanceof Part.Incentive) {
            incentive(json, part, GrantKey.of(personId, result, part));
        }
        json.close('}');
    }

    private void incentive(JsonText json, PartResult part, String grantKey) {
        Optional<Incentive> known = catalogue.named(part.part().key());
        known.ifPresent(incentive -> json.member("type", incentive.type())
                .name("face_value")
                .open('{')
                .member("amount", incentive.faceValue().amountText())
                .member("asset", incentive.asset().key())
                .close('}'));
        if (part.outcome().counts()) {
            json.member("grant_key", grantKey);
        }
    }

    private static List<String> channels(Part part) {
        return part instanceof Part.Touch touch
                ? touch.channels().stream().map(Channel::name).toList()
                : List.of();
    }
}
