package dev.tideline.engine.sweep.shard;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.schedule.ScheduleKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whom and what a run reaches.
 *
 * @param playbooks keys it evaluates
 * @param schedules schedules whose playbooks it evaluates; whose dirty and due users it must see
 * @param since least watermark of these schedules; null if everybody is evaluated
 * @param advances whether it leaves these schedules swept; only if it evaluates all their playbooks at an instant that
 *     is not before their last
 * @param signature which market and calendar conditions hold
 */
record Reach(
        List<String> playbooks,
        List<Long> schedules,
        @Nullable Long since,
        boolean advances,
        String signature) {

    /** A schedule as the last sweep left it. */
    private record Swept(long number, long watermark, Optional<Instant> asOf, String signature) {}

    static Reach of(Transaction transaction, PlannedRun run, RunScope scope) {
        Map<ScheduleKey, Set<String>> acting = scope.acting();
        Set<String> playbooks = playbooks(run, acting);
        String signature = scope.signature(run.asOf());
        List<Long> schedules = new ArrayList<>();
        long since = Long.MAX_VALUE;
        boolean complete = true;
        boolean fresh = true;
        for (Map.Entry<ScheduleKey, Set<String>> entry : acting.entrySet()) {
            if (entry.getValue().stream().noneMatch(playbooks::contains)) {
                continue;
            }
            Optional<Swept> swept = swept(transaction, entry.getKey());
            swept.ifPresent(found -> schedules.add(found.number()));
            boolean same =
                    swept.filter(found -> found.signature().equals(signature)).isPresent();
            since = Math.min(since, same ? swept.orElseThrow().watermark() : 0);
            complete &= swept.isPresent() && playbooks.containsAll(entry.getValue());
            fresh &= swept.flatMap(Swept::asOf).filter(run.asOf()::isBefore).isEmpty();
        }
        boolean unheard = schedules.isEmpty() || since == 0;
        boolean backInTime = !fresh && run.schedule() == null;
        return new Reach(
                List.copyOf(playbooks),
                schedules,
                run.full() || unheard || backInTime ? null : since,
                complete && fresh && !run.dryRun() && !schedules.isEmpty(),
                signature);
    }

    /** What was asked for, as far as it acts; a dry run may also try what is paused. */
    private static Set<String> playbooks(PlannedRun run, Map<ScheduleKey, Set<String>> acting) {
        Set<String> all = new TreeSet<>();
        if (run.schedule() != null) {
            all.addAll(acting.getOrDefault(run.schedule(), Set.of()));
        } else {
            acting.values().forEach(all::addAll);
        }
        if (run.playbooks().isEmpty()) {
            return all;
        }
        Set<String> asked = new TreeSet<>(run.playbooks());
        if (!run.dryRun()) {
            asked.retainAll(all);
        }
        return asked;
    }

    private static Optional<Swept> swept(Transaction transaction, ScheduleKey key) {
        return transaction
                .sql("""
                        SELECT schedule_no, watermark::text::bigint AS watermark, swept_as_of, signature
                          FROM schedule WHERE cron = :cron AND zone = :zone
                        """)
                .bind("cron", key.cron())
                .bind("zone", key.zone())
                .first(row -> new Swept(
                        row.number("schedule_no"),
                        row.number("watermark"),
                        row.optionalInstant("swept_as_of"),
                        row.text("signature")));
    }
}
