package dev.tideline.engine.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.lines.LineReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListLinesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"alice\nbob\n", "user_id\nalice\nbob", "\uFEFFuser_id\r\nalice\r\nbob", "user_id\nid\nuid\n"})
    void takesOneColumnWithOrWithoutItsHeader(String body) throws IOException {
        CheckedLines checked = check(body);
        assertThat(checked.accepted()).isEqualTo(2);
        assertThat(checked.refusals()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"id", "uid", "UID", "userId", "USER_ID", "user id", "User", "person_id", "buyerId", "email"})
    void refusesAnotherHeader(String header) throws IOException {
        CheckedLines checked = check(header + "\nalice\n");
        assertThat(checked.accepted()).isEqualTo(1);
        assertThat(checked.refusals())
                .containsExactly(
                        new Refusal(1, 1, "user_id", header, "the header user_id, or a user id and no header"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"u1", "alice", "david", "17", "u-1", "6b0e2f0e-8a3c-4b66-9a51-0f9d8a5f1c11", "DAVID"})
    void aFirstIdIsNoHeader(String id) throws IOException {
        assertThat(check(id + "\n").accepted()).isEqualTo(1);
    }

    @Test
    void refusesEachRowOfSeveralColumns() throws IOException {
        CheckedLines checked = check("uid,foo\ncarl,2\nok,1,2\nlast,\n");
        assertThat(checked.accepted()).isZero();
        assertThat(checked.refusals())
                .containsExactly(
                        new Refusal(1, 2, "user_id", "uid,foo", "one column, user_id, not 2"),
                        new Refusal(2, 2, "user_id", "carl,2", "one column, user_id, not 2"),
                        new Refusal(3, 2, "user_id", "ok,1,2", "one column, user_id, not 3"),
                        new Refusal(4, 2, "user_id", "last,", "one column, user_id, not 2"));
    }

    private static CheckedLines check(String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new ListLines(1_024, 1)
                .check(LineReader.csv(new ByteArrayInputStream(bytes), 1_024)
                        .next()
                        .orElseThrow());
    }
}
