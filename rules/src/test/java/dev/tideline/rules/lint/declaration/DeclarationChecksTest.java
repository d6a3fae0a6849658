package dev.tideline.rules.lint.declaration;

import static dev.tideline.rules.lint.Drafts.MONTHLY;
import static dev.tideline.rules.lint.Drafts.beside;
import static dev.tideline.rules.lint.Drafts.message;
import static dev.tideline.rules.lint.Drafts.playbook;
import static dev.tideline.rules.lint.Drafts.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.lint.Lint;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DeclarationChecksTest {

    @Test
    void aListThatWasNotImportedIsToldWithTheNearestName() {
        assertThat(found("include: [freinds]")).singleElement().satisfies(one -> {
            assertThat(one.code()).isEqualTo(Code.UNKNOWN_NAME);
            assertThat(one.severity()).isEqualTo(Severity.WARNING);
            assertThat(one.place().text()).contains("playbook.yaml").contains("/include");
            assertThat(one.message())
                    .isEqualTo("No list `freinds` has been imported, so that nobody is served for being on it; did you"
                            + " mean `friends`?");
            assertThat(one.message(Locale.CHINESE)).contains("没有导入名单 `freinds`");
        });
        assertThat(found("exclude: [foes]"))
                .singleElement()
                .satisfies(one -> assertThat(one.message()).contains("so that it keeps nobody out"));
        assertThat(found("include: [friends]")).isEmpty();
    }

    @Test
    void aListThatAConditionNamesIsToldAtItsPlace() {
        assertThat(named("lists not contains \"freinds\"")).singleElement().satisfies(one -> {
            assertThat(one.code()).isEqualTo(Code.UNKNOWN_NAME);
            assertThat(one.place().text()).startsWith("rules.drl:4");
            assertThat(one.rules()).containsExactly("draft/one");
            assertThat(one.message()).contains("nobody is on it; did you mean `friends`?");
        });
        assertThat(named("lists contains \"friends\"")).isEmpty();
    }

    private static List<Finding> named(String condition) {
        return Lint.of(playbook("draft", MONTHLY, rule("draft/one", condition, message("m"))), beside());
    }

    @Test
    void aPlaybookForThoseWhomItLeavesAloneServesNobody() {
        assertThat(found("include: [friends]\nexclude: [friends]"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.code()).isEqualTo(Code.NEVER_HOLDS);
                    assertThat(one.blocks()).isTrue();
                });
        assertThat(found("include: [friends, others]\nexclude: [friends]"))
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(Code.PART_SAYS_NOTHING, Code.UNKNOWN_NAME);
    }

    @Test
    void aLicenceThatNoJurisdictionAsksForAllowsNothing() {
        assertThat(found("licences: [VARRA]")).singleElement().satisfies(one -> {
            assertThat(one.code()).isEqualTo(Code.UNKNOWN_NAME);
            assertThat(one.message()).contains("did you mean `VARA`?");
        });
        assertThat(found("licences: [VARA]")).isEmpty();
    }

    @Test
    void aParameterThatNoRuleUsesIsTold() {
        String parameters = """
                parameters:
                  least: { type: count, value: 1, min: 0, max: 9, description: VIP level }
                  most: { type: count, value: 5, min: 0, max: 9, description: VIP level }
                """;
        assertThat(Lint.of(
                        playbook(
                                "draft",
                                MONTHLY + "\n" + parameters,
                                rule("draft/one", "vipLevel >= $least", message("m"))),
                        beside()))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.code()).isEqualTo(Code.UNUSED_PARAMETER);
                    assertThat(one.message()).startsWith("No rule uses `$most`");
                });
    }

    private static List<Finding> found(String declared) {
        return Lint.of(
                playbook("draft", MONTHLY + "\n" + declared, rule("draft/one", "vipLevel >= 1", message("m"))),
                beside());
    }
}
