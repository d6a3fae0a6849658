package dev.tideline.engine.offer.held;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.PageCursor;
import dev.tideline.engine.database.Row;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a person is asked to release, those that wait longest first. Thread-safe; blocks. */
public final class HeldOffers {

    private static final String QUERY = "offers that are held";
    private static final int LENGTH = 28;

    private final Database database;

    public HeldOffers(Database database) {
        this.database = database;
    }

    /**
     * A page.
     *
     * @param next cursor of the next page; null on the last
     */
    public record Page(List<HeldOffer> offers, @Nullable String next) {
        public Page {
            offers = List.copyOf(offers);
        }
    }

    /**
     * The offers after a cursor; from the first without one.
     *
     * @throws IllegalArgumentException if no page gave the cursor
     */
    public Page page(@Nullable String cursor, int most) {
        Place after = cursor == null ? new Place(Instant.EPOCH, new UUID(0, 0)) : Place.of(cursor);
        List<HeldOffer> found = database.inTransaction(transaction -> transaction
                .sql("""
                        SELECT o.*, u.user_id, p.person_id
                        FROM offer o JOIN users u USING (user_no) JOIN person p ON p.person_no = o.person_no
                        WHERE o.state = 'PENDING' AND (o.changed_at, o.decision_id) > (:at, :id)
                        ORDER BY o.changed_at, o.decision_id LIMIT :most
                        """)
                .bind("at", after.at())
                .bind("id", after.id())
                .bind("most", most + 1L)
                .list(HeldOffers::offer));
        if (found.size() <= most) {
            return new Page(found, null);
        }
        HeldOffer last = found.get(most - 1);
        return new Page(found.subList(0, most), new Place(last.since(), last.decision()).text());
    }

    private static HeldOffer offer(Row row) throws SQLException {
        return new HeldOffer(
                row.uuid("decision_id"),
                row.text("user_id"),
                row.text("person_id"),
                row.text("placement"),
                row.text("playbook"),
                row.text("rule"),
                row.texts("incentives"),
                row.text("held_by"),
                row.instant("changed_at"),
                row.instant("expires_at"));
    }

    /** The last of a page. */
    private record Place(Instant at, UUID id) {

        static Place of(String cursor) {
            ByteBuffer bytes = PageCursor.place(QUERY, cursor, LENGTH);
            long seconds = bytes.getLong();
            int nanos = bytes.getInt();
            if (seconds < 0 || seconds > Integer.MAX_VALUE * 2L || nanos < 0 || nanos > 999_999_999) {
                throw PageCursor.refused();
            }
            return new Place(Instant.ofEpochSecond(seconds, nanos), new UUID(bytes.getLong(), bytes.getLong()));
        }

        String text() {
            byte[] bytes = ByteBuffer.allocate(LENGTH)
                    .putLong(at.getEpochSecond())
                    .putInt(at.getNano())
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array();
            return PageCursor.text(QUERY, bytes);
        }
    }
}
