package dev.tideline.engine.rulebook;

import dev.tideline.engine.rulebook.catalogue.PlaybookState;
import dev.tideline.engine.schedule.ScheduleKey;
import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.interpretation.Interpreter;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.ruleset.Rulebook;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
 * @param predecessors versions that go on for persons outside of these shares
 */
public record LoadedRulebook(
        long epoch,
        boolean pausedAll,
        String pauseReason,
        Rulebook rulebook,
        Map<String, Playbook> playbooks,
        Map<String, PlaybookState> states,
        Map<String, Integer> ruleNumbers,
        Map<String, Integer> shares,
        Predecessors predecessors) {

    private static final int EVERYBODY = 100;
    private static final Comparator<ScheduleKey> ORDER = Comparator.comparing(ScheduleKey::toString);

    public LoadedRulebook {
        playbooks = Map.copyOf(playbooks);
        states = Map.copyOf(states);
        ruleNumbers = Map.copyOf(ruleNumbers);
        shares = Map.copyOf(shares);
        Objects.requireNonNull(predecessors, "predecessors");
    }

    /** Acting for the shares of persons that its states say, and for nobody outside of them. */
    public LoadedRulebook(
            long epoch,
            boolean pausedAll,
            String pauseReason,
            Rulebook rulebook,
            Map<String, Playbook> playbooks,
            Map<String, PlaybookState> states,
            Map<String, Integer> ruleNumbers) {
        this(
                epoch,
                pausedAll,
                pauseReason,
                rulebook,
                playbooks,
                states,
                ruleNumbers,
                shares(states.values()),
                Predecessors.NONE);
    }

    private static Map<String, Integer> shares(Collection<PlaybookState> states) {
        return states.stream()
                .filter(state -> state.share() != EVERYBODY)
                .collect(Collectors.toMap(PlaybookState::key, PlaybookState::share));
    }

    /** The same acting for other shares of persons, outside of which these go on. */
    public LoadedRulebook ramped(Map<String, Integer> other, Predecessors goingOn) {
        return new LoadedRulebook(
                epoch, pausedAll, pauseReason, rulebook, playbooks, states, ruleNumbers, other, goingOn);
    }

    /** What is in force for persons for whom the predecessors of these playbooks go on. Its rulebook does not tell. */
    public LoadedRulebook goingOn(Set<String> keys) {
        Map<String, Playbook> exchanged = new HashMap<>(playbooks);
        predecessors.playbooks().forEach((key, playbook) -> {
            if (keys.contains(key)) {
                exchanged.put(key, playbook);
            }
        });
        Map<String, Integer> other = new HashMap<>(shares);
        other.keySet().removeAll(keys);
        return new LoadedRulebook(
                epoch, pausedAll, pauseReason, rulebook, exchanged, states, ruleNumbers, other, Predecessors.NONE);
    }

    /** All rules that act for anybody: of a playbook with two versions those of both, some names twice. */
    public List<CheckedRule> rules() {
        List<CheckedRule> rules = new ArrayList<>(rulebook.rules());
        rules.addAll(predecessors.rules());
        return rules;
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
        return new LoadedRulebook(
                epoch,
                now.pausedAll,
                now.pauseReason,
                rulebook,
                playbooks,
                now.states,
                ruleNumbers,
                shares,
                predecessors);
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
        return rules().stream()
                .filter(rule -> rule.playbook().equals(key))
                .map(CheckedRule::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Which rules hold as far as the market and the calendar go. When it changes, users who did not change are due. */
    public String signature(Market market, AsOf asOf) {
        return Stream.concat(
                        holding(rulebook.rules(), market, asOf),
                        holding(predecessors.rules(), market, asOf).map(name -> "before:" + name))
                .collect(Collectors.joining(" "));
    }

    private static Stream<String> holding(List<CheckedRule> rules, Market market, AsOf asOf) {
        return rules.stream()
                .filter(rule -> rule.market() != null || rule.asOf() != null)
                .filter(rule -> Interpreter.surroundingsHold(rule, market, asOf))
                .map(CheckedRule::name);
    }

    static ScheduleKey schedule(Playbook playbook) {
        return new ScheduleKey(
                playbook.schedule().cron(), playbook.schedule().zone().getId());
    }
}
