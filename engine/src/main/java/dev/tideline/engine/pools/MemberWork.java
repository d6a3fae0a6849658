package dev.tideline.engine.pools;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.pools.MemberRows.Enrolled;
import dev.tideline.engine.sweep.shard.Chunk;
import dev.tideline.engine.sweep.shard.ChunkResult;
import dev.tideline.engine.sweep.shard.ChunkWork;
import dev.tideline.engine.sweep.shard.RunSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Reads what members bring, and asks the gates of those who qualified before this run. For one thread. */
final class MemberWork implements ChunkWork {

    private final MemberFacts facts;
    private final Gates gates;

    /** Asks once more who may have what he qualified for. */
    @FunctionalInterface
    interface Gates {

        /** Reasons of those who get nothing, by grant key. */
        Map<String, String> barred(Transaction transaction, List<Enrolled> members, Instant asOf);
    }

    MemberWork(MemberFacts facts, Gates gates) {
        this.facts = facts;
        this.gates = gates;
    }

    @Override
    public boolean accepts(RunSpec run) {
        return true;
    }

    @Override
    public String personsSql(Chunk chunk) {
        return "";
    }

    @Override
    public long person(Transaction transaction, Chunk chunk) {
        return new MemberRows(transaction)
                .between(chunk.run().id().number(), chunk.last() - 1, chunk.last()).stream()
                        .mapToLong(Enrolled::personNo)
                        .sum();
    }

    @Override
    public ChunkResult work(Transaction transaction, Chunk chunk) {
        MemberRows rows = new MemberRows(transaction);
        Instant asOf = chunk.run().asOf();
        List<Enrolled> members = rows.between(chunk.run().id().number(), chunk.after(), chunk.last());
        List<Enrolled> before =
                members.stream().filter(member -> !member.fresh()).toList();
        Map<String, String> barred = before.isEmpty() ? Map.of() : gates.barred(transaction, before, asOf);
        rows.keep(facts.of(transaction, members, barred, asOf));
        return ChunkResult.NOTHING;
    }

    @Override
    public void close() {}
}
