package dev.tideline.rules.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.playbook.reentry.ReEntry;
import dev.tideline.rules.playbook.reentry.ReEntry.Occurrence;
import dev.tideline.rules.reading.RuleReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShippedPlaybooksTest {

    private static final List<Playbook> ALL = ShippedPlaybooks.all();
    private static final RuleReader RULES = new RuleReader(Vocabulary.shipped());

    /** Competitions are each house's own: their prize table is shipped, their playbook is the operator's. */
    private static final Set<String> OF_COMPETITIONS = Set.of("contest-prizes");

    @Test
    void listsEveryFolderInItsIndex() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("src/main/resources/playbooks"))) {
            assertThat(folders.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(ShippedPlaybooks.keys());
        }
    }

    @Test
    void coversTheCatalogueOfTheHouse() {
        Stream<String> ids =
                Stream.of(ids("A", 12), ids("E", 10), ids("R", 9), ids("C", 9)).flatMap(part -> part);
        assertThat(ALL).extracting(playbook -> playbook.about().id()).containsExactlyInAnyOrderElementsOf(ids.toList());
    }

    private static Stream<String> ids(String letter, int last) {
        return IntStream.rangeClosed(1, last).mapToObj("%s%%02d".formatted(letter)::formatted);
    }

    @Test
    void namesEachPlaybookByItsFolderAndInTwoLanguages() {
        assertThat(ALL).extracting(Playbook::key).isEqualTo(ShippedPlaybooks.keys());
        assertThat(ALL).allSatisfy(playbook -> {
            assertThat(playbook.about().nameZh()).matches("[\\p{IsHan}].*|.*[\\p{IsHan}].*");
            assertThat(playbook.about().owner()).isNotBlank();
            assertThat(playbook.about().goal()).isNotBlank();
        });
    }

    @Test
    void readsEveryRule() {
        assertThat(ALL).allSatisfy(playbook -> assertThat(rules(playbook)).isNotEmpty());
    }

    @Test
    void offersOnlyWhatTheCatalogueHolds() {
        assertThat(incentives(ALL.stream()))
                .isSubsetOf(Incentives.shipped().byKey().keySet());
    }

    @Test
    void keepsNothingInTheCatalogueThatNoRuleOffers() {
        assertThat(Incentives.shipped().byKey().keySet())
                .isSubsetOf(Stream.concat(incentives(ALL.stream()), OF_COMPETITIONS.stream())
                        .toList());
    }

    @Test
    void carriesNoOfferInServiceMessages() {
        assertThat(incentives(ALL.stream().filter(playbook -> playbook.candidateClass() == CandidateClass.SERVICE)))
                .isEmpty();
    }

    @Test
    void holdsOutOfPromotionalPlaybooksOnly() {
        assertThat(ALL)
                .allSatisfy(playbook -> assertThat(playbook.holdout().controlPercent())
                        .isEqualTo(playbook.candidateClass() == CandidateClass.PROMOTIONAL ? 10 : 0));
    }

    @Test
    void namesOnlyRulesThatExistInReEntries() {
        assertThat(ALL)
                .allSatisfy(playbook -> assertThat(rules(playbook))
                        .extracting(CheckedRule::name)
                        .containsAll(playbook.rules().reentries().keySet()));
    }

    @Test
    void countsEventsByInstantsThatRulesSee() {
        assertThat(ALL.stream()
                        .flatMap(playbook -> Stream.concat(
                                Stream.of(playbook.reentry()), playbook.rules().reentries().values().stream()))
                        .map(ReEntry::occurrence)
                        .filter(Occurrence.Event.class::isInstance)
                        .map(Occurrence.Event.class::cast))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(Vocabulary.shipped().user().named(event.field()))
                        .get()
                        .satisfies(field -> assertThat(field.type()).isEqualTo(FieldType.INSTANT)));
    }

    @Test
    void usesEveryParameterItDeclares() {
        assertThat(ALL)
                .allSatisfy(playbook -> assertThat(playbook.parameters().keySet())
                        .allSatisfy(name -> assertThat(playbook.ruleFiles().values())
                                .anyMatch(text -> text.matches("(?s).*\\$" + name + "\\b.*"))));
    }

    private static Stream<String> incentives(Stream<Playbook> playbooks) {
        return playbooks
                .flatMap(playbook -> rules(playbook).stream())
                .flatMap(rule -> rule.parts().stream())
                .filter(Part.Incentive.class::isInstance)
                .map(Part::key);
    }

    private static List<CheckedRule> rules(Playbook playbook) {
        return RULES.playbook(playbook.key(), playbook.ruleFiles(), playbook.parameters())
                .orThrow();
    }
}
