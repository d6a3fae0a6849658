package dev.tideline.api.settings;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Chooses how the log is written: JSON, one object a line, unless the demo runs, which a person reads. {@code
 * TIDELINE_LOG} chooses otherwise.
 */
final class LogFormat implements EnvironmentPostProcessor, Ordered {

    private static final String FORMAT = "logging.structured.format.console";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        TidelineProperties properties = Binder.get(environment).bindOrCreate("tideline", TidelineProperties.class);
        boolean json = switch (properties.log()) {
            case JSON -> true;
            case TEXT -> false;
            case AUTO -> !properties.wantsDemo();
        };
        if (json) {
            environment.getPropertySources().addLast(new MapPropertySource("log format", Map.of(FORMAT, "ecs")));
        }
    }

    /** After the configuration files were read. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
