package dev.tideline.engine.decision.store;

import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.decision.DecisionReader;
import dev.tideline.engine.decision.StoredDecision;
import dev.tideline.rules.candidate.CandidateClass;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Decisions read over R2DBC. */
public final class PostgresDecisionReader implements DecisionReader {

    private static final int MOST = 500;

    private static final String SELECT = """
            SELECT d.decision_id, p.person_id, u.user_id, d.playbook, d.rule, d.version, d.class,
                d.outcome_now AS outcome, d.reason_now AS reason,
                d.occurrence, d.probability_bps, d.decided_at, d.expires_at, d.retry_at, d.parts_now::text AS parts,
                d.inputs::text AS inputs, b.rulebook_hash, b.policy_hash, d.run_no
            FROM decision_now d
            JOIN users u USING (user_no)
            JOIN person p ON p.person_no = d.person_no
            JOIN decision_basis b USING (basis_no)
            """;

    private final DatabaseClient database;

    public PostgresDecisionReader(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Page> ofUser(String userId, @Nullable String cursor, int limit) {
        int size = Math.max(1, Math.min(limit, MOST));
        return Mono.fromCallable(() -> DecisionPosition.parse(userId, cursor))
                .flatMapMany(after -> database.sql(SELECT + """
                                WHERE d.user_no = (SELECT user_no FROM users WHERE user_id = :user)
                                    AND (d.decided_at, d.decision_id) < (:at, :id)
                                ORDER BY d.decided_at DESC, d.decision_id DESC LIMIT :most
                                """)
                        .bind("user", userId)
                        .bind("at", after.at().atOffset(ZoneOffset.UTC))
                        .bind("id", after.id())
                        .bind("most", size + 1)
                        .map(PostgresDecisionReader::decision)
                        .all())
                .collectList()
                .map(found -> page(userId, found, size));
    }

    private static Page page(String userId, List<StoredDecision> found, int size) {
        if (found.size() <= size) {
            return new Page(found, null);
        }
        StoredDecision last = found.get(size - 1);
        return new Page(found.subList(0, size), new DecisionPosition(last.decidedAt(), last.id()).text(userId));
    }

    private static StoredDecision decision(Readable row) {
        return new StoredDecision(
                value(row, "decision_id", UUID.class),
                text(row, "person_id"),
                text(row, "user_id"),
                text(row, "playbook"),
                text(row, "rule"),
                text(row, "version"),
                CandidateClass.valueOf(text(row, "class")),
                Outcome.valueOf(text(row, "outcome")),
                text(row, "reason"),
                text(row, "occurrence"),
                BigDecimal.valueOf(value(row, "probability_bps", Integer.class), 4),
                value(row, "decided_at", OffsetDateTime.class).toInstant(),
                value(row, "expires_at", OffsetDateTime.class).toInstant(),
                instant(row.get("retry_at", OffsetDateTime.class)),
                text(row, "parts"),
                text(row, "inputs"),
                text(row, "rulebook_hash"),
                text(row, "policy_hash"),
                row.get("run_no", Long.class));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static String text(Readable row, String column) {
        return value(row, column, String.class);
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
