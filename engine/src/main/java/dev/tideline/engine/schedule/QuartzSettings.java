package dev.tideline.engine.schedule;

import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.utils.DBConnectionManager;

/** Makes the Quartz scheduler of one node. */
final class QuartzSettings {

    /** The name that all nodes share. */
    static final String NAME = "tideline";

    private QuartzSettings() {}

    /** A new scheduler, also where the JVM has one already: the factory's table of names would return that one. */
    static synchronized Scheduler scheduler(DataSource pool) {
        String node = UUID.randomUUID().toString();
        DBConnectionManager.getInstance().addConnectionProvider(node, new PooledConnections(pool));
        try {
            Scheduler scheduler = new StdSchedulerFactory(properties(node)).getScheduler();
            SchedulerRepository.getInstance().remove(NAME);
            return scheduler;
        } catch (SchedulerException e) {
            throw new IllegalStateException("Quartz cannot be set up: " + e.getMessage(), e);
        }
    }

    /** Nothing fires twice: triggers are acquired under a lock (quartz#107). */
    static Properties properties(String node) {
        Properties properties = new Properties();
        properties.setProperty("org.quartz.scheduler.instanceName", NAME);
        properties.setProperty("org.quartz.scheduler.instanceId", node);
        properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        properties.setProperty("org.quartz.scheduler.classLoadHelper.class", AllowedClasses.class.getName());
        properties.setProperty("org.quartz.threadPool.class", SimpleThreadPool.class.getName());
        properties.setProperty("org.quartz.threadPool.threadCount", "2");
        properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
        properties.setProperty("org.quartz.jobStore.class", JobStoreTX.class.getName());
        properties.setProperty("org.quartz.jobStore.driverDelegateClass", StrictPostgresDelegate.class.getName());
        properties.setProperty("org.quartz.jobStore.dataSource", node);
        properties.setProperty("org.quartz.jobStore.tablePrefix", "qrtz_");
        properties.setProperty("org.quartz.jobStore.useProperties", "true");
        properties.setProperty("org.quartz.jobStore.isClustered", "true");
        properties.setProperty("org.quartz.jobStore.clusterCheckinInterval", "5000");
        properties.setProperty("org.quartz.jobStore.misfireThreshold", "60000");
        properties.setProperty("org.quartz.jobStore.acquireTriggersWithinLock", "true");
        return properties;
    }
}
