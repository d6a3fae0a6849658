package dev.tideline.engine.pools;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.sweep.shard.Chunk;
import dev.tideline.engine.sweep.shard.ChunkResult;
import dev.tideline.engine.sweep.shard.ChunkWork;
import dev.tideline.engine.sweep.shard.RunSpec;

/** Grants everybody a part in the pool. */
final class Qualifying implements ChunkWork {

    @Override
    public boolean accepts(RunSpec run) {
        return true;
    }

    @Override
    public ChunkResult work(Transaction transaction, Chunk chunk) {
        transaction
                .sql("""
                        WITH found AS (
                            SELECT u.person_no, u.user_no, u.user_id, gen_random_uuid() AS id FROM users u
                            WHERE person_no > :after AND person_no <= :last
                        ), decided AS (
                            INSERT INTO decision (decision_id, decided_at, person_no, user_no, playbook, rule, version,
                                class, outcome, reason, occurrence, probability_bps, expires_at, run_no, basis_no, parts,
                                inputs)
                            SELECT id, :at, person_no, user_no, 'welcome', 'welcome/join', 'h', 'PROMOTIONAL', 'GRANTED',
                                '', 'w11', 9000, :at, :run, 1, '[]', '{}' FROM found
                        )
                        INSERT INTO incentive_grant (grant_key, person_no, user_no, playbook, incentive, occurrence, at,
                            class, face_value, asset, ghost, decision_id)
                        SELECT 'welcome|weekly-fee-share|' || user_id || '|w11', person_no, user_no, 'welcome',
                            'weekly-fee-share', 'w11', :at, 'PROMOTIONAL', 10, 'USDT', false, id FROM found
                        ON CONFLICT (grant_key) WHERE voided_at IS NULL DO NOTHING
                        """)
                .bind("after", chunk.after())
                .bind("last", chunk.last())
                .bind("at", PoolPhaseIT.FRIDAY)
                .bind("run", chunk.run().id().number())
                .update();
        return ChunkResult.NOTHING;
    }

    @Override
    public void close() {}
}
