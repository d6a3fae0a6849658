package dev.tideline.engine.sweep.run;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.schedule.ScheduleKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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

    /** A playbook as the last sweep left it; {@code asOf} is null if none has begun. */
    private record Swept(long watermark, @Nullable Instant asOf, String signature) {}

    /** Schedules that have a playbook in common with a run, and all playbooks of these. */
    private record Schedules(List<Long> touched, List<Long> whole, Set<String> playbooks) {}

    static Reach of(Transaction transaction, PlannedRun run, RunScope scope) {
        Map<ScheduleKey, Set<String>> acting = scope.acting();
        Set<String> playbooks = playbooks(run, acting);
        Map<String, Swept> swept = swept(transaction, playbooks);
        Instant latest = latest(run.asOf(), swept.values());
        boolean backInTime = latest.isAfter(run.asOf());
        Instant asOf = run.dryRun() ? run.asOf() : latest;
        RunBasis basis = scope.basis(asOf);
        String signature = scope.signature(asOf, basis);
        Schedules schedules = schedules(transaction, acting, playbooks);
        boolean allKnown = schedules.playbooks().containsAll(playbooks);
        long since = allKnown ? since(playbooks, swept, signature) : 0;
        boolean everybody = run.full() || since == 0 || (backInTime && run.dryRun());
        return new Reach(
                asOf,
                playbooks,
                schedules.touched(),
                schedules.whole(),
                everybody ? null : since,
                allKnown && !run.dryRun(),
                basis,
                signature);
    }

    private static Instant latest(Instant asOf, Collection<Swept> swept) {
        Instant latest = asOf;
        for (Swept one : swept) {
            latest = one.asOf() != null && one.asOf().isAfter(latest) ? one.asOf() : latest;
        }
        return latest;
    }

    private static Schedules schedules(
            Transaction transaction, Map<ScheduleKey, Set<String>> acting, Set<String> playbooks) {
        Schedules schedules = new Schedules(new ArrayList<>(), new ArrayList<>(), new HashSet<>());
        acting.forEach((key, members) -> {
            Optional<Long> number = number(transaction, key);
            if (number.isPresent() && members.stream().anyMatch(playbooks::contains)) {
                schedules.touched().add(number.get());
                schedules.playbooks().addAll(members);
                if (playbooks.containsAll(members)) {
                    schedules.whole().add(number.get());
                }
            }
        });
        return schedules;
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
                        new Swept(
                                row.number("watermark"),
                                row.optionalInstant("swept_as_of").orElse(null),
                                row.text("signature"))));
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
