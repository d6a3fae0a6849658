package dev.tideline.engine.simulation.world;

import dev.tideline.engine.sweep.claim.ClaimPhase.Demand;
import dev.tideline.engine.sweep.claim.Staging.Waiting;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The persons of one side who wait until it is known who else asks. Where their sum does not fit they take turns by score,
 * then by lot, as in the second pass of a run; then come the others. Thread-safe.
 */
final class Queue {

    private static final int TOGETHER = 200;

    /** The best first. */
    private static final Comparator<Place> ORDER = Comparator.comparing(Place::score)
            .reversed()
            .thenComparing(Place::draw, Long::compareUnsigned)
            .thenComparing(Place::person);

    private final Map<String, BigInteger> asked = new TreeMap<>();
    private final Map<String, Long> grants = new HashMap<>();
    private final Map<Long, List<Place>> places = new TreeMap<>();
    private @Nullable List<Long> line;
    private int taken;
    private int turn;
    private boolean broken;

    /** Where a person stands among those who ask one budget. */
    private record Place(long person, String budget, BigDecimal score, long draw) {}

    /** Persons whose turn comes together. */
    record Group(int turn, List<Long> persons) {}

    synchronized void add(long person, List<Waiting> waiting) {
        Map<String, Place> best = new TreeMap<>();
        for (Waiting one : waiting) {
            asked.merge(one.budget(), one.asked().minor(), BigInteger::add);
            grants.merge(one.budget(), 1L, Long::sum);
            Place place = new Place(person, one.budget(), one.wish().score(), Long.parseUnsignedLong(one.draw(), 16));
            best.merge(one.budget(), place, Queue::both);
        }
        places.put(person, List.copyOf(best.values()));
    }

    /** A person asks a budget with his best score and his best lot. */
    private static Place both(Place one, Place other) {
        return new Place(
                one.person(),
                one.budget(),
                one.score().max(other.score()),
                Long.compareUnsigned(one.draw(), other.draw()) <= 0 ? one.draw() : other.draw());
    }

    synchronized int size() {
        return places.size();
    }

    /**
     * Who is next; null if nobody is left. The first call decides the order.
     *
     * @param tight tells the budgets that do not do for all who ask
     */
    synchronized @Nullable Group next(Function<List<Demand>, Set<String>> tight) {
        List<Long> all = line;
        if (all == null) {
            all = line(tight.apply(demands()));
            line = all;
        }
        int from = taken * TOGETHER;
        return from >= all.size()
                ? null
                : new Group(taken++, List.copyOf(all.subList(from, Math.min(all.size(), from + TOGETHER))));
    }

    private List<Demand> demands() {
        List<Demand> demands = new ArrayList<>();
        asked.forEach(
                (budget, sum) -> demands.add(new Demand(budget, sum, Objects.requireNonNull(grants.get(budget)))));
        return demands;
    }

    private List<Long> line(Set<String> tight) {
        List<Place> ordered = new ArrayList<>();
        List<Long> others = new ArrayList<>();
        places.forEach((person, of) -> of.stream()
                .filter(place -> tight.contains(place.budget()))
                .min(ORDER)
                .ifPresentOrElse(ordered::add, () -> others.add(person)));
        ordered.sort(ORDER);
        List<Long> all = new ArrayList<>(ordered.stream().map(Place::person).toList());
        all.addAll(others);
        return all;
    }

    /** Waits until everybody before these has had his turn. */
    synchronized void await(Group group) {
        try {
            while (turn != group.turn() && !broken) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            broken = true;
        }
        if (broken) {
            throw new IllegalStateException("Those before group " + group.turn() + " never had their turn");
        }
    }

    /** These have had their turn. */
    synchronized void pass(Group group) {
        turn = group.turn() + 1;
        notifyAll();
    }

    /** Nobody has a turn any more. */
    synchronized void breakUp() {
        broken = true;
        notifyAll();
    }
}
