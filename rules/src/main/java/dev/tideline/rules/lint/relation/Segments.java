package dev.tideline.rules.lint.relation;

import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.interpretation.Reads;
import dev.tideline.rules.lint.solver.Box;
import dev.tideline.rules.lint.solver.Dimension;
import dev.tideline.rules.lint.solver.Numbers;
import dev.tideline.rules.lint.solver.Region;
import dev.tideline.rules.lint.solver.Regions;
import dev.tideline.rules.lint.solver.TooLarge;
import dev.tideline.rules.lint.solver.Values;
import dev.tideline.rules.lint.solver.Words;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.segments.Axis;
import dev.tideline.rules.segments.Segmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What the value of a segment says of the fields that it follows from. Not certain: while a source is stale, segments stand
 * still. Stateless.
 */
final class Segments {

    private Segments() {}

    static List<Relation> of(FactSchema schema, Segmentation segmentation) {
        return segmentation.axes().stream().map(axis -> of(schema, axis)).toList();
    }

    private static Relation of(FactSchema schema, Axis axis) {
        Field field = schema.require(axis.column());
        Dimension dimension = new Dimension.Value(field);
        List<Box> possible = new ArrayList<>();
        List<Region> earlier = new ArrayList<>();
        for (Axis.Value value : axis.values()) {
            Region holds = Regions.of(value.condition());
            Region named = Region.of(dimension, only(field, value));
            possible.addAll(named.and(first(holds, earlier)).boxes());
            earlier.add(holds);
        }
        Values missing = dimension.universe().minus(dimension.universe().present());
        possible.addAll(Region.of(dimension, missing).boxes());
        return new Cases(field, new Region(possible), box -> said(axis, field, box), false);
    }

    private static Values only(Field field, Axis.Value value) {
        return field.type() == FieldType.TEXT
                ? Words.of(List.of(value.name()))
                : Numbers.only(Long.parseLong(value.name()));
    }

    /** The first value whose condition holds is the user's; what would take too many cases is left out of account. */
    private static Region first(Region holds, List<Region> earlier) {
        Region left = holds;
        for (Region taken : earlier) {
            left = without(left, taken);
        }
        return left;
    }

    private static Region without(Region left, Region taken) {
        try {
            return left.minus(taken);
        } catch (TooLarge e) {
            return left;
        }
    }

    private static Wording said(Axis axis, Field field, Box box) {
        Values wanted = box.side(new Dimension.Value(field));
        List<Axis.Value> values = axis.values().stream()
                .filter(value -> !wanted.and(only(field, value)).isEmpty())
                .toList();
        if (values.size() == 1 && !wanted.missing()) {
            return Wording.of(
                    "`{0}` {1} asks for `{2}`",
                    field.name(), values.get(0).name(), values.get(0).text());
        }
        TreeSet<String> reads = new TreeSet<>();
        axis.values().forEach(value -> Reads.of(value.condition()).forEach(read -> reads.add(read.name())));
        return Wording.of("`{0}` follows from {1}", field.name(), Wording.names(reads));
    }
}
