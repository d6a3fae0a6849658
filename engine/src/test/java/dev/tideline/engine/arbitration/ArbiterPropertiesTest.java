package dev.tideline.engine.arbitration;

import static dev.tideline.engine.arbitration.Given.NOON;
import static dev.tideline.engine.arbitration.Given.candidate;
import static dev.tideline.engine.arbitration.Given.consent;
import static dev.tideline.engine.arbitration.Given.offer;
import static dev.tideline.engine.arbitration.Given.playbook;
import static dev.tideline.engine.arbitration.Given.text;
import static dev.tideline.engine.arbitration.Given.touch;
import static dev.tideline.engine.arbitration.Given.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.arbitration.given.PersonHistory.Contact;
import dev.tideline.engine.arbitration.given.PersonHistory.Grant;
import dev.tideline.engine.arbitration.given.PersonHistory.ScopePast;
import dev.tideline.engine.arbitration.given.PlaybookTerms;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.arbitration.outcome.Arbitration;
import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.arbitration.outcome.PartResult;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.guardrails.Limits;
import dev.tideline.rules.guardrails.LimitsReader;
import dev.tideline.rules.guardrails.OfferLimits;
import dev.tideline.rules.language.Effect;
import dev.tideline.rules.playbook.Exclusivity;
import dev.tideline.rules.playbook.Playbook;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Arbitration is independent of order, safe, total and explained, whatever the case. */
public class ArbiterPropertiesTest {

    /** Cases of each of the five properties (reliability promise 23). */
    private static final int TRIES = 20_000;

    private static final List<String> INCENTIVES = List.of("v5", "v10", "v20", "v40", "alone", "bonus", "unknown");
    private static final Set<String> GUARDRAIL_REASONS =
            Set.of("INELIGIBLE_RISK", "INELIGIBLE_REGION_PACK", "REVIEW_RISK", "SUPPRESSED_COMPLAINT");

    @Property(tries = TRIES)
    void anyOrderGivesTheSame(@ForAll long seed) {
        Random random = new Random(seed);
        Terms terms = terms(random);
        PersonCase person = person(random);
        Arbitration expected = new Arbiter(terms).arbitrate(person, NOON);
        assertThat(new Arbiter(terms).arbitrate(shuffled(person, random), NOON)).isEqualTo(expected);
    }

    @Property(tries = TRIES)
    void everyPartOfEveryCandidateHasOneExplainedOutcome(@ForAll long seed) {
        Random random = new Random(seed);
        Terms terms = terms(random);
        PersonCase person = person(random);
        Arbitration decided = new Arbiter(terms).arbitrate(person, NOON);
        List<Candidate> expected = person.accounts().stream()
                .flatMap(account -> account.candidates().stream())
                .filter(candidate -> terms.playbooks().containsKey(candidate.playbook()))
                .toList();
        assertThat(decided.candidates()).hasSameSizeAs(expected);
        for (CandidateResult result : decided.candidates()) {
            assertThat(result.parts()).isNotEmpty().allSatisfy(ArbiterPropertiesTest::explained);
            assertThat(result.parts())
                    .anyMatch(part ->
                            part.outcome() == result.outcome() && part.reason().equals(result.reason()));
            assertThat(result.probability()).isBetween(new BigDecimal("0.0001"), BigDecimal.ONE);
        }
    }

    private static void explained(PartResult part) {
        assertThat(Reason.catalogue().containsKey(Reason.code(part.reason()))
                        || GUARDRAIL_REASONS.contains(part.reason()))
                .as(part.reason())
                .isTrue();
        boolean speaks = part.part() instanceof Part.Touch || part.part() instanceof Part.Task;
        if (part.outcome().counts() && speaks) {
            assertThat(part.channel()).isNotNull();
            assertThat(part.notBefore()).isAfterOrEqualTo(NOON);
        }
        if (part.retryAt() != null) {
            assertThat(part.retryAt()).isAfter(NOON);
        }
        boolean ghost = part.outcome().ghost();
        assertThat(part.reason().equals(Reason.HELD_OUT)).isEqualTo(ghost);
        assertThat(part.reason().equals(Reason.GRANTED)).isEqualTo(part.outcome() == Outcome.GRANTED);
    }

    @Property(tries = TRIES)
    void noCapIsEverExceeded(@ForAll long seed) {
        Random random = new Random(seed);
        Terms terms = terms(random);
        PersonCase person = person(random);
        Arbitration decided = new Arbiter(terms).arbitrate(person, NOON);
        Map<Channel, Integer> byChannel = new HashMap<>();
        person.history().contacts().stream()
                .filter(contact -> contact.at().isAfter(NOON.minus(Duration.ofDays(1))))
                .forEach(contact -> byChannel.merge(contact.channel(), 1, Integer::sum));
        int before = byChannel.values().stream().mapToInt(Integer::intValue).sum();
        List<PartResult> touches = counted(decided, ArbiterPropertiesTest::capped, Part.Touch.class);
        assertThat(touches).hasSizeLessThanOrEqualTo(Math.max(0, 2 - before));
        for (PartResult touch : touches) {
            assertThat(byChannel.merge(touch.channel(), 1, Integer::sum)).isEqualTo(1);
        }
        BigDecimal granted =
                counted(decided, result -> result.candidateClass() == CandidateClass.PROMOTIONAL, Part.Incentive.class)
                        .stream()
                        .map(part -> terms.incentives()
                                .named(part.part().key())
                                .orElseThrow()
                                .faceValue()
                                .amount())
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(granted).isLessThanOrEqualTo(terms.limits().incentiveCap().faceValue());
        offersStayWithinTheirCaps(terms, person, decided);
    }

    /** All accounts of these persons pay the same fees (none), so that one value cap binds them. */
    private static void offersStayWithinTheirCaps(Terms terms, PersonCase person, Arbitration decided) {
        OfferLimits offers = terms.limits().offers();
        List<PartResult> promised =
                counted(decided, result -> result.candidateClass() == CandidateClass.PROMOTIONAL, Part.Incentive.class);
        if (promised.isEmpty()) {
            return;
        }
        List<Grant> past = person.history().incentives();
        whatIsNotCombinableStandsAlone(promised, past);
        assertThat(promised.size()
                        + past.stream()
                                .filter(grant -> grant.at().isAfter(NOON.minus(Duration.ofDays(1))))
                                .count())
                .isLessThanOrEqualTo(offers.pace().atMost());
        BigDecimal cost = Stream.concat(
                        promised.stream().map(part -> part.part().key()),
                        past.stream()
                                .filter(grant -> grant.at().isAfter(NOON.minus(Duration.ofDays(30))))
                                .map(Grant::incentive))
                .map(key -> terms.incentives()
                        .named(key)
                        .orElseThrow()
                        .expectedCost()
                        .amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(cost).isLessThanOrEqualTo(offers.value().least());
    }

    private static void whatIsNotCombinableStandsAlone(List<PartResult> promised, List<Grant> past) {
        Set<String> vouchers = new HashSet<>();
        promised.stream().map(part -> part.part().key()).forEach(vouchers::add);
        past.stream()
                .filter(grant -> grant.at().plus(Duration.ofDays(14)).isAfter(NOON))
                .map(Grant::incentive)
                .forEach(vouchers::add);
        vouchers.remove("bonus");
        if (vouchers.contains("alone")) {
            assertThat(vouchers).containsExactly("alone");
        }
    }

    @Property(tries = TRIES)
    void ofEveryExclusivityGroupAtMostAsManyActAsItsPlaybooksAllow(@ForAll long seed) {
        Random random = new Random(seed);
        Terms terms = terms(random);
        PersonCase person = person(random);
        Map<String, Set<String>> acting = new HashMap<>();
        List<CandidateResult> results =
                new Arbiter(terms).arbitrate(person, NOON).candidates();
        for (CandidateResult result : results) {
            if (acts(result)) {
                acting.computeIfAbsent(exclusivity(terms, result.playbook()).group(), group -> new HashSet<>())
                        .add(result.playbook());
            }
            if (Reason.code(result.reason()).equals(Reason.LOST_TO)) {
                String winner = result.reason()
                        .substring(Reason.LOST_TO.length() + 1, result.reason().length() - 1);
                assertThat(exclusivity(terms, winner).group())
                        .isEqualTo(exclusivity(terms, result.playbook()).group());
                boolean stands = person.history().incentives().stream()
                        .anyMatch(grant -> grant.playbook().equals(winner));
                assertThat(stands
                                || results.stream()
                                        .anyMatch(other -> other.playbook().equals(winner) && acts(other)))
                        .isTrue();
            }
        }
        acting.remove("");
        acting.values()
                .forEach(playbooks -> assertThat(playbooks)
                        .allSatisfy(playbook -> assertThat(playbooks.size())
                                .isLessThanOrEqualTo(
                                        exclusivity(terms, playbook).most())));
    }

    private static Exclusivity exclusivity(Terms terms, String playbook) {
        return terms.playbooks().get(playbook).playbook().exclusivity();
    }

    /** Whether more of it counts than a membership. */
    private static boolean acts(CandidateResult result) {
        return result.parts().stream()
                .anyMatch(part -> part.outcome().counts() && !(part.part() instanceof Part.Audience));
    }

    private static boolean capped(CandidateResult result) {
        return result.candidateClass() == CandidateClass.PROMOTIONAL
                || result.candidateClass() == CandidateClass.GOODWILL;
    }

    private static List<PartResult> counted(
            Arbitration decided, Predicate<CandidateResult> which, Class<? extends Part> kind) {
        return decided.candidates().stream()
                .filter(which)
                .flatMap(result -> result.parts().stream())
                .filter(part -> part.outcome().counts() && kind.isInstance(part.part()))
                .toList();
    }

    @Property(tries = TRIES)
    void heldOutOrNotTheSameCandidatesTakeTheRoom(@ForAll long seed) {
        Random random = new Random(seed);
        List<PlaybookTerms> playbooks = playbooks(random);
        PersonCase person = person(random);
        Arbitration free = new Arbiter(Given.terms(Given.limits(0), playbooks.toArray(PlaybookTerms[]::new)))
                .arbitrate(person, NOON);
        Arbitration held = new Arbiter(Given.terms(Given.limits(100), playbooks.toArray(PlaybookTerms[]::new)))
                .arbitrate(person, NOON);
        for (int i = 0; i < free.candidates().size(); i++) {
            assertThat(held.candidates().get(i).outcome().counts())
                    .isEqualTo(free.candidates().get(i).outcome().counts());
            assertThat(held.candidates().get(i).advances())
                    .isEqualTo(free.candidates().get(i).advances());
        }
    }

    /** What binds some playbooks. */
    public static Terms terms(Random random) {
        Limits limits = Given.limits(random.nextInt(4) == 0 ? 50 : 5);
        return Given.terms(
                random.nextBoolean()
                        ? limits
                        : Given.with(limits, LimitsReader.shipped().offers()),
                playbooks(random).toArray(PlaybookTerms[]::new));
    }

    private static List<PlaybookTerms> playbooks(Random random) {
        List<PlaybookTerms> playbooks = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Given.PlaybookBuilder builder = playbook("p" + i)
                    .is(
                            random.nextBoolean()
                                    ? CandidateClass.PROMOTIONAL
                                    : oneOf(random, List.of(CandidateClass.values())))
                    .priority(random.nextInt(3))
                    .worth(new Playbook.Worth(
                            BigDecimal.valueOf(1 + random.nextInt(2)), BigDecimal.ONE, BigDecimal.ONE, Set.of()))
                    .control(random.nextInt(3) * 20)
                    .group(oneOf(random, List.of("", "", "g", "h")), 1 + random.nextInt(3))
                    .reentry(random.nextBoolean() ? Given.any() : Given.cooldown(Duration.ofDays(random.nextInt(9))));
            if (random.nextBoolean()) {
                builder.touchSurvives();
            }
            if (random.nextInt(9) == 0) {
                builder.stale("p" + i + "/rule", "last_trade_at");
            }
            playbooks.add(builder.terms());
        }
        return playbooks;
    }

    /** A person with up to three accounts and a past. */
    public static PersonCase person(Random random) {
        List<AccountCase> accounts = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            accounts.add(account(random, i));
        }
        List<Contact> contacts = new ArrayList<>();
        for (int i = 0; i < random.nextInt(3); i++) {
            contacts.add(new Contact(NOON.minus(Duration.ofHours(random.nextInt(200))), channel(random)));
        }
        Map<String, ScopePast> scopes = new HashMap<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            scopes.put(
                    "p" + random.nextInt(6),
                    new ScopePast(1 + random.nextInt(3), NOON.minus(Duration.ofDays(random.nextInt(9))), "#1"));
        }
        PersonHistory history = new PersonHistory(scopes, Map.of(), contacts, grants(random), 1);
        return new PersonCase(1, "person-" + random.nextInt(1000), accounts, history);
    }

    private static List<Grant> grants(Random random) {
        List<Grant> grants = new ArrayList<>();
        for (int i = 0; i < random.nextInt(3); i++) {
            grants.add(
                    new Grant(NOON.minus(Duration.ofHours(random.nextInt(1000))), BigDecimal.valueOf(5), "v5", "p1"));
        }
        return grants;
    }

    private static AccountCase account(Random random, int number) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            if (random.nextInt(3) > 0) {
                candidates.add(candidate("p" + i, parts(random)));
            }
        }
        List<Effect> effects = new ArrayList<>(List.of(
                new Effect.Refuse(oneOf(random, List.of(Effect.Target.values())), "INELIGIBLE_RISK"),
                new Effect.RefuseIncentives(List.of("FUTURES_BONUS"), "INELIGIBLE_REGION_PACK"),
                new Effect.Review("REVIEW_RISK"),
                new Effect.Suppress("SUPPRESSED_COMPLAINT")));
        effects.removeIf(effect -> random.nextInt(5) > 0);
        return new AccountCase(
                number,
                user(
                        "u" + number,
                        facts -> random.nextInt(6) == 0
                                ? text(facts, "region_group", null)
                                : consent(
                                        facts,
                                        oneOf(random, List.of(Channel.PUSH, Channel.SMS, Channel.CALL)),
                                        "DENIED")),
                candidates,
                effects,
                random.nextInt(9) == 0 ? Set.of("x", "y") : Set.of());
    }

    private static Part[] parts(Random random) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            int kind = random.nextInt(8);
            if (kind < 3) {
                parts.add(offer(oneOf(random, INCENTIVES)));
            } else if (kind < 6) {
                parts.add(touch(channel(random), channel(random)));
            } else {
                parts.add(kind == 6 ? new Part.Task("t", Channel.CALL) : new Part.Audience("x"));
            }
        }
        return parts.toArray(Part[]::new);
    }

    private static Channel channel(Random random) {
        return oneOf(random, List.of(Channel.values()));
    }

    private static <T> T oneOf(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    public static PersonCase shuffled(PersonCase person, Random random) {
        List<AccountCase> accounts = new ArrayList<>();
        for (AccountCase account : person.accounts()) {
            accounts.add(new AccountCase(
                    account.userNo(),
                    account.user(),
                    shuffled(account.candidates(), random),
                    shuffled(account.effects(), random),
                    account.exclusionLists()));
        }
        PersonHistory history = person.history();
        return new PersonCase(
                person.personNo(),
                person.personId(),
                shuffled(accounts, random),
                new PersonHistory(
                        history.scopes(),
                        history.last(),
                        shuffled(history.contacts(), random),
                        shuffled(history.incentives(), random),
                        history.revision()));
    }

    private static <T> List<T> shuffled(List<T> values, Random random) {
        List<T> copy = new ArrayList<>(values);
        Collections.shuffle(copy, random);
        return copy;
    }
}
