package dev.tideline.api.audiences;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tideline.engine.audience.Member;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One account in an audience by one rule.
 *
 * @param userId the exchange's id
 * @param decisionId the decision to quote when the user answers; null if it is gone
 * @param channels channels that may be used
 * @param language the user's language; null if it is not known
 * @param timeZone the user's time zone; null if it is not known
 * @param sendAfter not to be contacted before; null if no channel may be used
 * @param expiresAt not to be contacted from here on
 * @param enteredAt when he entered
 * @param rule the rule that put him there
 * @param withheld why he must not be contacted; only there if asked for
 */
record MemberView(
        String userId,
        @Nullable String decisionId,
        List<String> channels,
        @Nullable String language,
        @Nullable String timeZone,
        @Nullable Instant sendAfter,
        @Nullable Instant expiresAt,
        Instant enteredAt,
        String rule,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String withheld) {

    private static final String COLUMNS =
            "user_id,decision_id,channels,language,time_zone,send_after,expires_at,entered_at,rule";

    static MemberView of(Member member) {
        return new MemberView(
                member.userId(),
                member.decisionId() == null ? null : member.decisionId().toString(),
                member.channels(),
                member.language(),
                member.timeZone(),
                member.sendAfter(),
                member.expiresAt(),
                member.enteredAt(),
                member.rule(),
                member.withheld());
    }

    /** The first line of CSV. */
    static String csvHeader(boolean withheld) {
        return (withheld ? COLUMNS + ",withheld" : COLUMNS) + "\r\n";
    }

    /** One line of CSV; channels are joined by a stroke. */
    String csv(boolean showWithheld) {
        Stream<@Nullable Object> cells = Stream.of(
                userId,
                decisionId,
                String.join("|", channels),
                language,
                timeZone,
                sendAfter,
                expiresAt,
                enteredAt,
                rule);
        Stream<@Nullable Object> last = showWithheld ? Stream.<@Nullable Object>of(withheld) : Stream.empty();
        return Stream.<@Nullable Object>concat(cells, last)
                .map(CsvCell::of)
                .collect(Collectors.joining(",", "", "\r\n"));
    }
}
