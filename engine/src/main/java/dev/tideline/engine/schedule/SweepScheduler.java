package dev.tideline.engine.schedule;

import dev.tideline.engine.database.Database;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.spi.OperableTrigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clustered scheduler: one trigger for each schedule, on every node that shares the database. It only plants run
 * rows; a watchdog on each node mends stuck triggers and makes up missed fire times. Thread-safe.
 */
public final class SweepScheduler implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SweepScheduler.class);
    private static final String GROUP = "sweep";

    /** How often the watchdog looks. */
    static final Duration WATCH = Duration.ofSeconds(30);

    private final RunPlanter planter;
    private final TriggerRepair repair;
    private final Scheduler scheduler;
    private final Set<ScheduleKey> ended = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "schedule-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    /** A scheduler that stands still until {@link #start}. */
    public SweepScheduler(Database database, RunPlanter planter) {
        this.planter = planter;
        this.repair = new TriggerRepair(database, QuartzSettings.NAME);
        this.scheduler = QuartzSettings.scheduler(database.dataSource());
    }

    /** Starts firing on this node. */
    public void start() {
        try {
            mend();
            scheduler.getContext().put(PlantRun.PLANTER, planter);
            scheduler.start();
            var unused = watchdog.scheduleWithFixedDelay(this::watch, 0, WATCH.toSeconds(), TimeUnit.SECONDS);
        } catch (SchedulerException e) {
            throw new IllegalStateException("The scheduler does not start: " + e.getMessage(), e);
        }
    }

    /** One row that Quartz cannot read blocks all triggers (quartz#48): it is removed and made anew. */
    private void mend() throws SchedulerException {
        long broken = repair.removeBroken();
        if (broken > 0) {
            log.warn("Removed {} rows of the scheduler that it did not write", broken);
        }
        for (ScheduleKey key : planter.live()) {
            keep(key);
        }
    }

    /** Makes these the schedules that fire, on all nodes. */
    public void keep(Collection<ScheduleKey> keys) {
        planter.keep(keys);
        try {
            Set<TriggerKey> gone = new HashSet<>(scheduler.getTriggerKeys(GroupMatcher.triggerGroupEquals(GROUP)));
            for (ScheduleKey key : keys) {
                gone.remove(TriggerKey.triggerKey(key.toString(), GROUP));
                keep(key);
            }
            for (TriggerKey key : gone) {
                scheduler.deleteJob(JobKey.jobKey(key.getName(), GROUP));
            }
        } catch (SchedulerException e) {
            throw new IllegalStateException("Schedules cannot be stored: " + e.getMessage(), e);
        }
    }

    private void keep(ScheduleKey key) throws SchedulerException {
        TriggerKey triggerKey = TriggerKey.triggerKey(key.toString(), GROUP);
        if (scheduler.checkExists(triggerKey)) {
            return;
        }
        JobDetail job = JobBuilder.newJob(PlantRun.class)
                .withIdentity(key.toString(), GROUP)
                .usingJobData(PlantRun.CRON, key.cron())
                .usingJobData(PlantRun.ZONE, key.zone())
                .storeDurably()
                .build();
        CronTrigger trigger = TriggerBuilder.newTrigger()
                .withIdentity(triggerKey)
                .withSchedule(CronScheduleBuilder.cronSchedule(key.cron())
                        .inTimeZone(TimeZone.getTimeZone(key.zone()))
                        .withMisfireHandlingInstructionDoNothing())
                .build();
        if (((OperableTrigger) trigger).computeFirstFireTime(null) == null) {
            if (ended.add(key)) {
                log.warn("Schedule '{}' never fires again", key);
            }
            return;
        }
        scheduler.scheduleJob(job, Set.of(trigger), true);
    }

    private void watch() {
        try {
            mend();
            long stuck = repair.releaseStuck();
            if (stuck > 0) {
                log.warn("Released {} stuck triggers", stuck);
            }
            for (ScheduleKey key : planter.live()) {
                int made = planter.catchUp(key);
                if (made > 0) {
                    log.info("Made up {} missed runs of schedule '{}'", made, key);
                }
            }
        } catch (SchedulerException | RuntimeException e) {
            // An edge: the watchdog must outlive a database that is away.
            log.warn("Watchdog failed and will try again: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        watchdog.shutdownNow();
        try {
            scheduler.shutdown(true);
        } catch (SchedulerException e) {
            log.warn("The scheduler did not stop cleanly: {}", e.getMessage());
        }
    }
}
