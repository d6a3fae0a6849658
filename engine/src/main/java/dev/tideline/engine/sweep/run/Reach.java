package dev.tideline.engine.sweep.run;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.schedule.ScheduleKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whom and what a run reaches.
 *
 * @param asOf the instant of evaluation: a live run never goes back behind what its playbooks have been swept at
 * @param playbooks keys it evaluates
 * @param schedules schedules of these playbooks; whose due users it must see
 * @param whole of these schedules, those of which it evaluates all playbooks
 * @param since least watermark of these playbooks; null if everybody is evaluated
 * @param advances whether it leaves these playbooks swept
 * @param basis what it decides with
 * @param signature what holds for everybody at once
 */
record Reach(
        Instant asOf,
        Set<String> playbooks,
        List<Long> schedules,
        List<Long> whole,
        @Nullable Long since,
        boolean advances,
        RunBasis basis,
        String signature) {

    /** A playbook as the last sweep left it. */
    private record Swept(long watermark, Optional<Instant> asOf, String signature) {}

    static Reach of(Transaction transaction, PlannedRun run, RunScope scope) {
        Map<ScheduleKey, Set<String>> acting = scope.acting();
        Set<String> playbooks = playbooks(run, acting);
        Map<String, Swept> swept = swept(transaction, playbooks);
        Optional<Instant> last =
                swept.values().stream().flatMap(one -> one.asOf().stream()).max(Instant::compareTo);
        boolean backInTime = last.filter(run.asOf()::isBefore).isPresent();
        Instant asOf = backInTime && !run.dryRun() ? last.orElseThrow() : run.asOf();
        RunBasis basis = scope.basis(asOf);
        String signature = scope.signature(asOf, basis);
        List<Long> schedules = new ArrayList<>();
        List<Long> whole = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (Map.Entry<ScheduleKey, Set<String>> entry : acting.entrySet()) {
            Optional<Long> number = number(transaction, entry.getKey());
            if (number.isPresent() && entry.getValue().stream().anyMatch(playbooks::contains)) {
                schedules.add(number.get());
                known.addAll(entry.getValue());
                if (playbooks.containsAll(entry.getValue())) {
                    whole.add(number.get());
                }
            }
        }
        boolean allKnown = known.containsAll(playbooks);
        long since = allKnown ? since(playbooks, swept, signature) : 0;
        boolean everybody = run.full() || since == 0 || (backInTime && run.dryRun());
        return new Reach(
                asOf,
                playbooks,
                schedules,
                whole,
                everybody ? null : since,
                allKnown && !run.dryRun(),
                basis,
                signature);
    }

    private static long since(Set<String> playbooks, Map<String, Swept> swept, String signature) {
        return playbooks.stream()
                .map(swept::get)
                .mapToLong(one -> one != null && one.signature().equals(signature) ? one.watermark() : 0)
                .min()
                .orElse(0);
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

    private static Map<String, Swept> swept(Transaction transaction, Set<String> playbooks) {
        Map<String, Swept> swept = new HashMap<>();
        transaction
                .sql("""
                        SELECT playbook, watermark::text::bigint AS watermark, swept_as_of, signature
                          FROM playbook WHERE playbook = ANY(:playbooks)
                        """)
                .bind("playbooks", playbooks)
                .list(row -> swept.put(
                        row.text("playbook"),
                        new Swept(row.number("watermark"), row.optionalInstant("swept_as_of"), row.text("signature"))));
        return swept;
    }

    private static Optional<Long> number(Transaction transaction, ScheduleKey key) {
        return transaction
                .sql("SELECT schedule_no FROM schedule WHERE cron = :cron AND zone = :zone")
                .bind("cron", key.cron())
                .bind("zone", key.zone())
                .first(row -> row.number("schedule_no"));
    }
}
