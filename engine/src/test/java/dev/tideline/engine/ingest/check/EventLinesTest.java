package dev.tideline.engine.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.events.EventTypes;
import dev.tideline.engine.lines.LineBatch;
import dev.tideline.engine.lines.LineReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventLinesTest {

    private static final Instant NOW = Instant.parse("2026-04-01T08:00:00Z");

    private static final String GOOD = """
            {"event_id":"6b0e2f0e-8a3c-4b66-9a51-0f9d8a5f1c11","type":"trade.executed","user_id":"u1",\
            "occurred_at":"2026-03-31T12:00:00+08:00","payload":{"product":"spot","usdt":"12.5","note":"x"}}""";

    @Test
    void acceptsAnEnvelopeWithWhatIsRequired() {
        CheckedLines checked = check(GOOD);
        assertThat(checked.accepted()).isEqualTo(1);
        assertThat(checked.refusals()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            "6b0e2f0e-8a3c-4b66-9a51-0f9d8a5f1c11"; "7";                          /event_id
            "6b0e2f0e-8a3c-4b66-9a51-0f9d8a5f1c11"; null;                         /event_id
            trade.executed;                         trade.done;                   /type
            "u1";                                   7;                            /user_id
            "u1";                                   "";                           /user_id
            "u1";                                   "a\\u0000b";                  /user_id
            2026-03-31T12:00:00+08:00;              2026-03-31;                   /occurred_at
            2026-03-31T12:00:00+08:00;              9999-03-31T12:00:00Z;         /occurred_at
            "12.5";                                 "much";                       /payload/usdt
            2026-03-31T12:00:00+08:00;              2026-04-02T08:00:01Z;         /occurred_at
            2026-03-31T12:00:00+08:00;              1970-01-01T00:00:00Z;         /occurred_at
            "12.5";                                 null;                         /payload/usdt
            "12.5";                                 "-0.01";                      /payload/usdt
            "note":"x";                             "price":-1;                   /payload/price
            "note":"x";                             "qty":"-1";                   /payload/qty
            "x";                                    "a\\u0000b";                  /payload/note
            "x";                                    "\\ud800";                    /payload/note
            "x";                                    {"a":[1e99999]};              /payload/note/a/0
            "payload";                              "payloads";                   /payloads
            {"product":"spot","usdt":"12.5","note":"x"}; 5;                       /payload
            """)
    void saysWhereAnEnvelopeIsWrong(String good, String bad, String pointer) {
        CheckedLines checked = check(GOOD.replace(good, bad));
        assertThat(checked.accepted()).isZero();
        assertThat(checked.refused()).isEqualTo(1);
        assertThat(checked.refusals()).extracting(Refusal::pointer).contains(pointer);
        assertThat(checked.refusals())
                .allSatisfy(refusal -> assertThat(refusal.expected()).isNotBlank());
    }

    @Test
    void refusesWhatIsNoObjectOrNoJson() {
        String deep = GOOD.replace("\"x\"", "[".repeat(40) + "]".repeat(40));
        String twice = GOOD.replace("\"note\"", "\"usdt\"");
        CheckedLines checked = check(String.join("\n", "[]", "{", GOOD + GOOD, deep, twice, "a\0b", GOOD));
        assertThat(checked.accepted()).isEqualTo(1);
        assertThat(checked.refusals()).extracting(Refusal::line).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void saysEverythingThatIsWrongWithALine() {
        CheckedLines checked = check("{\"type\":\"login\",\"colour\":1}");
        assertThat(checked.refusals())
                .extracting(Refusal::pointer)
                .containsExactly("/event_id", "/user_id", "/occurred_at", "/colour");
    }

    @Property(tries = 2_000)
    void neverThrowsAndCountsEachLineOnce(@ForAll @Size(max = 80) byte[] bytes) {
        assertThat(countsAll(bytes)).isTrue();
    }

    @Property(tries = 2_000)
    void neverThrowsOnADamagedEnvelope(@ForAll byte damage, @ForAll int at) {
        byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
        bytes[Math.floorMod(at, bytes.length)] = damage;
        assertThat(countsAll(bytes)).isTrue();
    }

    private static boolean countsAll(byte[] bytes) {
        try {
            Optional<LineBatch> batch =
                    LineReader.plain(new ByteArrayInputStream(bytes), 1_024).next();
            CheckedLines checked = batch.map(EventLinesTest::check).orElseGet(CheckedLines::new);
            return checked.accepted() + checked.refused()
                    == batch.map(LineBatch::count).orElse(0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static CheckedLines check(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return check(LineReader.plain(new ByteArrayInputStream(bytes), 65_536)
                    .next()
                    .orElseThrow());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static CheckedLines check(LineBatch batch) {
        return new EventLines(EventTypes.shipped(), NOW, IngestLimits.STANDARD).check(batch);
    }
}
