package dev.tideline.engine.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.timeline.RandomEvents;
import dev.tideline.engine.timeline.RandomEvents.Raw;
import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.interpretation.AuthorPrinter;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Condition.Operator;
import dev.tideline.rules.language.Operand;
import dev.tideline.rules.lint.relation.Relations;
import dev.tideline.rules.lint.solver.Regions;
import dev.tideline.rules.problem.Place;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** How the checks of rules take fields to belong together is how they come out of events. */
class RelationsOfEventsTest {

    private static final Instant START = Instant.parse("2026-01-10T00:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final Set<String> GROUPS = Set.of("deposits", "trading", "activity");
    private static final Place NOWHERE = Place.at("r", 0, 0);

    private final Snapshots snapshots = new Snapshots(new Days(ZONE));

    /** Also of events of the same day that lie ahead of the clock. */
    @Property(tries = 200)
    void nobodyWhomEventsMakeIsRuledOut(@ForAll long seed, @ForAll @IntRange(max = 40) int count) {
        Instant asOf = START.plusSeconds(new Random(seed).nextInt(110 * 86_400));
        LocalDate today = LocalDate.ofInstant(asOf, ZONE);
        List<Raw> events = new RandomEvents(seed, START, Duration.ofDays(100))
                .some(count).stream()
                        .filter(event -> !LocalDate.ofInstant(event.at(), ZONE).isAfter(today))
                        .toList();
        FactBuilder facts = snapshots.at(snapshots.of(events), asOf);
        List<Condition> parts = Snapshots.VOCABULARY.user().fields().stream()
                .filter(field -> GROUPS.contains(field.group()) && field.type().isNumber())
                .map(field -> part(field, facts.number(field.slot())))
                .toList();
        assertThat(Relations.shipped().ruleOut(Regions.all(parts)))
                .as(AuthorPrinter.withValues().print(new Condition.All(parts, NOWHERE)))
                .isFalse();
    }

    private static Condition part(Field field, long value) {
        return value == Fact.MISSING
                ? new Condition.Missing(field, false, NOWHERE)
                : new Condition.Comparison(field, Operator.EQUAL, new Operand.Quantity(value, ""), NOWHERE);
    }
}
