package dev.tideline.rules.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Parameter;
import dev.tideline.rules.reading.RuleReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalPrinterTest {

    private static final Vocabulary VOCABULARY = Vocabulary.shipped();

    /** What notes matches in this test. */
    public interface Noted {
        void add(int rule, User user);
    }

    @Test
    void printsOnePackageThatNotesMatchesByIndex() {
        List<CheckedRule> rules = read(30, "isTest", "kycLevel > 1, acquisitionChannel == \"中文\"");
        int test = VOCABULARY.user().require("is_test").slot();
        int kyc = VOCABULARY.user().require("kyc_level").slot();
        int channel = VOCABULARY.user().require("acquisition_channel").slot();
        assertThat(new CanonicalPrinter(Noted.class).print(rules)).isEqualTo("""
                        package dev.tideline.rulebook;
                        import dev.tideline.rules.facts.User;
                        import dev.tideline.rules.facts.Market;
                        import dev.tideline.rules.facts.AsOf;
                        import dev.tideline.rules.canonical.Compare;
                        global dev.tideline.rules.canonical.CanonicalPrinterTest.Noted matches;

                        rule "p/r0"
                        when
                            $u : User( Compare.equal(number(%d), 1L) )
                        then
                            matches.add(0, $u);
                        end

                        rule "p/r1"
                        when
                            $u : User( Compare.greater(number(%d), 1L) && Compare.same(text(%d), "中文") )
                        then
                            matches.add(1, $u);
                        end
                        """.formatted(test, kyc, channel));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\'',
            value = {
                "lastCsat < 3 ~ Compare.less(number(C), 3L)",
                "lastCsat >= 3 ~ Compare.atLeast(number(C), 3L)",
                "lastCsat != 3 ~ !Compare.equal(number(C), 3L)",
                "lastCsat == null ~ missing(C)",
                "lastCsat != null ~ !missing(C)",
                "lastCsat in (1, 2) ~ (Compare.equal(number(C), 1L) || Compare.equal(number(C), 2L))",
                "lastCsat not in (1) ~ !(Compare.equal(number(C), 1L))",
                "language == null ~ Compare.missing(text(L))",
                "language != null ~ !Compare.missing(text(L))",
                "language != \"en\" ~ !Compare.same(text(L), \"en\")",
                "riskFlags not contains \"X\" ~ !texts(F).contains(\"X\")",
                "!(isTest) ~ !(Compare.equal(number(T), 1L))",
                "riskScore >= lastCsat ~ Compare.atLeast(number(R), number(C))",
                "riskScore <= lastCsat ~ Compare.atMost(number(R), number(C))",
                "riskScore == lastCsat ~ Compare.equal(number(R), number(C))",
                "riskScore < 0.3 * lastCsat ~ Compare.lessScaled(number(R), 300000L, number(C))",
                "language == timezone ~ Compare.same(text(L), text(Z))"
            })
    void printsCallsOnSlots(String condition, String expected) {
        String expression = expected.replaceAll("\\(C\\)", "(" + slot("last_csat") + ")")
                .replaceAll("\\(L\\)", "(" + slot("language") + ")")
                .replaceAll("\\(F\\)", "(" + slot("risk_flags") + ")")
                .replaceAll("\\(T\\)", "(" + slot("is_test") + ")")
                .replaceAll("\\(R\\)", "(" + slot("risk_score") + ")")
                .replaceAll("\\(Z\\)", "(" + slot("timezone") + ")");
        assertThat(new CanonicalPrinter(Noted.class).print(read(30, condition))).contains("User( " + expression + " )");
    }

    @Test
    void theHashNamesWhatRulesMeanAndNotHowTheyAreWritten() {
        String hash = MeaningHash.of(read(30, "tradeCount7d >= $days", "isTest"));
        List<CheckedRule> reversed = read(30, "(tradeCount7d   >= 30)", "isTest == true");
        assertThat(hash).matches("[0-9a-f]{64}");
        assertThat(MeaningHash.of(List.of(reversed.get(1), reversed.get(0)))).isEqualTo(hash);
        assertThat(MeaningHash.of(read(31, "tradeCount7d >= $days", "isTest"))).isNotEqualTo(hash);
        assertThat(MeaningHash.of(read(30, "tradeCount7d >= $days"))).isNotEqualTo(hash);
    }

    private static List<CheckedRule> read(int days, String... constraints) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < constraints.length; i++) {
            text.append("rule \"p/r")
                    .append(i)
                    .append("\" @why(\"x\") when $u : User( ")
                    .append(constraints[i])
                    .append(" ) then offer(\"x\").to($u); end\n");
        }
        Parameter parameter = Parameter.number("days", FieldType.WHOLE, days, 0, 100, "Days");
        return new RuleReader(VOCABULARY)
                .playbook("p", Map.of("r.drl", text.toString()), Map.of("days", parameter))
                .orThrow();
    }

    private static int slot(String column) {
        return VOCABULARY.user().require(column).slot();
    }
}
