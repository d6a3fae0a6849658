package dev.tideline.engine.pools.enrolment;

import dev.tideline.engine.database.Transaction;
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
    private final MemberGates gates;

    MemberWork(MemberFacts facts, MemberGates gates) {
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
                        .findFirst()
                        .map(Enrolled::personNo)
                        .orElse(0L);
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
