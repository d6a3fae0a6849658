package dev.tideline.rules.notation.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.notation.Rewritten;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is done for some days after a contest can be said in every notation. */
class ContestSentencesTest {

    private static final String FRAME = "rule \"p/r\"\n@why(\"a test\")\nwhen\n%s\nthen\n%s\nend\n";

    @Test
    void consolationWithinThreeDays() {
        String drl = "    $u : User( daysSinceContestEnded <= 3, rank == null, contestVolume >= 1000 )";
        String action = "    offer(\"fee-cashback-5\").by(IN_APP).to($u);";
        String english = """
                    The user
                    - days since the contest ended is at most 3
                    - rank in the contest is unknown
                    - volume in the contest is at least 1000""";
        String chinese = """
                    用户
                    - 比赛结束后天数 不超过 3
                    - 比赛名次 未知
                    - 比赛交易量 不少于 1000""";
        List<String> meant = read("rules.drl", drl, action);
        assertThat(read("rules.en.dslr", english, "    Offer \"fee-cashback-5\" by in-app"))
                .isEqualTo(meant);
        assertThat(read("rules.zh.dslr", chinese, "    发放 \"fee-cashback-5\" 渠道 站内信"))
                .isEqualTo(meant);
    }

    @Test
    void payoutOnceTheReviewHasPassed() {
        String drl = "    $u : User( contestEnded, riskReview == \"PASSED\", hoursSinceContestEnded <= 720 )";
        String english = """
                    The user
                    - the contest has ended
                    - risk review of the contest is passed
                    - hours since the contest ended is at most 720""";
        assertThat(read("rules.en.dslr", english, "    Send \"m\" by e-mail"))
                .isEqualTo(read("rules.drl", drl, "    message(\"m\").by(EMAIL).to($u);"));
    }

    private static List<String> read(String file, String when, String then) {
        return Rewritten.drl(
                Rewritten.read("p", file, FRAME.formatted(when, then), Map.of()).orThrow());
    }
}
