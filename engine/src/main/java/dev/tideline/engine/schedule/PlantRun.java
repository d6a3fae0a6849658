package dev.tideline.engine.schedule;

import java.util.Objects;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.SchedulerException;

/** The only job there is: plants the run row of the fire time and does nothing else. */
public final class PlantRun implements Job {

    static final String PLANTER = "planter";
    static final String CRON = "cron";
    static final String ZONE = "zone";

    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
        try {
            RunPlanter planter = (RunPlanter)
                    Objects.requireNonNull(context.getScheduler().getContext().get(PLANTER), PLANTER);
            ScheduleKey key = new ScheduleKey(
                    context.getMergedJobDataMap().getString(CRON),
                    context.getMergedJobDataMap().getString(ZONE));
            planter.plant(key, context.getScheduledFireTime().toInstant());
        } catch (SchedulerException | RuntimeException e) {
            // An edge: what could not be planted is made up by the next catch-up.
            throw new JobExecutionException(e);
        }
    }
}
