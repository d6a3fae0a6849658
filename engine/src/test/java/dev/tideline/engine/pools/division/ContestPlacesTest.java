package dev.tideline.engine.pools.division;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.rules.incentives.terms.ContestTerms;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Ranks, ties and what they win. */
class ContestPlacesTest {

    private static final Asset USDT = new Asset("USDT", 6);
    private static final Instant DAY = Instant.parse("2026-02-01T00:00:00Z");

    private static ContestTerms terms(ContestTerms.Best best, ContestTerms.Ties ties) {
        return new ContestTerms(
                USDT.of("3600"),
                List.of(
                        new ContestTerms.Band(1, 1, USDT.of("1000")),
                        new ContestTerms.Band(2, 2, USDT.of("600")),
                        new ContestTerms.Band(3, 3, USDT.of("400")),
                        new ContestTerms.Band(4, 10, USDT.of("1400"))),
                USDT.of("200"),
                "contest_volume",
                best,
                ties,
                Duration.ofDays(30));
    }

    private static Entrant entrant(String name, long score, int joined) {
        return entrant(name.hashCode(), name, score, joined);
    }

    private static Entrant entrant(long person, String name, long score, int joined) {
        return new Entrant(person, new GrantKey(name), score, DAY.plusSeconds(joined));
    }

    private static List<String> told(List<Placed> placed) {
        return placed.stream()
                .map(one -> one.key().text() + " " + one.place() + " " + one.prize())
                .toList();
    }

    @Test
    void whoJoinedEarlierGoesFirstAmongEquals() {
        List<Entrant> three = List.of(entrant("c", 5, 3), entrant("a", 9, 9), entrant("b", 5, 1));
        assertThat(told(places(ContestTerms.Best.HIGHEST, ContestTerms.Ties.EARLIER, three)))
                .containsExactly("a 1 1000 USDT", "b 2 600 USDT", "c 3 400 USDT");
    }

    @Test
    void equalsShareWhatTheirRanksBringTogether() {
        List<Entrant> four = List.of(entrant("a", 9, 1), entrant("b", 5, 1), entrant("c", 5, 2), entrant("d", 5, 3));
        assertThat(told(places(ContestTerms.Best.HIGHEST, ContestTerms.Ties.SHARE, four)))
                .containsExactlyInAnyOrder("a 1 1000 USDT", "b 2 400 USDT", "c 2 400 USDT", "d 2 400 USDT");
    }

    @Test
    void aRankOfOneIsTheLowestNumber() {
        List<Entrant> two = List.of(entrant("second", 2, 1), entrant("first", 1, 2));
        assertThat(told(places(ContestTerms.Best.LOWEST, ContestTerms.Ties.EARLIER, two)))
                .containsExactly("first 1 1000 USDT", "second 2 600 USDT");
    }

    @Property(tries = 300)
    void paysNeverMoreThanThePoolAndAllOfItWhereThereAreEnough(
            @ForAll @Size(max = 30) List<@IntRange(max = 8) Integer> scores,
            @ForAll ContestTerms.Ties ties,
            @ForAll long seed) {
        List<Entrant> entrants = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            entrants.add(entrant("e" + i, scores.get(i), i % 4));
        }
        List<Placed> placed = places(ContestTerms.Best.HIGHEST, ties, entrants);
        Money sum = placed.stream().map(Placed::prize).reduce(USDT.zero(), Money::plus);
        assertThat(sum.exceeds(USDT.of("3600"))).isFalse();
        if (scores.size() > 10) {
            assertThat(sum).isEqualTo(USDT.of("3600"));
        }
        Collections.shuffle(entrants, new Random(seed));
        assertThat(places(ContestTerms.Best.HIGHEST, ties, entrants)).containsExactlyInAnyOrderElementsOf(placed);
    }

    @Property(tries = 300)
    void aPersonHoldsOnePlaceThatOfHisBestEntry(
            @ForAll @Size(max = 30) List<@IntRange(max = 8) Integer> scores,
            @ForAll @IntRange(min = 1, max = 6) int persons,
            @ForAll ContestTerms.Best best,
            @ForAll ContestTerms.Ties ties) {
        List<Entrant> entrants = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            entrants.add(entrant(i % persons, "e" + i, scores.get(i), i % 4));
        }
        List<Placed> placed = places(best, ties, entrants);
        Map<GrantKey, Entrant> byKey = entrants.stream().collect(Collectors.toMap(Entrant::key, Function.identity()));
        List<Entrant> ranked = placed.stream()
                .map(one -> Objects.requireNonNull(byKey.get(one.key())))
                .toList();
        assertThat(ranked.stream().map(Entrant::person))
                .doesNotHaveDuplicates()
                .hasSize(Math.min(persons, scores.size()));
        int sign = best == ContestTerms.Best.HIGHEST ? 1 : -1;
        assertThat(ranked)
                .allSatisfy(one -> assertThat(entrants)
                        .filteredOn(other -> other.person() == one.person())
                        .allSatisfy(other ->
                                assertThat(sign * (one.score() - other.score())).isNotNegative()));
        assertThat(places(best, ties, ranked))
                .as("his other entries change nothing")
                .isEqualTo(placed);
    }

    @Test
    void whoEnteredTwiceTakesNobodysRank() {
        List<Entrant> three = List.of(entrant(1, "a", 9, 1), entrant(1, "again", 9, 1), entrant(2, "b", 5, 1));
        assertThat(places(ContestTerms.Best.HIGHEST, ContestTerms.Ties.SHARE, three))
                .extracting(one -> one.place() + " " + one.prize())
                .containsExactly("1 1000 USDT", "2 600 USDT");
    }

    private static List<Placed> places(ContestTerms.Best best, ContestTerms.Ties ties, List<Entrant> entrants) {
        return new ContestPlaces(terms(best, ties), "cup").of(entrants);
    }
}
