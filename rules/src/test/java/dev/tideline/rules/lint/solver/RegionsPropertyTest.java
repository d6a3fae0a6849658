package dev.tideline.rules.lint.solver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.User;
import dev.tideline.rules.interpretation.AuthorPrinter;
import dev.tideline.rules.interpretation.Interpreter;
import dev.tideline.rules.language.Condition;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** What the solver claims, held against the evaluator on users near every border. */
class RegionsPropertyTest {

    private static final int USERS = 60;

    @Property(tries = 10_000)
    void aUserIsInTheRegionExactlyIfTheConditionHolds(@ForAll long seed) {
        SmallWorld world = new SmallWorld(seed);
        Condition condition = world.condition(3);
        Optional<Region> region = region(condition);
        Statistics.label("analysed").collect(region.isPresent());
        region.ifPresent(known -> assertThat(world.users(USERS))
                .as(text(condition))
                .allMatch(user -> SmallWorld.holds(known, user) == Interpreter.holds(condition, user)));
    }

    @Property(tries = 10_000)
    void whatIsSaidToHoldNeverHoldsForNobody(@ForAll long seed) {
        SmallWorld world = new SmallWorld(seed);
        List<Condition> conditions = List.of(world.condition(2), world.condition(1), world.condition(1));
        boolean never = region(all(conditions)).filter(Region::isEmpty).isPresent();
        Statistics.label("never").collect(never);
        if (never) {
            assertThat(world.users(USERS)).noneMatch(user -> holds(conditions, user));
        }
    }

    @Property(tries = 10_000)
    void whatIsSaidToBeCoveredHoldsForNobodyOutside(@ForAll long seed) {
        SmallWorld world = new SmallWorld(seed);
        Condition wide = world.condition(2);
        Condition extra = world.condition(1);
        Condition narrow = seed % 2 == 0 ? all(List.of(extra, wide)) : extra;
        boolean covered = within(narrow, wide);
        Statistics.label("covered").collect(covered);
        if (seed % 2 == 0 && region(narrow).isPresent()) {
            assertThat(covered).as(text(narrow)).isTrue();
        }
        if (covered) {
            assertThat(world.users(USERS))
                    .noneMatch(user -> Interpreter.holds(narrow, user) && !Interpreter.holds(wide, user));
        }
    }

    @Property(tries = 10_000)
    void whatIsSaidNotToMeetFitsNobodyTogether(@ForAll long seed) {
        SmallWorld world = new SmallWorld(seed);
        Condition one = world.condition(2);
        Condition other = world.condition(2);
        boolean apart = region(one)
                .flatMap(first ->
                        region(other).filter(second -> first.meeting(second).isEmpty()))
                .isPresent();
        Statistics.label("apart").collect(apart);
        if (apart) {
            assertThat(world.users(USERS)).noneMatch(user -> holds(List.of(one, other), user));
        }
    }

    @Property(tries = 3_000)
    void takingAwayLeavesExactlyTheRest(@ForAll long seed) {
        SmallWorld world = new SmallWorld(seed);
        Condition one = world.condition(2);
        Condition other = world.condition(2);
        Optional<Region> left = region(one).flatMap(first -> region(other).flatMap(second -> minus(first, second)));
        left.ifPresent(known -> assertThat(world.users(USERS))
                .allMatch(user -> SmallWorld.holds(known, user)
                        == (Interpreter.holds(one, user) && !Interpreter.holds(other, user))));
    }

    private static Optional<Region> region(Condition condition) {
        try {
            return Optional.of(Regions.of(condition));
        } catch (TooLarge e) {
            return Optional.empty();
        }
    }

    private static Optional<Region> minus(Region one, Region other) {
        try {
            return Optional.of(one.minus(other));
        } catch (TooLarge e) {
            return Optional.empty();
        }
    }

    private static boolean within(Condition narrow, Condition wide) {
        return region(narrow)
                .flatMap(first -> region(wide).flatMap(second -> minus(first, second)))
                .filter(Region::isEmpty)
                .isPresent();
    }

    private static boolean holds(List<Condition> conditions, User user) {
        return conditions.stream().allMatch(condition -> Interpreter.holds(condition, user));
    }

    private static Condition all(List<Condition> parts) {
        return new Condition.All(parts, parts.get(0).place());
    }

    private static String text(Condition condition) {
        return AuthorPrinter.withValues().print(condition);
    }
}
