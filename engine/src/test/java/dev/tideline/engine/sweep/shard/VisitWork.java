package dev.tideline.engine.sweep.shard;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.sweep.Count;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/** Writes one row for each person it is given, in the chunk's transaction. */
final class VisitWork implements ChunkWork {

    private final LongConsumer each;
    private final Predicate<RunSpec> accepted;

    VisitWork(LongConsumer each) {
        this(each, run -> true);
    }

    VisitWork(LongConsumer each, Predicate<RunSpec> accepted) {
        this.each = each;
        this.accepted = accepted;
    }

    @Override
    public boolean accepts(RunSpec run) {
        return accepted.test(run);
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
