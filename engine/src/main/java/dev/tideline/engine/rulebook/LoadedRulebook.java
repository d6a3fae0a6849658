package dev.tideline.engine.rulebook;

import dev.tideline.engine.rulebook.catalogue.PlaybookState;
import dev.tideline.engine.schedule.ScheduleKey;
import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.interpretation.Interpreter;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.ruleset.Rulebook;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is in force on this node: the compiled rules and who is paused. Immutable; a change makes another one.
 *
 * @param epoch the catalogue's epoch that this is the picture of
 * @param pausedAll whether everything is paused
 * @param pauseReason why everything is paused; empty if it is not
 * @param rulebook the rules of all playbooks that compile, paused ones too
 * @param playbooks all stored playbooks that can be read, by key
 * @param states whether each stored playbook acts, by key
 * @param ruleNumbers number of each rule in the database, by name
 * @param shares percent of persons that a playbook acts for, by key; 100 for others
 */
public record LoadedRulebook(
        long epoch,
        boolean pausedAll,
        String pauseReason,
        Rulebook rulebook,
        Map<String, Playbook> playbooks,
        Map<String, PlaybookState> states,
        Map<String, Integer> ruleNumbers,
        Map<String, Integer> shares) {

    private static final int EVERYBODY = 100;
    private static final Comparator<ScheduleKey> ORDER = Comparator.comparing(ScheduleKey::toString);

    public LoadedRulebook {
        playbooks = Map.copyOf(playbooks);
        states = Map.copyOf(states);
        ruleNumbers = Map.copyOf(ruleNumbers);
        shares = Map.copyOf(shares);
    }

    /** Acting for the shares of persons that its states say. */
    public LoadedRulebook(
            long epoch,
            boolean pausedAll,
            String pauseReason,
            Rulebook rulebook,
            Map<String, Playbook> playbooks,
            Map<String, PlaybookState> states,
            Map<String, Integer> ruleNumbers) {
        this(epoch, pausedAll, pauseReason, rulebook, playbooks, states, ruleNumbers, shares(states.values()));
    }

    private static Map<String, Integer> shares(Collection<PlaybookState> states) {
        return states.stream()
                .filter(state -> state.share() != EVERYBODY)
                .collect(Collectors.toMap(PlaybookState::key, PlaybookState::share));
    }

    /** The same acting for other shares of persons. */
    public LoadedRulebook ramped(Map<String, Integer> other) {
        return new LoadedRulebook(epoch, pausedAll, pauseReason, rulebook, playbooks, states, ruleNumbers, other);
    }

    /** Percent of persons that a playbook acts for. */
    public int share(String key) {
        return shares.getOrDefault(key, EVERYBODY);
    }

    /** Whether the candidates of this playbook count. */
    public boolean acts(String key) {
        return Optional.ofNullable(states.get(key)).filter(PlaybookState::acts).isPresent();
    }

    /** Whether this playbook was stopped, or is not there any more. */
    public boolean isStopped(String key) {
        return Optional.ofNullable(states.get(key))
                .map(PlaybookState::isStopped)
                .orElse(true);
    }

    /** Keys of the playbooks in quarantine: their rules are not even asked. */
    public Set<String> quarantined() {
        return states.values().stream()
                .filter(state -> state.quarantined() != null)
                .map(PlaybookState::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The same rules with the states of another picture. */
    public LoadedRulebook withStatesOf(LoadedRulebook now) {
        return new LoadedRulebook(epoch, now.pausedAll, now.pauseReason, rulebook, playbooks, now.states, ruleNumbers);
    }

    /** Content hashes of the playbooks that this is made of, one that does not compile included. */
    public Set<String> versions() {
        return states.values().stream()
                .filter(state -> playbooks.containsKey(state.key()))
                .map(PlaybookState::version)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The playbooks that act, by schedule. */
    public Map<ScheduleKey, Set<String>> acting() {
        Map<ScheduleKey, Set<String>> acting = new TreeMap<>(ORDER);
        playbooks.values().stream()
                .filter(playbook -> acts(playbook.key()))
                .forEach(playbook -> acting.computeIfAbsent(schedule(playbook), key -> new TreeSet<>())
                        .add(playbook.key()));
        return new LinkedHashMap<>(acting);
    }

    /** Keys of the playbooks that act as soon as an event has changed a user. */
    public Set<String> onEvents() {
        return playbooks.values().stream()
                .filter(playbook -> playbook.schedule().onEvents() && acts(playbook.key()))
                .map(Playbook::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Names of the rules of each playbook that keep their members: none if it is retired; only what compiles. */
    public Map<String, Set<String>> standingRules() {
        Map<String, Set<String>> standing = new TreeMap<>();
        states.values().stream()
                .filter(state ->
                        state.isStored() && (state.retired() || state.problems().isEmpty()))
                .forEach(state -> standing.put(state.key(), state.retired() ? Set.of() : rulesOf(state.key())));
        return standing;
    }

    private Set<String> rulesOf(String key) {
        return rulebook.rules().stream()
                .filter(rule -> rule.playbook().equals(key))
                .map(CheckedRule::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Which rules hold as far as the market and the calendar go. When it changes, users who did not change are due. */
    public String signature(Market market, AsOf asOf) {
        return rulebook.rules().stream()
                .filter(rule -> rule.market() != null || rule.asOf() != null)
                .filter(rule -> Interpreter.surroundingsHold(rule, market, asOf))
                .map(CheckedRule::name)
                .collect(Collectors.joining(" "));
    }

    static ScheduleKey schedule(Playbook playbook) {
        return new ScheduleKey(
                playbook.schedule().cron(), playbook.schedule().zone().getId());
    }
}
