package dev.tideline.engine.sweep.claim;

import static dev.tideline.engine.arbitration.Given.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.arbitration.Arbiter;
import dev.tideline.engine.arbitration.ArbiterPropertiesTest;
import dev.tideline.engine.arbitration.Given;
import dev.tideline.engine.arbitration.budget.Charging;
import dev.tideline.engine.arbitration.budget.DeskPurse;
import dev.tideline.engine.arbitration.budget.Wish;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.arbitration.outcome.Arbitration;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.arbitration.outcome.PartResult;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.ledger.book.InMemoryLedger;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.budgets.BudgetPlanReader;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Assets;
import dev.tideline.rules.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

/** Arbitration of several persons on budgets that are too small: 1,000 cases each, {@code -Dbudgeted=20000} for 20,000. */
final class BudgetPropertiesTest {

    private static final int TRIES = 1_000;
    /** Seeds in a row would draw alike. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final AtomicLong CASES = new AtomicLong();
    private static final AtomicLong REFUSALS = new AtomicLong();
    private static final Instant NOON = Given.NOON;
    private static final Assets ASSETS = Assets.shipped();

    /** What came of a round: each person's arbitration, and the ledger after it. */
    private record Round(Map<String, Arbitration> decided, InMemoryLedger ledger, Set<BudgetId> charged) {}

    private final int times = Math.max(1, Integer.getInteger("budgeted", TRIES) / TRIES);

    @AfterContainer
    static void all() {
        System.out.println(CASES + " cases of budgets that are too small, " + REFUSALS + " refusals explained");
        assertThat(REFUSALS).hasPositiveValue();
    }

    private void each(long seed, Consumer<Random> one) {
        for (int i = 0; i < times; i++) {
            one.accept(new Random(seed + i * SPREAD));
            CASES.incrementAndGet();
        }
    }

    @Property(tries = TRIES)
    void anyOrderOfPersonsAccountsAndRulesGivesTheSame(@ForAll long seed) {
        each(seed, BudgetPropertiesTest::orderMakesNoDifference);
    }

    private static void orderMakesNoDifference(Random random) {
        Terms terms = ArbiterPropertiesTest.terms(random);
        BudgetPlan plan = plan(random);
        List<PersonCase> persons = persons(random);
        Round expected = round(terms, plan, persons);
        List<PersonCase> shuffled = new ArrayList<>(persons.stream()
                .map(person -> ArbiterPropertiesTest.shuffled(person, random))
                .toList());
        Collections.shuffle(shuffled, random);
        assertThat(round(terms, plan, shuffled).decided()).isEqualTo(expected.decided());
    }

    @Property(tries = TRIES)
    void noBudgetIsOverspentAndEveryGrantIsBookedOnce(@ForAll long seed) {
        each(seed, BudgetPropertiesTest::capsHold);
    }

    private static void capsHold(Random random) {
        Terms terms = ArbiterPropertiesTest.terms(random);
        Round round = round(terms, plan(random), persons(random));
        for (BudgetId id : round.charged()) {
            Budget budget = round.ledger().budget(id).orElseThrow();
            assertThat(budget.spent().exceeds(budget.limits().total())).isFalse();
        }
        Money granted = round.decided().values().stream()
                .flatMap(arbitration -> arbitration.candidates().stream())
                .flatMap(result -> result.parts().stream())
                .filter(part -> part.part() instanceof Part.Incentive && part.outcome() == Outcome.GRANTED)
                .map(part -> terms.incentives()
                        .named(part.part().key())
                        .orElseThrow()
                        .faceValue())
                .reduce(ASSETS.require("USDT").zero(), Money::plus);
        Money spent = round.charged().stream()
                .filter(id -> id.kind() == BudgetId.Kind.CAMPAIGN)
                .map(id -> round.ledger().budget(id).orElseThrow().spent())
                .reduce(ASSETS.require("USDT").zero(), Money::plus);
        assertThat(spent).isEqualTo(granted);
    }

    @Property(tries = TRIES)
    void whoIsRefusedIsToldByWhichBudgetAndByHowMuchItFellShort(@ForAll long seed) {
        each(seed, BudgetPropertiesTest::refusalsAreExplained);
    }

    private static void refusalsAreExplained(Random random) {
        Round round = round(ArbiterPropertiesTest.terms(random), plan(random), persons(random));
        round.decided().values().stream()
                .flatMap(arbitration -> arbitration.candidates().stream())
                .flatMap(result -> result.parts().stream())
                .filter(part -> part.reason().equals(Reason.BUDGET_EXHAUSTED))
                .forEach(part -> tellsWhatWasShort(round, part));
    }

    /** When it was refused: what the same candidate had claimed before may have come back since. */
    private static void tellsWhatWasShort(Round round, PartResult part) {
        REFUSALS.incrementAndGet();
        Asset asset = round.ledger()
                .budget(BudgetId.of(part.values().get("budget")))
                .orElseThrow()
                .asset();
        Money asked = money(asset, part, "asked");
        Money left = money(asset, part, "left");
        assertThat(asked.exceeds(left)).isTrue();
        assertThat(money(asset, part, "short_by")).isEqualTo(asked.minus(left));
    }

    private static Money money(Asset asset, PartResult part, String value) {
        String text = part.values().get(value);
        return asset.of(text.substring(0, text.indexOf(' ')));
    }

    /** As the second pass does: by score, then by lot, each with all budgets as those before him left them. */
    private static Round round(Terms terms, BudgetPlan plan, List<PersonCase> persons) {
        Arbiter arbiter = new Arbiter(terms);
        Charging charging = new Charging(plan, SCHEMA, Map.of(), "run 1");
        List<Arbiter.Contest> contests = new ArrayList<>(
                persons.stream().map(person -> arbiter.contest(person, NOON)).toList());
        contests.sort(Comparator.comparing(BudgetPropertiesTest::score)
                .reversed()
                .thenComparing(contest -> Draw.of(NOON, contest.person().personId())));
        List<Claim> possible = contests.stream()
                .flatMap(contest -> contest.wishes().stream())
                .flatMap(wish -> charging.of(wish).claims())
                .toList();
        InMemoryLedger ledger = new InMemoryLedger();
        Map<String, Arbitration> decided = ledger.claiming(possible, NOON, desk -> {
            Map<String, Arbitration> all = new TreeMap<>();
            DeskPurse purse = new DeskPurse(charging, Map.of(), desk);
            contests.forEach(contest -> all.put(contest.person().personId(), contest.settle(purse)));
            return all;
        });
        Set<BudgetId> charged = new HashSet<>();
        possible.forEach(claim -> claim.charges().forEach(charge -> charged.add(charge.budget())));
        return new Round(decided, ledger, charged);
    }

    private static BigDecimal score(Arbiter.Contest contest) {
        return contest.wishes().stream()
                .map(Wish::score)
                .max(Comparator.naturalOrder())
                .orElse(BigDecimal.ZERO);
    }

    private static List<PersonCase> persons(Random random) {
        List<PersonCase> persons = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(4); i++) {
            PersonCase person = ArbiterPropertiesTest.person(random);
            persons.add(new PersonCase(i, "person-" + i, person.accounts(), person.history()));
        }
        return persons;
    }

    private static BudgetPlan plan(Random random) {
        String text = """
                asset: USDT
                campaigns: { default: { total: "%d" } }
                groups: { some: { playbooks: [p0, p1, p2], total: "%d" } }
                periods: { all: { total: "%d" } }
                person: { total: "%d" }
                """.formatted(
                        random.nextInt(60), random.nextInt(90), 20 + random.nextInt(120), 10 + random.nextInt(60));
        return BudgetPlanReader.read("budgets.yaml", text, ASSETS).orThrow();
    }
}
