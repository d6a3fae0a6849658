package dev.tideline.engine.decision;

import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.CheckedRule;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What is the same for all decisions of one run, chunk or pull.
 *
 * @param runNo number of the run; null if a request asked
 * @param asOf instant of evaluation
 * @param vocabulary all fields
 * @param terms what bound arbitration
 * @param market market facts that were read
 * @param instant facts of the instant
 * @param rules rules of the rulebook by name, guardrails included
 * @param rulebookHash hash of the rulebook
 * @param policyHash hash of limits, catalogue, packs and salts, see {@link PolicyHash}
 */
public record RunContext(
        @Nullable Long runNo,
        Instant asOf,
        Vocabulary vocabulary,
        Terms terms,
        Market market,
        AsOf instant,
        Map<String, CheckedRule> rules,
        String rulebookHash,
        String policyHash)
        implements RunContexts {

    public RunContext {
        Objects.requireNonNull(asOf, "asOf");
        rules = Map.copyOf(rules);
    }

    @Override
    public RunContext common() {
        return this;
    }

    @Override
    public RunContext of(String personId) {
        return this;
    }

    /** The same at another instant. */
    public RunContext movedTo(Instant other, Market marketThen, AsOf instantThen) {
        return new RunContext(
                runNo, other, vocabulary, terms, marketThen, instantThen, rules, rulebookHash, policyHash);
    }

    /** The rules of a rulebook by name. */
    public static Map<String, CheckedRule> byName(Iterable<CheckedRule> rules) {
        return StreamSupport.stream(rules.spliterator(), false)
                .collect(Collectors.toMap(CheckedRule::name, Function.identity()));
    }
}
