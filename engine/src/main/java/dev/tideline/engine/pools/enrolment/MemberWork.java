package dev.tideline.engine.pools.enrolment;

import dev.tideline.engine.arbitration.outcome.Refusal;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.promise.Gates;
import dev.tideline.engine.evaluation.promise.Promise;
import dev.tideline.engine.sweep.shard.Chunk;
import dev.tideline.engine.sweep.shard.ChunkResult;
import dev.tideline.engine.sweep.shard.ChunkWork;
import dev.tideline.engine.sweep.shard.RunSpec;
import dev.tideline.rules.candidate.Part;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Reads what members bring, and asks the gates of those who qualified before this run. For one thread. */
final class MemberWork implements ChunkWork {

    private final MemberFacts facts;
    private final Gates gates;

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
                        .findFirst()
                        .map(Enrolled::personNo)
                        .orElse(0L);
    }

    @Override
    public ChunkResult work(Transaction transaction, Chunk chunk) {
        MemberRows rows = new MemberRows(transaction);
        Instant asOf = chunk.run().asOf();
        List<Enrolled> members = rows.between(chunk.run().id().number(), chunk.after(), chunk.last());
        List<Promise> before = members.stream()
                .filter(member -> !member.fresh())
                .map(MemberWork::promise)
                .toList();
        Map<String, Refusal> barred = gates.barred(transaction, before, Promise.Moment.PAYMENT, asOf);
        rows.keep(facts.of(transaction, members, new MemberFacts.Known(barred, rows.siblings(members)), asOf));
        return ChunkResult.NOTHING;
    }

    private static Promise promise(Enrolled member) {
        return new Promise(
                member.key().text(),
                member.personNo(),
                member.userNo(),
                member.playbook(),
                member.rule(),
                List.of(new Part.Incentive(member.incentive())),
                false);
    }

    @Override
    public void close() {}
}
