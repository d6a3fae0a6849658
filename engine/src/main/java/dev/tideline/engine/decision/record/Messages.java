package dev.tideline.engine.decision.record;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.LawNotes;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.arbitration.outcome.PartResult;
import dev.tideline.engine.decision.RunContext;
import dev.tideline.engine.decision.TouchMessage;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a decision sends, and what of it counts as a contact. */
final class Messages {

    private final RunContext context;
    private final Field language;

    Messages(RunContext context) {
        this.context = context;
        language = language(context.vocabulary().user());
    }

    /** The user's field that goes out with a touch. */
    static Field language(FactSchema userSchema) {
        return userSchema.require("language");
    }

    List<Change.Contact> contacts(UUID decision, CandidateResult result) {
        List<Change.Contact> contacts = new ArrayList<>();
        for (int i = 0; i < result.parts().size(); i++) {
            PartResult part = result.parts().get(i);
            Channel channel = part.channel();
            Instant at = part.notBefore();
            if (part.part() instanceof Part.Touch && part.outcome().counts() && channel != null && at != null) {
                contacts.add(new Change.Contact(
                        DecisionId.of(decision, i), at, channel, part.outcome().ghost()));
            }
        }
        return contacts;
    }

    List<TouchMessage> messages(UUID decision, long personNo, AccountCase account, CandidateResult result) {
        List<String> incentives = result.parts().stream()
                .filter(part -> part.part() instanceof Part.Incentive && part.outcome() == Outcome.GRANTED)
                .map(part -> part.part().key())
                .toList();
        List<TouchMessage> messages = new ArrayList<>();
        for (int i = 0; i < result.parts().size(); i++) {
            PartResult part = result.parts().get(i);
            Channel channel = part.channel();
            Instant notBefore = part.notBefore();
            if (part.outcome() == Outcome.GRANTED && channel != null && notBefore != null) {
                messages.add(new TouchMessage(
                        DecisionId.of(decision, i),
                        decision,
                        personNo,
                        result.userNo(),
                        result.userId(),
                        result.playbook(),
                        result.rule(),
                        result.version(),
                        result.candidateClass(),
                        part.part() instanceof Part.Touch ? TouchMessage.Kind.TOUCH : TouchMessage.Kind.TASK,
                        part.part().key(),
                        channel,
                        notBefore,
                        result.expiresAt(),
                        incentives,
                        LawNotes.texts(part),
                        account.user().text(language.slot()),
                        context.asOf()));
            }
        }
        return messages;
    }
}
