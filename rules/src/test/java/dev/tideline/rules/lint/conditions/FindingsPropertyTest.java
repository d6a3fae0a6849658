package dev.tideline.rules.lint.conditions;

import static dev.tideline.rules.lint.Drafts.MONTHLY;
import static dev.tideline.rules.lint.Drafts.message;
import static dev.tideline.rules.lint.Drafts.playbook;
import static dev.tideline.rules.lint.Drafts.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.interpretation.AuthorPrinter;
import dev.tideline.rules.interpretation.Interpreter;
import dev.tideline.rules.interpretation.Reads;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.lint.Lint;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.solver.SmallWorld;
import dev.tideline.rules.lint.subject.Subject;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** Every finding about conditions, held against the evaluator on users near every border. */
class FindingsPropertyTest {

    private static final int USERS = 40;
    private static final Set<Code> NEEDLESS =
            Set.of(Code.PART_SAYS_NOTHING, Code.BRANCH_COVERED, Code.BRANCH_NEVER_HOLDS);
    private static final Playbook PLAYBOOK = playbook(
                    "draft", MONTHLY, rule("draft/one", "vipLevel >= 1", message("m")))
            .playbook();

    @Property(tries = 10_000)
    void noFindingIsContradictedByAUser(@ForAll long seed) {
        SmallWorld world = new SmallWorld(seed);
        Random random = new Random(seed);
        List<CheckedRule> rules = IntStream.range(0, 2)
                .mapToObj(i -> checked(i, parts(world, random, i * 100), random.nextInt(2)))
                .toList();
        Map<String, CheckedRule> byName =
                rules.stream().collect(Collectors.toMap(CheckedRule::name, Function.identity()));
        List<Finding> found = Lint.ofConditions(new Subject(PLAYBOOK, rules));
        List<User> users = world.users(USERS);
        found.forEach(finding -> Statistics.label("codes").collect(finding.code()));
        for (Finding finding : found) {
            CheckedRule first = byName.get(finding.rules().get(0));
            CheckedRule last = byName.get(finding.rules().get(finding.rules().size() - 1));
            assertThat(users)
                    .as(finding.message())
                    .allMatch(user -> agrees(finding.code(), fires(first, user), fires(last, user)));
        }
        for (CheckedRule rule : rules) {
            Condition shortened = shortened(rule, found);
            assertThat(users)
                    .as(AuthorPrinter.withValues().print(rule.user()))
                    .allMatch(user -> Interpreter.holds(shortened, user) == fires(rule, user));
        }
        if (found.stream().noneMatch(finding -> finding.code() == Code.TOO_LARGE)) {
            assertThat(users.stream()
                            .flatMap(user -> overlapping(rules, user).stream())
                            .distinct())
                    .allMatch(pair -> found.stream()
                            .anyMatch(finding -> finding.code() == Code.RULES_OVERLAP
                                    && finding.rules().containsAll(pair)));
        }
    }

    /** What a finding says of the first and the last of its rules. */
    private static boolean agrees(Code code, boolean first, boolean last) {
        return switch (code) {
            case NEVER_HOLDS -> !first;
            case FITS_EVERYBODY -> first;
            case DUPLICATE_RULE -> first == last;
            case SUBSUMED_RULE -> !first || last;
            default -> true;
        };
    }

    /** The condition without all that is said to be needless. */
    private static Condition shortened(CheckedRule rule, List<Finding> found) {
        Set<Place> needless = found.stream()
                .filter(finding -> NEEDLESS.contains(finding.code()))
                .map(Finding::place)
                .collect(Collectors.toSet());
        return without(rule.user(), needless);
    }

    private static Condition without(Condition condition, Set<Place> needless) {
        if (condition instanceof Condition.All all) {
            return new Condition.All(left(all.parts(), needless), all.place());
        }
        return condition instanceof Condition.Any any
                ? new Condition.Any(left(any.parts(), needless), any.place())
                : condition;
    }

    private static List<Condition> left(List<Condition> parts, Set<Place> needless) {
        return parts.stream()
                .filter(part -> !needless.contains(part.place()))
                .map(part -> without(part, needless))
                .toList();
    }

    /** Names of pairs of rules that do different things and both fire. */
    private static List<List<String>> overlapping(List<CheckedRule> rules, User user) {
        List<List<String>> pairs = new ArrayList<>();
        for (CheckedRule one : rules) {
            for (CheckedRule other : rules) {
                if (!one.parts().equals(other.parts()) && fires(one, user) && fires(other, user)) {
                    pairs.add(List.of(one.name(), other.name()));
                }
            }
        }
        return pairs;
    }

    private static boolean fires(CheckedRule rule, User user) {
        return Interpreter.holds(rule.user(), user);
    }

    private static CheckedRule checked(int index, List<Condition> parts, int action) {
        Condition user = new Condition.All(parts, Place.at("r", index * 100, 0));
        return new CheckedRule(
                "draft",
                "draft/rule-" + index,
                "random",
                user,
                null,
                null,
                List.of(new Part.Segment("segment-" + action)),
                List.of(),
                Place.at("r", index * 100, 0),
                Reads.of(user));
    }

    /** One to four parts, some of them alternatives, each at a place of its own. */
    private static List<Condition> parts(SmallWorld world, Random random, int line) {
        return IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(i -> random.nextInt(3) == 0
                        ? new Condition.Any(
                                IntStream.range(1, 3 + random.nextInt(2))
                                        .mapToObj(j -> at(world.condition(0), Place.at("r", line + i, j)))
                                        .toList(),
                                Place.at("r", line + i, 9))
                        : at(world.condition(0), Place.at("r", line + i, 9)))
                .toList();
    }

    private static Condition at(Condition single, Place place) {
        if (single instanceof Condition.Comparison one) {
            return new Condition.Comparison(one.field(), one.operator(), one.operand(), place);
        }
        if (single instanceof Condition.Membership one) {
            return new Condition.Membership(one.field(), one.negated(), one.values(), place);
        }
        if (single instanceof Condition.Containment one) {
            return new Condition.Containment(one.field(), one.negated(), one.word(), place);
        }
        Condition.Missing one = (Condition.Missing) single;
        return new Condition.Missing(one.field(), one.negated(), place);
    }
}
