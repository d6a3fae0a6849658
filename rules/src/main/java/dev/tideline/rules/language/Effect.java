package dev.tideline.rules.language;

import dev.tideline.rules.candidate.CandidateClass;
import java.util.List;
import java.util.Objects;

/** What a guardrail does to a user's candidates when it fires. */
public sealed interface Effect {

    /** The reason that is recorded, such as {@code INELIGIBLE_RISK}. */
    String reason();

    /** What is refused. */
    enum Target {
        /** Every incentive. */
        INCENTIVES,
        /** Every promotional touch and incentive. */
        PROMOTION,
        /** Every touch, service messages too. */
        MESSAGES
    }

    /** {@code refuse(INCENTIVES).because("…");} */
    record Refuse(Target target, String reason) implements Effect {
        public Refuse {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** {@code refuseIncentives("FUTURES_BONUS", …).because("…");}: incentives of these types. */
    record RefuseIncentives(List<String> types, String reason) implements Effect {
        public RefuseIncentives {
            types = List.copyOf(types);
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** {@code refuseIncentivesExcept("FEE_CASHBACK", …).because("…");}: incentives of all other types. */
    record RefuseIncentivesExcept(List<String> types, String reason) implements Effect {
        public RefuseIncentivesExcept {
            types = List.copyOf(types);
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** {@code refuseMessagesAbout("DERIVATIVES", …).because("…");}: promotional messages that are about these products. */
    record RefuseMessagesAbout(List<String> products, String reason) implements Effect {
        public RefuseMessagesAbout {
            products = List.copyOf(products);
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** {@code refuse(INCENTIVES).sparing(CONTRACTUAL).because("…");}: what it refuses, but not to candidates of this class. */
    record Sparing(Effect refused, CandidateClass spared) implements Effect {
        public Sparing {
            Objects.requireNonNull(refused, "refused");
            Objects.requireNonNull(spared, "spared");
        }

        @Override
        public String reason() {
            return refused.reason();
        }
    }

    /** {@code review(INCENTIVES).because("…");}: incentives wait for a person. */
    record Review(String reason) implements Effect {
        public Review {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** {@code suppress(PROMOTION).because("…");}: nothing promotional for now. */
    record Suppress(String reason) implements Effect {
        public Suppress {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
