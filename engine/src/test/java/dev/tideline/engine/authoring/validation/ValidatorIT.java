package dev.tideline.engine.authoring.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.authoring.AuthoringWorld;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.samples.QuietUsers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No mistake of a playbook hides another, and none is told twice. */
final class ValidatorIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static AuthoringWorld world;

    @BeforeAll
    static void begin() {
        DB.truncate(AuthoringWorld.tables());
        world = new AuthoringWorld(DB.database(), null);
    }

    @AfterAll
    static void end() {
        world.close();
    }

    @Test
    void theMistakesOfAllFilesComeTogether() {
        Map<String, String> files = QuietUsers.files("many-mistakes", 30);
        files.computeIfPresent(
                "playbook.yaml",
                (name, text) -> text.replace("0 0 12 * * ?", "0 0 12 31 2 ?").replace("priority: 60", "priority: 600")
                        + "family: recall\n");
        files.computeIfPresent("rules.drl", (name, text) -> text.replace("daysSinceLastTrade", "daysSinceLastTrode"));
        files.computeIfPresent("scenarios.yaml", (name, text) -> text.replace("lastTradeAt", "lastTradedAt"));
        files.put("rules.csv", """
                Rule,Why,region,Message,Channels,Priority
                one,because,Mars,m,push,101
                """);
        assertThat(mistakes("many-mistakes", files))
                .containsExactlyInAnyOrder(
                        "playbook.yaml:5 600",
                        "playbook.yaml:6 0 0 12 31 2 ?",
                        "playbook.yaml:8 family",
                        "rules.csv:2 Mars",
                        "rules.csv:2 101",
                        "rules.drl:4 daysSinceLastTrode",
                        "scenarios.yaml:3 lastTradedAt",
                        "scenarios.yaml:7 lastTradedAt");
        assertThat(mistakes("another-key", files))
                .contains("playbook.yaml:1 many-mistakes")
                .hasSize(9);
    }

    @Test
    void casesRunThoughTheDeclarationHasMistakesThatRulesDoNotDependOn() {
        Map<String, String> files =
                AuthoringWorld.with(QuietUsers.files("late-case", 30), "rules.drl", ">= 30", ">= 31");
        files.computeIfPresent("playbook.yaml", (name, text) -> text.replace("priority: 60", "priority: 600"));
        assertThat(mistakes("late-case", files))
                .containsExactly(
                        "playbook.yaml:5 600", "scenarios.yaml:1 quiet for long enough", "rules.drl:1 late-case/nudge");
    }

    @Test
    void aMistakeOfARuleMakesNoneOfItsCases() {
        Map<String, String> files = AuthoringWorld.with(
                QuietUsers.files("one-mistake", 30), "rules.drl", "daysSinceLastTrade", "daysSinceLastTrode");
        assertThat(mistakes("one-mistake", files)).containsExactly("rules.drl:4 daysSinceLastTrode");
    }

    @Test
    void aScheduleThatNeverFiresAgainOrAllTheTimeIsRefused() {
        assertThat(scheduled("0 0 1 * * ? 2020")).containsExactly("playbook.yaml:6 0 0 1 * * ? 2020");
        assertThat(scheduled("* * * * * ?")).containsExactly("playbook.yaml:6 * * * * * ?");
        assertThat(scheduled("0,30 0 1 * * ?")).containsExactly("playbook.yaml:6 0,30 0 1 * * ?");
        assertThat(scheduled("0 * * * * ?")).isEmpty();
    }

    private static List<String> scheduled(String cron) {
        Map<String, String> files = QuietUsers.files("on-time", 30);
        files.computeIfPresent(
                "playbook.yaml", (name, text) -> text.replaceFirst("cron: \"[^\"]*\"", "cron: \"" + cron + "\""));
        return mistakes("on-time", files);
    }

    @Test
    void aKeyThatStandsTwiceIsToldOnce() {
        Map<String, String> files = QuietUsers.files("said-twice", 30);
        files.computeIfPresent("playbook.yaml", (name, text) -> text + "\npriority: 50\n");
        assertThat(mistakes("said-twice", files))
                .singleElement()
                .asString()
                .startsWith("playbook.yaml:")
                .endsWith(" priority");
    }

    @Test
    void aListIsKnownOnceItIsImported() {
        Map<String, String> files = QuietUsers.files("for-a-list", 30);
        files.computeIfPresent("playbook.yaml", (name, text) -> text + "\nexclude: [late-import]\n");
        assertThat(codes(files)).contains(Code.UNKNOWN_NAME);
        change("INSERT INTO list (list_key, effect, imported_at) VALUES ('late-import', 'EXCLUDE', now())");
        assertThat(codes(files)).doesNotContain(Code.UNKNOWN_NAME);
        change("DELETE FROM list WHERE list_key = 'late-import'");
    }

    private static List<Code> codes(Map<String, String> files) {
        Validation found = world.validator().validate("for-a-list", files);
        assertThat(found.problems()).isEmpty();
        return found.findings().stream().map(Finding::code).toList();
    }

    private static void change(String sql) {
        DB.database().doInTransaction(transaction -> transaction.execute(sql));
    }

    private static List<String> mistakes(String key, Map<String, String> files) {
        return world.validator().validate(key, files).problems().stream()
                .map(problem -> problem.place().source() + ":" + problem.place().line() + " " + problem.value())
                .toList();
    }
}
