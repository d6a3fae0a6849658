package dev.tideline.rules.lint.solver;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Users whose value along each of some dimensions is one of a set; all other dimensions are free. Never empty. Immutable.
 *
 * @param sides the sets, each smaller than what the dimension can have
 */
public record Box(SortedMap<Dimension, Values> sides) {

    /** Everybody. */
    public static final Box ALL = new Box(Collections.emptySortedMap());

    public Box {
        sides = Collections.unmodifiableSortedMap(sides);
    }

    /** The box of these sets; empty if nobody is in it. */
    public static Optional<Box> of(Map<Dimension, Values> sets) {
        SortedMap<Dimension, Values> sides = new TreeMap<>();
        for (Map.Entry<Dimension, Values> set : sets.entrySet()) {
            Values universe = set.getKey().universe();
            Values possible = set.getValue().and(universe);
            if (possible.isEmpty()) {
                return Optional.empty();
            }
            if (!universe.within(possible)) {
                sides.put(set.getKey(), possible);
            }
        }
        return requirePresence(sides) ? Optional.of(new Box(sides)) : Optional.empty();
    }

    /** The box of one set. */
    public static Optional<Box> of(Dimension dimension, Values values) {
        return of(Map.of(dimension, values));
    }

    /** What is compared and not undefined is there; false if that cannot be. */
    private static boolean requirePresence(SortedMap<Dimension, Values> sides) {
        boolean possible = true;
        for (Map.Entry<Dimension, Values> side : List.copyOf(sides.entrySet())) {
            if (side.getKey() instanceof Dimension.Compared compared
                    && !((Numbers) side.getValue()).holds(Dimension.Compared.UNDEFINED)) {
                possible &= requirePresent(compared.field(), sides) && requirePresent(compared.other(), sides);
            }
        }
        return possible;
    }

    private static boolean requirePresent(Field field, SortedMap<Dimension, Values> sides) {
        if (!field.nullable() || field.type() == FieldType.TEXTS) {
            return true;
        }
        Dimension value = new Dimension.Value(field);
        Values present = sides.getOrDefault(value, value.universe()).present();
        sides.put(value, present);
        return !present.isEmpty();
    }

    /** The values along a dimension. */
    public Values side(Dimension dimension) {
        Values side = sides.get(dimension);
        return side == null ? dimension.universe() : side;
    }

    /** Who is in both. */
    public Optional<Box> and(Box other) {
        if (!meets(other)) {
            return Optional.empty();
        }
        SortedMap<Dimension, Values> both = new TreeMap<>(sides);
        other.sides.forEach((dimension, values) -> both.merge(dimension, values, Values::and));
        return of(both);
    }

    /** Whether no single dimension keeps them apart. */
    private boolean meets(Box other) {
        if (sides.size() > other.sides.size()) {
            return other.meets(this);
        }
        for (Map.Entry<Dimension, Values> side : sides.entrySet()) {
            Values opposite = other.sides.get(side.getKey());
            if (opposite != null && side.getValue().and(opposite).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Whether all of it is in the other. */
    public boolean within(Box other) {
        for (Map.Entry<Dimension, Values> side : other.sides.entrySet()) {
            if (!side(side.getKey()).within(side.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** Both as one box; empty if their union is none, or is not seen to be one. */
    Optional<Box> joined(Box other) {
        if (sides.size() != other.sides.size()) {
            return Optional.empty();
        }
        Dimension different = null;
        Iterator<Map.Entry<Dimension, Values>> others = other.sides.entrySet().iterator();
        for (Map.Entry<Dimension, Values> side : sides.entrySet()) {
            Map.Entry<Dimension, Values> opposite = others.next();
            if (!side.getKey().equals(opposite.getKey())) {
                return Optional.empty();
            }
            if (!side.getValue().equals(opposite.getValue())) {
                if (different != null) {
                    return Optional.empty();
                }
                different = side.getKey();
            }
        }
        return different == null ? Optional.of(this) : joined(other, different);
    }

    private Optional<Box> joined(Box other, Dimension different) {
        SortedMap<Dimension, Values> both = new TreeMap<>(sides);
        both.merge(different, other.side(different), Values::or);
        return of(both);
    }

    /** Who is in this and not in the other, as boxes that do not overlap. */
    public List<Box> minus(Box other) {
        if (and(other).isEmpty()) {
            return List.of(this);
        }
        List<Box> pieces = new ArrayList<>();
        SortedMap<Dimension, Values> rest = new TreeMap<>(sides);
        other.sides.forEach((dimension, values) -> {
            Values here = side(dimension);
            SortedMap<Dimension, Values> outside = new TreeMap<>(rest);
            outside.put(dimension, here.minus(values));
            of(outside).ifPresent(pieces::add);
            rest.put(dimension, here.and(values));
        });
        return pieces;
    }
}
