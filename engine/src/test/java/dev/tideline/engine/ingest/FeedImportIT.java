package dev.tideline.engine.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.ingest.intake.IngestReport;
import dev.tideline.engine.snapshot.SnapshotReader;
import dev.tideline.engine.snapshot.measure.HistoryRules;
import dev.tideline.engine.sources.FieldSources;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.users.PostgresUserStore;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.value.FieldValues;
import dev.tideline.rules.facts.vocabulary.Trait;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.segments.Segmentation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FeedImportIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Instant NOW = Instant.parse("2026-04-01T08:00:00Z");
    private static final Vocabulary VOCABULARY =
            Vocabulary.withTraits(List.of(new Trait("favourite_coin", FieldType.TEXT, "", "Coin he likes")));
    private static final FieldSources SOURCES = FieldSources.shipped(VOCABULARY);

    @BeforeEach
    void empty() {
        DB.truncate("event", "users", "person", "intake", "source_watermark");
    }

    @Test
    void readsTheSameRowsAsJsonAndAsCsv() throws IOException {
        take(FeedImport.Format.NDJSON, """
                {"user_id":"u1","snapshot_date":"2026-03-30","total_asset":"100.5","language":"en","favourite_coin":"BTC"}
                {"user_id":"u1","snapshot_date":"2026-03-31","total_asset":{"amount":"90","asset":"USDT"}}
                """);
        StoredUser json = user("u1");
        empty();
        IngestReport report = take(FeedImport.Format.CSV, """
                \uFEFFuser_id,snapshot_date,total_asset,language,favourite_coin\r
                u1,2026-03-30,100.5,en,BTC\r
                "u1",2026-03-31,90,,\r
                """);
        assertThat(report.accepted()).isEqualTo(2);
        assertThat(user("u1").timeline()).isEqualTo(json.timeline());
        assertThat(value(json, "total_asset", "2026-03-30T23:00:00Z")).isEqualTo("100.5");
        assertThat(value(json, "total_asset", "2026-04-05T00:00:00Z")).isEqualTo("90");
        assertThat(value(json, "language", "2026-04-05T00:00:00Z")).isEqualTo("en");
        assertThat(value(json, "favourite_coin", "2026-04-05T00:00:00Z")).isEqualTo("BTC");
    }

    @Test
    void theLaterRowOfADayWinsAlsoAcrossImports() throws IOException {
        take(FeedImport.Format.CSV, "user_id,snapshot_date,total_asset\nu1,2026-03-31,1\nu1,2026-03-31,2\n");
        assertThat(value(user("u1"), "total_asset", "2026-04-01T00:00:00Z")).isEqualTo("2");
        take(FeedImport.Format.CSV, "user_id,snapshot_date,total_asset\nu1,2026-03-31,3\n");
        assertThat(value(user("u1"), "total_asset", "2026-04-01T00:00:00Z")).isEqualTo("3");
    }

    @Test
    void keepsGoodRowsAndSaysWhatIsWrongWithOthers() throws IOException {
        IngestReport report = take(FeedImport.Format.CSV, """
                user_id,snapshot_date,total_asset,holds_btc
                u1,2026-03-31,much,perhaps
                u2,31.3.2026,1,true
                u3,2026-03-31,1
                u4,2026-03-31,1,true
                """);
        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.refused()).isEqualTo(3);
        assertThat(report.problems())
                .extracting(problem -> problem.place().line() + problem.place().pointer())
                .containsExactly("2total_asset", "2holds_btc", "3snapshot_date", "4");
    }

    @Test
    void saysEverythingThatIsOutsideWhatAFieldMayBe() throws IOException {
        IngestReport report = take(FeedImport.Format.NDJSON, """
                {"user_id":"u1","snapshot_date":"2026-03-31","risk_score":500,"timezone":"Mars/Olympus",\
                "country_code":"Germany","language":"zh_CN","kyc_level":9,"idle_stablecoin":"-1",\
                "joined_at":"2026-04-03T00:00:00Z","favourite_coin":"a\\u0000b"}
                {"user_id":"u2","snapshot_date":"2026-03-31","risk_score":100,"timezone":"Asia/Tokyo",\
                "vip_protected_until":"2027-01-01T00:00:00Z"}
                {"user_id":"u3","snapshot_date":"2026-04-03"}
                {"user_id":"u4","snapshot_date":"1970-01-01"}
                """);
        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.problems())
                .extracting(problem -> problem.place().line() + problem.place().pointer())
                .containsExactly(
                        "1/risk_score",
                        "1/timezone",
                        "1/country_code",
                        "1/language",
                        "1/idle_stablecoin",
                        "1/favourite_coin",
                        "1/joined_at",
                        "3/snapshot_date",
                        "4/snapshot_date");
        assertThat(report.problems().get(0).value()).isEqualTo("500");
        assertThat(report.problems().get(0).expected()).isEqualTo("0 to 100");
    }

    @Test
    void roundsWhatIsFinerThanAMillionthAsEventsDo() throws IOException {
        take(FeedImport.Format.CSV, "user_id,snapshot_date,total_asset\nu1,2026-03-31,1.2345675000000001\n");
        assertThat(value(user("u1"), "total_asset", "2026-04-01T00:00:00Z")).isEqualTo("1.234568");
    }

    @Test
    void refusesUndeclaredColumnsAndNamesThoseItReadsOver() throws IOException {
        IngestReport report = take(FeedImport.Format.NDJSON, """
                {"user_id":"u1","snapshot_date":"2026-03-31","shoe_size":42}
                {"user_id":"u2","snapshot_date":"2026-03-31","trade_count_7d":4,"lifecycle_stage":"ACTIVE"}
                """);
        assertThat(report.problems())
                .extracting(problem -> problem.place().pointer())
                .containsExactly("/shoe_size");
        assertThat(report.ignoredColumns()).containsExactly("lifecycle_stage", "trade_count_7d");
        IngestReport header = take(FeedImport.Format.CSV, "user_id,shoe_size\nu1,42\n");
        assertThat(header.refused()).isEqualTo(2);
        assertThat(header.problems())
                .extracting(problem -> problem.place().line() + problem.place().pointer())
                .containsExactly("1shoe_size", "1snapshot_date", "2");
    }

    @Test
    void movesAnAccountToThePersonThatTheRowNames() throws IOException {
        take(FeedImport.Format.CSV, "user_id,snapshot_date\nu1,2026-03-31\nu2,2026-03-31\n");
        assertThat(user("u1").personId()).isEqualTo("account:u1");
        take(FeedImport.Format.CSV, "user_id,snapshot_date,person_id\nu1,2026-03-31,p\nu2,2026-03-31,p\n");
        assertThat(user("u1").personNo()).isEqualTo(user("u2").personNo());
        take(FeedImport.Format.NDJSON, "{\"user_id\":\"u1\",\"snapshot_date\":\"2026-03-31\",\"person_id\":null}");
        assertThat(user("u1").personId()).isEqualTo("account:u1");
        assertThat(user("u2").personId()).isEqualTo("p");
    }

    @Test
    void aRowThatChangesNothingLeavesTheUserClean() throws IOException {
        String row = "user_id,snapshot_date,total_asset\nu1,2026-03-31,5\n";
        take(FeedImport.Format.CSV, row);
        String before = changed();
        take(FeedImport.Format.CSV, row);
        assertThat(changed()).isEqualTo(before);
    }

    @Test
    void tellsOfTheWholeDayOrUpToNow() throws IOException {
        take(FeedImport.Format.CSV, "user_id,snapshot_date,total_asset\nu1,2026-03-31,5\n");
        String first = watermark();
        assertThat(first).endsWith("2026-04-01 00:00:00");
        take(FeedImport.Format.CSV, "user_id,snapshot_date,total_asset\nu1,2026-04-01,5\nu1,2026-01-01,5\n");
        assertThat(watermark()).endsWith("2026-04-01 08:00:00");
    }

    private static String changed() {
        return DB.database()
                .inTransaction(
                        t -> t.sql("SELECT changed_xid::text AS t FROM users").one(row -> row.text("t")));
    }

    private static String watermark() {
        return DB.database()
                .inTransaction(t -> t.sql("SELECT source || watermark AT TIME ZONE 'UTC' AS t FROM source_watermark")
                        .one(row -> row.text("t")));
    }

    private static IngestReport take(FeedImport.Format format, String body) throws IOException {
        return new FeedImport(DB.database(), Days.UTC, VOCABULARY, SOURCES, IngestLimits.STANDARD)
                .take(format, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), NOW);
    }

    private static StoredUser user(String id) {
        return DB.database()
                .inTransaction(t -> new PostgresUserStore(DB.database()).find(t, id))
                .orElseThrow();
    }

    private static String value(StoredUser user, String column, String asOf) {
        FactBuilder facts = VOCABULARY.user().builder();
        new SnapshotReader(VOCABULARY, SOURCES, HistoryRules.of(Segmentation.shipped(VOCABULARY)), Days.UTC, null)
                .read(user.timeline(), Instant.parse(asOf), facts);
        return FieldValues.text(VOCABULARY.user().require(column), facts.user(user.userId()));
    }
}
