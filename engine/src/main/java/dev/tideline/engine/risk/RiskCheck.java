package dev.tideline.engine.risk;

import reactor.core.publisher.Mono;

/** Asks for a verdict. Never fails and never dawdles: what cannot be had in time is a denial. */
@FunctionalInterface
public interface RiskCheck {

    /** The verdict about everything that is wanted. */
    Mono<Verdict> ask(RiskQuestion question);
}
