package dev.tideline.rules.jurisdiction;

import java.util.List;
import java.util.Objects;

/** What the packs in force say about one matter. */
public sealed interface Verdict {

    /** What it rests on: never empty. */
    List<Ground> grounds();

    /**
     * Nothing speaks against it.
     *
     * @param grounds every pack that binds the user, without a clause
     */
    record Allowed(List<Ground> grounds) implements Verdict {
        public Allowed {
            grounds = List.copyOf(grounds);
        }
    }

    /**
     * It may go with these texts.
     *
     * @param grounds the clauses that ask for them
     * @param texts their keys, one a ground
     */
    record NeedsText(List<Ground> grounds, List<String> texts) implements Verdict {
        public NeedsText {
            grounds = List.copyOf(grounds);
            texts = List.copyOf(texts);
        }
    }

    /**
     * It is barred.
     *
     * @param ground the first clause that bars it
     * @param reason code for the decision record
     */
    record Denied(Ground ground, String reason) implements Verdict {
        public Denied {
            Objects.requireNonNull(ground, "ground");
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public List<Ground> grounds() {
            return List.of(ground);
        }
    }
}
