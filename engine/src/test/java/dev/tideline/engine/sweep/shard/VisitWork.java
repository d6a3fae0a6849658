package dev.tideline.engine.sweep.shard;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.sweep.Count;
import java.util.List;
import java.util.function.LongConsumer;

/** Writes one row for each person it is given, in the chunk's transaction. */
final class VisitWork implements ChunkWork {

    private final LongConsumer each;

    VisitWork(LongConsumer each) {
        this.each = each;
    }

    @Override
    public ChunkResult work(Transaction transaction, Chunk chunk) {
        List<Long> persons =
                transaction.sql(chunk.personsSql() + " ORDER BY person_no").list(row -> row.number("person_no"));
        persons.forEach(each::accept);
        if (!chunk.run().dryRun()) {
            transaction
                    .sql("INSERT INTO visit SELECT :run, unnest(:persons)")
                    .bind("run", chunk.run().id().number())
                    .bind("persons", persons)
                    .update();
        }
        return new ChunkResult(
                persons.size(),
                persons.size(),
                persons.size(),
                List.of(new Count("welcome", "GRANTED", "", persons.size())),
                List.of());
    }

    @Override
    public void close() {}
}
