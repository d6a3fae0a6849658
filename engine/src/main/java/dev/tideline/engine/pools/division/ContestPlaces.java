package dev.tideline.engine.pools.division;

import dev.tideline.engine.ledger.pool.Prizes;
import dev.tideline.rules.incentives.terms.ContestTerms;
import dev.tideline.rules.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Ranks a contest and says what each place wins. A person holds one place: of several entries only the best is ranked. Pure;
 * the order of the entrants does not matter.
 *
 * @param terms the prize table
 * @param salt names the contest, for ties of the last unit
 */
public record ContestPlaces(ContestTerms terms, String salt) {

    /** Best first. */
    public List<Placed> of(Collection<Entrant> entrants) {
        List<List<Entrant>> places = places(entrants);
        Map<String, Money> paid = prizes().pay(places.stream()
                .map(tied -> tied.stream().map(one -> one.key().text()).toList())
                .toList());
        List<Placed> placed = new ArrayList<>();
        for (List<Entrant> tied : places) {
            int place = placed.size() + 1;
            tied.forEach(one -> placed.add(new Placed(
                    one.key(), place, Objects.requireNonNull(paid.get(one.key().text())))));
        }
        return placed;
    }

    private Prizes prizes() {
        List<Prizes.Band> bands = terms.bands().stream()
                .map(band -> new Prizes.Band(band.first(), band.last(), band.pool()))
                .toList();
        return new Prizes(bands, terms.participation(), salt);
    }

    private List<List<Entrant>> places(Collection<Entrant> entrants) {
        boolean share = terms.ties() == ContestTerms.Ties.SHARE;
        Comparator<Entrant> equal = share ? score() : score().thenComparing(joined());
        Prizes prizes = prizes();
        Set<Long> placed = new HashSet<>();
        List<Entrant> ranked = new ArrayList<>(entrants);
        ranked.sort(equal.thenComparing(one -> prizes.lot(one.key().text())));
        ranked.removeIf(one -> !placed.add(one.person()));
        List<List<Entrant>> places = new ArrayList<>();
        for (Entrant one : ranked) {
            List<Entrant> last = places.isEmpty() ? List.of() : places.get(places.size() - 1);
            if (share && !last.isEmpty() && last.get(0).score() == one.score()) {
                last.add(one);
            } else {
                places.add(new ArrayList<>(List.of(one)));
            }
        }
        return places;
    }

    private Comparator<Entrant> score() {
        Comparator<Entrant> ascending = Comparator.comparingLong(Entrant::score);
        return terms.best() == ContestTerms.Best.HIGHEST ? ascending.reversed() : ascending;
    }

    /** Who joined nobody knows when goes last. */
    private static Comparator<Entrant> joined() {
        return Comparator.comparing(Entrant::joined, Comparator.nullsLast(Comparator.<Instant>naturalOrder()));
    }
}
