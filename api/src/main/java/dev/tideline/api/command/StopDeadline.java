package dev.tideline.api.command;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The end of patience when the process was asked to stop. Work that waits for a database that is away would keep it for
 * most of a minute; whatever is cut off here is what a crash may cut off anywhere, and is made up for at the next start.
 */
public final class StopDeadline {

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int TERMINATED = 143;
    private static final Logger LOG = LoggerFactory.getLogger(StopDeadline.class);

    private StopDeadline() {}

    /**
     * From now on a stop of this process ends within about ten seconds.
     *
     * @param context what is closed then
     * @param last name of the bean that is closed last, and before the end in any case
     */
    public static void keep(ConfigurableApplicationContext context, String last) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> begin(context, last), "stop deadline"));
    }

    /** A hook that waits would itself keep the process; a daemon does not. */
    private static void begin(ConfigurableApplicationContext context, String last) {
        Thread end = new Thread(() -> end(context, last), "stop deadline");
        end.setDaemon(true);
        end.start();
    }

    private static void end(ConfigurableApplicationContext context, String last) {
        try {
            TimeUnit.MILLISECONDS.sleep(PATIENCE.toMillis());
            LOG.warn("What still works is cut off: the process was asked to stop {} s ago", PATIENCE.toSeconds());
            if (context.getBeanFactory().getSingleton(last) instanceof AutoCloseable bean) {
                bean.close();
            }
        } catch (Exception e) {
            // An edge: the process ends now, whatever is wrong.
            LOG.warn("Stopped without all being closed: {}", e.getMessage());
        }
        Runtime.getRuntime().halt(TERMINATED);
    }
}
