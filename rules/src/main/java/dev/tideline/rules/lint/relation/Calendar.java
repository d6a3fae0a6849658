package dev.tideline.rules.lint.relation;

import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.lint.solver.Dimension;
import dev.tideline.rules.lint.solver.Numbers;
import dev.tideline.rules.lint.solver.Region;
import dev.tideline.rules.problem.Wording;
import java.time.Month;

/** Which days a month has. Stateless. */
final class Calendar {

    private Calendar() {}

    static Relation of(FactSchema schema) {
        Field day = schema.require("day_of_month");
        Dimension days = new Dimension.Value(day);
        Dimension months = new Dimension.Value(schema.require("month"));
        Region all = Region.NOBODY;
        for (Month month : Month.values()) {
            all = all.or(Region.of(months, Numbers.only(month.getValue()))
                    .and(Region.of(days, Numbers.between(1, month.maxLength()))));
        }
        return new Cases(day, all, box -> Wording.of("no such month has such a day"), true);
    }
}
