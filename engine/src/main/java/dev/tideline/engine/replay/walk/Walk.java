package dev.tideline.engine.replay.walk;

import dev.tideline.engine.arbitration.Arbiter;
import dev.tideline.engine.arbitration.given.PlaybookTerms;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.rules.facts.vocabulary.AsOfFacts;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.ruleset.evaluation.Evaluator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes persons through the virtual days, each by himself: what is remembered of the days before is that of the person
 * alone. Reads nothing and writes nothing but the tally. For one thread.
 */
public final class Walk implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Walk.class);

    private final VirtualDays days;
    private final EvaluationPolicy policy;
    private final Tally tally;
    private final Evaluator evaluator;
    private final Sight sight;
    private final Arbiter firstDay;
    private final Arbiter otherDays;

    /** A walk over these days that counts into a tally of them and the playbook's rules. */
    public Walk(ReplayedPlaybook replayed, EvaluationPolicy policy, VirtualDays days, Tally tally) {
        this.days = days;
        this.policy = policy;
        this.tally = tally;
        this.evaluator = replayed.rulebook().evaluator();
        this.sight = new Sight(replayed, policy.model());
        this.firstDay = arbiter(replayed.playbook(), true);
        this.otherDays = arbiter(replayed.playbook(), false);
    }

    private Arbiter arbiter(Playbook playbook, boolean goesLive) {
        PlaybookTerms terms = new PlaybookTerms(playbook, playbook.version(), goesLive, Map.of());
        return new Arbiter(Terms.of(
                policy.model().vocabulary().user(),
                List.of(terms),
                policy.limits(),
                policy.incentives(),
                policy.packs(),
                policy.salts()));
    }

    /**
     * Takes some persons through all days.
     *
     * @param accounts all accounts of each of the persons
     * @param stop asked before each day; true ends the walk at once
     */
    public void through(Collection<Account> accounts, BooleanSupplier stop) {
        Collection<VirtualPerson> persons = persons(accounts);
        for (int day = 0; day < days.size() && !stop.getAsBoolean(); day++) {
            Today today = today(day);
            persons.removeIf(person -> !survives(person, today));
        }
    }

    private Collection<VirtualPerson> persons(Collection<Account> accounts) {
        Map<Long, List<Account>> byPerson = new LinkedHashMap<>();
        accounts.forEach(account -> byPerson.computeIfAbsent(account.stored().personNo(), person -> new ArrayList<>(1))
                .add(account));
        List<VirtualPerson> persons = new ArrayList<>();
        byPerson.values().forEach(all -> persons.add(new VirtualPerson(all, policy)));
        return persons;
    }

    private Today today(int day) {
        Instant asOf = days.end(day);
        return new Today(
                day,
                days.number(day),
                asOf,
                policy.market().apply(asOf),
                AsOfFacts.of(
                        policy.model().vocabulary(), asOf, policy.model().days().zone()),
                sight.at(asOf),
                evaluator,
                day == 0 ? firstDay : otherDays,
                tally);
    }

    private boolean survives(VirtualPerson person, Today today) {
        try {
            person.live(today);
            return true;
        } catch (RuntimeException e) {
            // An edge: one bad person must not stop the others.
            log.warn("Replay sets person {} aside: {}", person.number(), e.getMessage());
            tally.poison();
            return false;
        }
    }

    @Override
    public void close() {
        evaluator.close();
    }
}
