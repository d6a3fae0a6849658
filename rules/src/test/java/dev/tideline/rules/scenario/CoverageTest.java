package dev.tideline.rules.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.playbook.PlaybookReader;
import dev.tideline.rules.playbook.ShippedPlaybooks;
import dev.tideline.rules.ruleset.PlaybookRules;
import dev.tideline.rules.ruleset.Rulebook;
import dev.tideline.rules.ruleset.RulebookCompiler;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoverageTest {

    private static final String IN_CANADA = """
            - name: in Canada the cashback comes alone
              asOf: 2026-03-31T12:00:00Z
              given: { user: { lastTradeAt: 2025-12-01T09:00:00Z, volumeTotal: 10000, regionGroup: CA } }
              expect: { fired: [churned-90/offer-cashback] }
            """;

    @Test
    void tellsTheRowThatNoCaseFiresByFileAndLine() {
        ScenarioProof.Proof proof = proof(IN_CANADA);

        assertThat(proof.cases()).hasSize(1).allMatch(ScenarioReport.CaseResult::passed);
        assertThat(proof.coverage().neverFired()).singleElement().satisfies(row -> {
            assertThat(row.rule()).isEqualTo("churned-90/offer-cashback-and-draw");
            assertThat(row.row()).isTrue();
            assertThat(row.place().source()).isEqualTo("rules.csv");
            assertThat(row.place().line()).isEqualTo(2);
            assertThat(row.missed()).isEqualTo(1);
        });
        assertThat(proof.coverage().neverMissed())
                .extracting(Coverage.Reached::rule)
                .containsExactly("churned-90/offer-cashback");
    }

    @Test
    void coversEveryRowByTheShippedCases() {
        ScenarioProof.Proof proof = proof(ShippedPlaybooks.files("churned-90").getOrDefault(Playbook.SCENARIOS, ""));

        assertThat(proof.problems()).isEmpty();
        assertThat(proof.coverage().rules())
                .isSortedAccordingTo(Comparator.comparing(row -> row.place().line()))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.fired()).isPositive());
        assertThat(proof.coverage().neverFired()).isEmpty();
        assertThat(proof.coverage().neverMissed()).isEmpty();
    }

    @Test
    void saysThatTheFileOfCasesIsMissing() {
        Map<String, String> files = new HashMap<>(ShippedPlaybooks.files("churned-90"));
        files.remove(Playbook.SCENARIOS);
        Playbook playbook = PlaybookReader.read(files).orThrow();
        assertThat(new ScenarioProof(Vocabulary.shipped(), ZoneOffset.UTC).unreadable(playbook))
                .extracting(problem -> problem.message())
                .containsExactly("scenarios.yaml: a file of this name in the folder");
    }

    @Test
    void coversNothingByCasesThatCannotBeRead() {
        ScenarioProof.Proof proof = proof("- name: [");

        assertThat(proof.problems()).isNotEmpty();
        assertThat(proof.cases()).isEmpty();
        assertThat(proof.coverage().neverFired()).hasSize(2);
    }

    @Test
    void saysWhyARuleThatACaseExpectsDoesNotFire() {
        assertThat(proof(IN_CANADA.replace("volumeTotal: 10000", "volumeTotal: 9"))
                        .problems())
                .filteredOn(problem -> problem.place().source().equals(Playbook.SCENARIOS))
                .singleElement()
                .satisfies(problem -> assertThat(problem.expected())
                        .startsWith("expected to fire [churned-90/offer-cashback], but fired []; "
                                + "`churned-90/offer-cashback` does not fire: `volumeTotal >= ")
                        .endsWith(" (volumeTotal: 9, $leastVolume: 10000) does not hold"));
        assertThat(proof(IN_CANADA.replace("offer-cashback]", "offer-casback]")).problems())
                .filteredOn(problem -> problem.place().source().equals(Playbook.SCENARIOS))
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.expected())
                                .endsWith(
                                        "no rule is called `churned-90/offer-casback`; did you mean `churned-90/offer-cashback`?"));
    }

    private static ScenarioProof.Proof proof(String cases) {
        Map<String, String> files = new HashMap<>(ShippedPlaybooks.files("churned-90"));
        files.put(Playbook.SCENARIOS, cases);
        Playbook playbook = PlaybookReader.read(files).orThrow();
        Vocabulary vocabulary = Vocabulary.shipped();
        Rulebook rulebook = new RulebookCompiler()
                .compile(List.of(PlaybookRules.of(playbook, Incentives.shipped())), List.of(), vocabulary)
                .rulebook();
        return new ScenarioProof(vocabulary, ZoneOffset.UTC).prove(playbook, rulebook);
    }
}
