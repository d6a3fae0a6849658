package dev.tideline.engine.audience;

import static dev.tideline.engine.audience.MemberRows.required;

import dev.tideline.engine.database.PageCursor;
import dev.tideline.engine.facts.FactsModel;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Audiences read over R2DBC. Thread-safe. */
public final class PostgresAudienceReader implements AudienceReader {

    private static final int MOST = 1_000;

    private static final String RULES = "(SELECT rule_no FROM audience_rule WHERE audience = :key)";

    private static final String AUDIENCES = """
            SELECT a.audience, array_agg(DISTINCT a.kind ORDER BY a.kind) AS kinds,
                array_agg(DISTINCT r.playbook ORDER BY r.playbook) AS playbooks,
                (SELECT count(DISTINCT m.user_no) FROM membership m JOIN audience_rule f USING (rule_no)
                  WHERE f.audience = a.audience AND m.withheld IS NULL) AS members
            FROM audience_rule a JOIN rule r USING (rule_no) GROUP BY a.audience ORDER BY a.audience
            """;

    private static final String MEMBERS = """
            SELECT m.user_no, m.rule_no, u.user_id, u.timeline, r.name, m.entered_at, m.withheld, d.decision_id,
                d.parts::text AS parts, d.expires_at
            FROM (SELECT * FROM membership
                WHERE rule_no IN %s AND (user_no, rule_no) > (:first, :second) AND (:withheld OR withheld IS NULL)
                ORDER BY user_no, rule_no LIMIT :most) m
            JOIN users u ON u.user_no = m.user_no
            JOIN rule r ON r.rule_no = m.rule_no
            LEFT JOIN LATERAL (SELECT * FROM decision g
                WHERE g.user_no = m.user_no AND g.rule = r.name
                ORDER BY g.outcome = 'DROPPED', g.decided_at DESC, g.decision_id DESC LIMIT 1) d ON true
            ORDER BY m.user_no, m.rule_no
            """.formatted(RULES);

    /** Horizon and rows come from one statement and so from one snapshot. */
    private static final String CHANGES = """
            WITH h AS (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS xmin, pg_snapshot_xmax(pg_current_snapshot()) AS xmax)
            SELECT h.xmin::text AS horizon, h.xmax::text AS ahead, c.xid::text AS xid, c.change_no, u.user_id, r.name,
                c.entered, c.at, c.decision_id, c.withheld
            FROM h LEFT JOIN LATERAL (SELECT * FROM membership_change
                WHERE rule_no IN %s AND (xid, change_no) > (:first::text::xid8, :second) AND xid < h.xmin
                    AND (:withheld OR withheld IS NULL)
                ORDER BY xid, change_no LIMIT :most) c ON true
            LEFT JOIN users u ON u.user_no = c.user_no
            LEFT JOIN rule r ON r.rule_no = c.rule_no
            ORDER BY c.xid, c.change_no
            """.formatted(RULES);

    private final DatabaseClient database;
    private final FactsModel model;

    /** Reads with this client; languages and zones by this model. */
    public PostgresAudienceReader(DatabaseClient database, FactsModel model) {
        this.database = database;
        this.model = model;
    }

    @Override
    public Flux<Audience> all() {
        return database.sql(AUDIENCES)
                .map(row -> new Audience(
                        required(row, "audience", String.class),
                        List.of(required(row, "kinds", String[].class)),
                        List.of(required(row, "playbooks", String[].class)),
                        required(row, "members", Long.class)))
                .all();
    }

    @Override
    public Mono<Boolean> exists(String key) {
        return database.sql("SELECT EXISTS " + RULES + " AS yes")
                .bind("key", key)
                .map(row -> required(row, "yes", Boolean.class))
                .one();
    }

    @Override
    public Mono<Page<Member>> members(String key, Include include, @Nullable String cursor, int limit, Instant asOf) {
        Position.Query query = new Position.Query(Position.Kind.MEMBERS, key, include);
        return Mono.fromCallable(() -> query.parse(cursor)).flatMap(after -> page(query, after, limit, asOf));
    }

    private Mono<Page<Member>> page(Position.Query query, Position after, int limit, Instant asOf) {
        int size = size(limit);
        MemberRows rows = new MemberRows(model, asOf);
        return after(database.sql(MEMBERS), query.audience(), query.include(), size)
                .bind("first", after.first())
                .bind("second", after.second())
                .map(rows::placed)
                .all()
                .collectList()
                .map(found -> page(query, found, size));
    }

    private static Page<Member> page(Position.Query query, List<MemberRows.Placed> found, int size) {
        List<MemberRows.Placed> shown = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size ? query.text(shown.get(size - 1).position()) : null;
        return new Page<>(shown.stream().map(MemberRows.Placed::member).toList(), next);
    }

    @Override
    public Flux<Member> stream(String key, Include include, Instant asOf) {
        return members(key, include, null, MOST, asOf)
                .expand(page -> page.next() == null ? Mono.empty() : members(key, include, page.next(), MOST, asOf))
                .concatMapIterable(Page::items, 1);
    }

    @Override
    public Mono<Page<MemberChange>> changes(String key, Include include, @Nullable String cursor, int limit) {
        int size = size(limit);
        Position.Query query = new Position.Query(Position.Kind.CHANGES, key, include);
        return Mono.fromCallable(() -> query.parse(cursor))
                .flatMap(after -> after(database.sql(CHANGES), key, include, size)
                        .bind("first", Long.toUnsignedString(after.first()))
                        .bind("second", after.second())
                        .map(ChangeRow::of)
                        .all()
                        .collectList()
                        .map(found -> told(query, found, size, after)));
    }

    /** Behind the last row if there are more, else everything below the horizon has been told. */
    private static Page<MemberChange> told(Position.Query query, List<ChangeRow> found, int size, Position after) {
        ChangeRow any = found.get(0);
        if (after.first() > any.ahead()) {
            throw PageCursor.refused();
        }
        List<ChangeRow> shown =
                found.stream().filter(told -> told.change() != null).limit(size).toList();
        Position next = found.size() > size
                ? shown.get(size - 1).position()
                : new Position(Math.max(any.horizon(), after.first()), 0);
        return new Page<>(
                shown.stream()
                        .map(told -> Objects.requireNonNull(told.change()))
                        .toList(),
                query.text(next));
    }

    @Override
    public Mono<String> present(String key, Include include) {
        Position.Query query = new Position.Query(Position.Kind.CHANGES, key, include);
        return database.sql("SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon")
                .map(row -> query.text(new Position(ChangeRow.xid(row, "horizon"), 0)))
                .one();
    }

    private static DatabaseClient.GenericExecuteSpec after(
            DatabaseClient.GenericExecuteSpec sql, String key, Include include, int size) {
        return sql.bind("key", key)
                .bind("withheld", include == Include.WITHHELD)
                .bind("most", size + 1);
    }

    private static int size(int limit) {
        return Math.max(1, Math.min(limit, MOST));
    }

    /** A row of changes with the horizon it was read at; without a change if there is none. */
    private record ChangeRow(
            long horizon,
            long ahead,
            Position position,
            @Nullable MemberChange change) {

        static ChangeRow of(Readable row) {
            long horizon = xid(row, "horizon");
            long ahead = xid(row, "ahead");
            if (row.get("xid", String.class) == null) {
                return new ChangeRow(horizon, ahead, new Position(horizon, 0), null);
            }
            return new ChangeRow(
                    horizon,
                    ahead,
                    new Position(xid(row, "xid"), required(row, "change_no", Long.class)),
                    new MemberChange(
                            required(row, "user_id", String.class),
                            required(row, "name", String.class),
                            required(row, "entered", Boolean.class),
                            required(row, "at", OffsetDateTime.class).toInstant(),
                            row.get("decision_id", UUID.class),
                            row.get("withheld", String.class)));
        }

        static long xid(Readable row, String column) {
            return Long.parseUnsignedLong(required(row, column, String.class));
        }
    }
}
