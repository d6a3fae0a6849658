package dev.tideline.engine.authoring;

import static dev.tideline.engine.authoring.AuthoringWorld.with;
import static dev.tideline.samples.QuietUsers.files;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tideline.engine.authoring.validation.Validation;
import dev.tideline.engine.authoring.version.Version;
import dev.tideline.engine.database.DatabaseException;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.rules.lint.finding.Code;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From a draft to a version. */
final class DraftsIT {

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
    void aSoundDraftBecomesAVersionThatIsExactlyWhatWasSaved() {
        Map<String, String> files = files("sound-draft", 30);
        files.computeIfPresent("rules.drl", (name, text) -> text.replace("\n", "\r\n"));
        Draft saved = save("sound-draft", files, null, "ann");
        Validation found = world.versions().validate("sound-draft", "bob");
        assertThat(found.problems()).isEmpty();
        assertThat(found.sound()).isTrue();
        assertThat(found.version()).isEqualTo(saved.version());
        assertThat(world.versions().files("sound-draft", saved.version())).hasValue(new TreeMap<>(files));
        Version version = world.versions().find("sound-draft", saved.version()).orElseThrow();
        assertThat(version.authors()).containsExactly("ann");
        assertThat(version.madeBy()).isEqualTo("ann");
        assertThat(version.note()).isEqualTo("a test");
        assertThat(version.inForce()).isFalse();
        assertThat(world.log("sound-draft")).containsExactly("ann DRAFT_SAVED", "bob VALIDATED");
        assertThat(world.versions().validate("sound-draft", "bob").sound()).isTrue();
        assertThat(world.log("sound-draft")).hasSize(2);
    }

    @Test
    void whoSavesTheFilesOfAVersionOnceMoreDidNotWorkOnIt() {
        Draft first = save("returned-to", files("returned-to", 30), null, "ann");
        assertThat(world.versions().validate("returned-to", "ann").sound()).isTrue();
        Draft second = save("returned-to", files("returned-to", 31), first.version(), "bob");
        Draft third = save("returned-to", files("returned-to", 30), second.version(), "bob");
        assertThat(third.version()).isEqualTo(first.version());
        assertThat(world.versions().validate("returned-to", "bob").sound()).isTrue();
        assertThat(world.versions()
                        .find("returned-to", first.version())
                        .orElseThrow()
                        .authors())
                .containsExactly("ann");
    }

    @Test
    void aSaveNamesWhatItReplaces() {
        Draft first = save("revised", files("revised", 30), null, "ann");
        assertThat(declined("revised", files("revised", 31), null)).isEqualTo(Declined.Reason.REVISION_MISSING);
        assertThat(declined("revised", files("revised", 31), "another")).isEqualTo(Declined.Reason.OUTDATED);
        Draft second = save("revised", files("revised", 31), first.version(), "bob");
        assertThat(second.authors()).containsExactly("ann", "bob");
        assertThat(declined("revised", files("revised", 32), first.version())).isEqualTo(Declined.Reason.OUTDATED);
        assertThat(declined("never-there", files("never-there", 32), first.version()))
                .isEqualTo(Declined.Reason.OUTDATED);
    }

    @Test
    void oneBeginsWithTheVersionInForceAndWhoeverDiscardsDoesAgain() {
        Draft begun = world.drafts().find("kyc-nudge").orElseThrow();
        assertThat(begun.authors()).isEmpty();
        assertThat(begun.version()).isEqualTo(begun.base());
        Map<String, String> changed = with(begun.files(), "playbook.yaml", "priority: ", "priority: 1");
        Draft saved = save("kyc-nudge", changed, begun.version(), "ann");
        assertThat(saved.base()).isEqualTo(begun.version());
        world.drafts().discard("kyc-nudge", saved.version(), "bob");
        assertThat(world.drafts().find("kyc-nudge")).hasValue(begun);
        assertThat(world.log("kyc-nudge")).containsExactly("server BROUGHT", "ann DRAFT_SAVED", "bob DRAFT_DISCARDED");
    }

    @Test
    void whatCannotBeKeptIsToldAllAtOnce() {
        Map<String, String> files = new HashMap<>(files("unkept", 30));
        files.put("../../etc/passwd.drl", "");
        files.put("rules.xlsx", "no base64");
        files.put("large.drl", "x".repeat((1 << 20) + 1));
        Declined declined =
                catchThrowableOfType(Declined.class, () -> world.drafts().save("Not-A-Key", files, null, "", "ann"));
        assertThat(declined.reason()).isEqualTo(Declined.Reason.MALFORMED);
        assertThat(declined.problems())
                .extracting(problem -> problem.place().source())
                .containsExactlyInAnyOrder("../../etc/passwd.drl", "rules.xlsx", "large.drl", "path");
        byte[] any = "PK any bytes".getBytes(StandardCharsets.UTF_8);
        Map<String, String> spaced = files("unkept", 30);
        spaced.put("rules.xlsx", Base64.getMimeEncoder(4, new byte[] {'\n'}).encodeToString(any));
        assertThat(declined("unkept", spaced, null)).isEqualTo(Declined.Reason.MALFORMED);
        assertThat(world.drafts().find("unkept")).isEmpty();
    }

    @Test
    void aDraftWithMistakesIsKeptAndToldButMakesNoVersion() {
        Map<String, String> files =
                with(files("mistaken", 30), "rules.drl", "daysSinceLastTrade", "daysSinceLastTrode");
        save("mistaken", files, null, "ann");
        Validation found = world.versions().validate("mistaken", "ann");
        assertThat(found.sound()).isFalse();
        assertThat(found.problems())
                .anyMatch(problem -> problem.place().line() == 4
                        && problem.expected().contains("did you mean `daysSinceLastTrade`?"));
        assertThat(world.versions().all("mistaken")).isEmpty();
        assertThat(world.log("mistaken")).containsExactly("ann DRAFT_SAVED");
    }

    @Test
    void aFailedCaseAStrangersKeyAndABlockingFindingMakeNoVersion() {
        Map<String, String> failed = with(files("case-fails", 30), "rules.drl", ">= 30", ">= 31");
        assertThat(world.validator().validate("case-fails", failed).problems())
                .anyMatch(problem -> problem.place().source().equals("scenarios.yaml"));
        assertThat(world.validator().validate("mine", files("yours", 30)).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.place().pointer()).isEqualTo("/key"));
        Map<String, String> paying =
                with(files("endless", 30), "rules.drl", "message(\"come-back\")", "offer(\"fee-voucher-10\")");
        Map<String, String> endless =
                with(paying, "playbook.yaml", "reentry: { once: ever }", "reentry: { cooldown: P30D }\nexpiry: P900D");
        Validation found = world.validator().validate("endless", endless);
        assertThat(found.problems()).isEmpty();
        assertThat(found.findings()).anyMatch(finding -> finding.code() == Code.NO_EXPIRY && finding.blocks());
        save("endless", endless, null, "ann");
        assertThat(world.versions().validate("endless", "ann").sound()).isFalse();
        assertThat(world.versions().all("endless")).isEmpty();
    }

    @Test
    void aVersionNeverChanges() {
        assertThatThrownBy(() -> DB.database()
                        .doInTransaction(transaction -> transaction.execute(
                                "UPDATE playbook_version SET files = '{}' WHERE playbook = 'kyc-nudge'")))
                .isInstanceOf(DatabaseException.class)
                .hasStackTraceContaining("is named by its content, which never changes");
        assertThat(world.versions().all("kyc-nudge"))
                .singleElement()
                .satisfies(version -> assertThat(version.inForce()).isTrue());
        assertThat(List.of(world.versions().all("nobody"))).containsExactly(List.of());
    }

    private static Draft save(String key, Map<String, String> files, @Nullable String expected, String who) {
        return world.drafts().save(key, files, expected, "a test", who);
    }

    private static Declined.Reason declined(String key, Map<String, String> files, @Nullable String expected) {
        return catchThrowableOfType(Declined.class, () -> world.drafts().save(key, files, expected, "", "eve"))
                .reason();
    }
}
