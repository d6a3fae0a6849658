package dev.tideline.rules.ruleset.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.hostile.Attack;
import dev.tideline.rules.hostile.Attack.Kind;
import dev.tideline.rules.hostile.Attacks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What happens to an attack that got past the check of author's text: an entrance that only this test has. */
class SecondGuardTest {

    private static final double DECLARED = 0.95;

    /** What came of attacks of one kind. */
    private record Tally(int scanned, int uncompiled, List<String> passed) {}

    @Test
    void refusesWhatGotPastTheFirstGuardAndRunsNoneOfIt() {
        Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);
        for (Attack attack : Attacks.all()) {
            if (!attack.past().isEmpty()) {
                tallies.merge(attack.kind(), tried(attack), SecondGuardTest::together);
            }
        }
        System.out.println("Second guard alone, by kind: " + tallies);

        assertThat(System.getProperty(Attacks.CANARY)).isNull();
        assertThat(Path.of("target", "canary")).doesNotExist();
        assertThat(tallies).containsOnlyKeys(remit()).allSatisfy((kind, tally) -> {
            int all = tally.scanned() + tally.uncompiled() + tally.passed().size();
            assertThat(tally.passed().size())
                    .as("%s passed: %s", kind, tally.passed())
                    .isLessThanOrEqualTo((int) (all * (1 - DECLARED)));
        });
    }

    private static Kind[] remit() {
        return Stream.of(Kind.values()).filter(Kind::isScanned).toArray(Kind[]::new);
    }

    private static Tally tried(Attack attack) {
        List<String> faults = faults(attack.past());
        if (faults.isEmpty()) {
            return new Tally(0, 0, List.of(attack.past()));
        }
        boolean scanned = faults.stream().anyMatch(fault -> fault.startsWith("Class "));
        return scanned ? new Tally(1, 0, List.of()) : new Tally(0, 1, List.of());
    }

    private static List<String> faults(String drl) {
        try {
            return GeneratedClasses.of(drl).faults();
        } catch (RuntimeException e) { // Drools throws at some texts; the check never lets one through
            return List.of(e.toString());
        }
    }

    private static Tally together(Tally one, Tally other) {
        List<String> passed = new ArrayList<>(one.passed());
        passed.addAll(other.passed());
        return new Tally(one.scanned() + other.scanned(), one.uncompiled() + other.uncompiled(), passed);
    }
}
