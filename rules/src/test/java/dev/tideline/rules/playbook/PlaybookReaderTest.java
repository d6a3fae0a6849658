package dev.tideline.rules.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.jurisdiction.Product;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.playbook.reentry.ReEntry;
import dev.tideline.rules.playbook.reentry.ReEntry.Occurrence;
import dev.tideline.rules.playbook.reentry.Window;
import dev.tideline.rules.problem.Problem;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaybookReaderTest {

    private static final String SOUND = """
            key: quiet
            name: { en: Quiet }
            family: recall
            class: promotional
            priority: 60
            schedule: { cron: "0 0 1 * * ?", zone: Asia/Singapore }
            reentry: { once: { per: "calendar(month, UTC)" }, cooldown: P30D, atMost: 2 }
            rules: { thank: { reentry: { event: lastReturnAt } } }
            parameters:
              quietDays: { type: days, value: 30, min: 14, max: 90, description: Quiet days }
              share: { type: ratio, value: 0.5, min: 0.1, max: 1, description: Share }
            """;

    @Test
    void readsWhatMessagesAreAbout() {
        assertThat(read(SOUND).orThrow().products()).isEmpty();
        assertThat(read(SOUND + "messages: { news: { product: derivatives }, tips: { product: copy-trading } }\n")
                        .orThrow()
                        .products())
                .isEqualTo(Map.of("news", Product.DERIVATIVES, "tips", Product.COPY_TRADING));
        assertThat(read(SOUND + "messages: { news: { product: stocks }, tips: { about: earn } }\n")
                        .problems())
                .extracting(Problem::message)
                .anySatisfy(product -> assertThat(product).contains("/messages/news/product", "copy-trading"))
                .anySatisfy(missing -> assertThat(missing).contains("/messages/tips: 'product'"))
                .anySatisfy(other -> assertThat(other).contains("/messages/tips/about"));
    }

    @Test
    void readsWhatThePlaybookDeclares() {
        Playbook playbook = read(SOUND).orThrow();
        assertThat(playbook.candidateClass()).isEqualTo(CandidateClass.PROMOTIONAL);
        assertThat(playbook.schedule()).isEqualTo(new Schedule("0 0 1 * * ?", ZoneId.of("Asia/Singapore")));
        assertThat(playbook.parameters().get("quietDays").value()).isEqualTo(30);
        assertThat(playbook.parameters().get("share").value()).isEqualTo(500_000);
        assertThat(playbook.paused()).isFalse();
        assertThat(playbook.holdout().controlPercent()).isEqualTo(10);
        assertThat(playbook.expiry()).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void readsReEntriesOfThePlaybookAndOfItsRules() {
        Playbook playbook = read(SOUND).orThrow();
        Window month = new Window.Calendar(Window.Calendar.Unit.MONTH, ZoneId.of("UTC"));
        assertThat(playbook.reentryOf("quiet/offer"))
                .isEqualTo(new ReEntry(new Occurrence.Per(month), Duration.ofDays(30), 2));
        assertThat(playbook.reentryOf("quiet/thank").occurrence()).isEqualTo(new Occurrence.Event("lastReturnAt"));
        assertThat(playbook.reentryScope("quiet/offer")).isEqualTo("quiet");
        assertThat(playbook.reentryScope("quiet/thank")).isEqualTo("quiet/thank");
    }

    @Test
    void readsWhomItIsForAndRefusesWhatIsNoListKey() {
        Playbook playbook =
                read(SOUND + "\ninclude: [vip-friends]\nexclude: [staff]\n").orThrow();
        assertThat(playbook.lists()).isEqualTo(new Playbook.Lists(List.of("vip-friends"), List.of("staff")));
        assertThat(read(SOUND).orThrow().lists()).isEqualTo(Playbook.Lists.NONE);
        assertThat(read(SOUND + "\ninclude: [Staff!]\n").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.place().pointer()).contains("include"));
    }

    @Test
    void namesAVersionByItsContent() {
        String version = read(SOUND).orThrow().version();
        assertThat(read(SOUND).orThrow().version()).isEqualTo(version).hasSize(64);
        assertThat(read(SOUND.replace("60", "61")).orThrow().version()).isNotEqualTo(version);
    }

    @Test
    void aFileThatIsNearlyCalledAsItShouldIsToldTheName() {
        assertThat(PlaybookReader.read(Map.of("playbook.yml", SOUND, "rules.drl", "", "scenarios.yaml", ""))
                        .problems())
                .filteredOn(problem -> problem.value().equals("playbook.yml"))
                .extracting(Problem::expected)
                .singleElement()
                .asString()
                .endsWith("did you mean `playbook.yaml`?");
    }

    @Test
    void aParameterWithAWrongNameIsToldByIt() {
        assertThat(read(SOUND.replace("quietDays:", "Quiet_Days:")).problems())
                .extracting(Problem::value)
                .containsExactly("Quiet_Days");
    }

    @Test
    void findsAllMistakesAtOnceWithTheirLines() {
        String text = SOUND.replace("priority: 60", "priority: 600")
                .replace("0 0 1 * * ?", "0 1 * * *")
                .replace("Asia/Singapore", "Mars")
                .replace("value: 30", "value: 10");
        assertThat(problems(text))
                .extracting(Problem::message)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("playbook.yaml:5:1 /priority: '600'")
                                .contains("0 to 100"),
                        second -> assertThat(second).startsWith("playbook.yaml:6:13 /schedule/cron: '0 1 * * *'"),
                        third -> assertThat(third).startsWith("playbook.yaml:6:32 /schedule/zone: 'Mars'"),
                        fourth -> assertThat(fourth)
                                .startsWith("playbook.yaml:10:28 /parameters/quietDays/value: '10'")
                                .contains("bounds"));
    }

    @Test
    void aParameterBeyondWhatNumbersReachIsToldTheLimit() {
        assertThat(problems(SOUND.replace("max: 90", "max: 99999999999999999999")))
                .extracting(Problem::message)
                .containsExactly("playbook.yaml:10:48 /parameters/quietDays/max: '99999999999999999999':"
                        + " a whole number, at most 1000000000000000000 either way");
        assertThat(problems(SOUND.replace("max: 1,", "max: 10000000000000,")))
                .extracting(Problem::expected)
                .containsExactly("a number with at most 6 decimals, at most 1000000000000 either way");
    }

    @Test
    void refusesAnUnknownKeyAndNamesTheNearest() {
        assertThat(problems(SOUND.replace("priority:", "prioritty:")))
                .extracting(Problem::message)
                .anySatisfy(
                        message -> assertThat(message).contains("'prioritty'").contains("Did you mean 'priority'?"));
    }

    @Test
    void refusesACronWithoutAQuestionMark() {
        assertThat(problems(SOUND.replace("* * ?", "* * *"))).hasSize(1);
    }

    @Test
    void refusesAReEntryItDoesNotKnow() {
        assertThat(problems(SOUND.replace("calendar(month, UTC)", "calendar(year, UTC)")))
                .hasSize(1);
        assertThat(problems(SOUND.replace("cooldown: P30D", "cooldown: 30"))).hasSize(1);
        assertThat(problems(SOUND.replace("cooldown: P30D", "event: lastReturnAt")))
                .hasSize(1);
    }

    @Test
    void readsWhomItCompetesWith() {
        assertThat(read(SOUND).orThrow().exclusivity()).isEqualTo(Exclusivity.NONE);
        assertThat(exclusivity("{ group: win-back, policy: EXCLUSIVE }")).isEqualTo(new Exclusivity("win-back", 1));
        assertThat(exclusivity("{ group: win-back, policy: TOP_N(3) }")).isEqualTo(new Exclusivity("win-back", 3));
        assertThat(exclusivity("{ group: win-back, policy: STACKABLE }").policy())
                .isEqualTo("STACKABLE");
    }

    private static Exclusivity exclusivity(String written) {
        return read(SOUND + "exclusivity: " + written + "\n").orThrow().exclusivity();
    }

    @Test
    void refusesAPolicyThatIsNone() {
        for (String written : List.of(
                "{ group: g, policy: TOP_N(0) }",
                "{ group: g, policy: TOP_N }",
                "{ group: g, policy: best }",
                "{ group: g }",
                "{ group: A B, policy: EXCLUSIVE }",
                "{ policy: EXCLUSIVE }",
                "{ group: g, policy: EXCLUSIVE, other: 1 }",
                "g")) {
            assertThat(problems(SOUND + "exclusivity: " + written + "\n"))
                    .as(written)
                    .hasSize(1);
        }
    }

    @Test
    void refusesATextThatIsNoYaml() {
        assertThat(problems("key: ["))
                .hasSize(1)
                .first()
                .extracting(Problem::expected)
                .asString()
                .contains("YAML");
        assertThat(problems("just words")).isNotEmpty();
        assertThat(problems("")).isNotEmpty();
    }

    @Test
    void refusesTheSameKeyTwice() {
        assertThat(problems(SOUND + "priority: 70\n")).hasSize(1);
    }

    @Test
    void aRowOfATableHasItsOwnPriorityAndCooldown() {
        Playbook playbook = PlaybookReader.read(Map.of("playbook.yaml", SOUND, "rules.csv", """
                        Rule,Why,VIP level,Message,Channels,优先级,Cooldown
                        a,w,1,m,push,７０,14
                        b,w,2,m,push,,７天
                        """))
                .orThrow();
        assertThat(playbook.priorityOf("quiet/a")).isEqualTo(70);
        assertThat(playbook.priorityOf("quiet/b")).isEqualTo(60);
        assertThat(playbook.reentryOf("quiet/a").cooldown()).isEqualTo(Duration.ofDays(14));
        assertThat(playbook.reentryOf("quiet/a").atMost()).isEqualTo(2);
        assertThat(playbook.reentryOf("quiet/b").cooldown()).isEqualTo(Duration.ofDays(7));
        assertThat(playbook.reentryScope("quiet/c")).isEqualTo("quiet");
    }

    @Test
    void aWrongPriorityOrCooldownIsFoundAtItsCell() {
        assertThat(PlaybookReader.read(Map.of("playbook.yaml", SOUND, "rules.csv", """
                        Rule,Why,VIP level,Message,Channels,Priority,Cooldown
                        a,w,1,m,push,101,soon
                        """))
                        .problems())
                .extracting(Problem::message)
                .containsExactly(
                        "rules.csv:2:6: '101': a priority from 0 to 100",
                        "rules.csv:2:7: 'soon': a number of days, such as 30");
    }

    @Test
    void refusesFilesItDoesNotKnow() {
        Checked<Playbook> read =
                PlaybookReader.read(Map.of("playbook.yaml", SOUND, "rules.drl", "", "Evil.java", "class Evil {}"));
        assertThat(read.problems())
                .extracting(problem -> problem.place().source())
                .containsExactly("Evil.java");
    }

    @Test
    void asksForADeclarationAndARuleFile() {
        assertThat(PlaybookReader.read(Map.of("rules.drl", "")).problems()).hasSize(1);
        assertThat(PlaybookReader.read(Map.of("playbook.yaml", SOUND)).problems())
                .hasSize(1);
    }

    private static Checked<Playbook> read(String declaration) {
        return PlaybookReader.read(Map.of("playbook.yaml", declaration, "rules.drl", ""));
    }

    private static List<Problem> problems(String declaration) {
        return read(declaration).problems();
    }
}
