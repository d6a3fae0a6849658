package dev.tideline.api.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

final class LogFormatTest {

    private static @Nullable String format(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        new LogFormat().postProcessEnvironment(environment, new SpringApplication());
        return environment.getProperty("logging.structured.format.console");
    }

    @Test
    void isJsonUnlessTheDemoRuns() {
        assertThat(format(Map.of())).isNull();
        assertThat(format(Map.of("tideline.demo", "off"))).isEqualTo("ecs");
        assertThat(format(Map.of("tideline.database.url", "postgresql://db/tideline")))
                .isEqualTo("ecs");
    }

    @Test
    void isWhatTheOperatorChooses() {
        assertThat(format(Map.of("tideline.log", "json"))).isEqualTo("ecs");
        assertThat(format(Map.of("tideline.log", "text", "tideline.demo", "off")))
                .isNull();
        assertThat(format(Map.of("logging.structured.format.console", "gelf", "tideline.demo", "off")))
                .isEqualTo("gelf");
    }

    @Test
    void aTextLineStaysOneLine() throws IOException {
        LoggerContext context = new LoggerContext();
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.setPattern(pattern().replace("%wEx", "%nopex"));
        layout.start();
        LoggingEvent event = new LoggingEvent(
                "test", context.getLogger("Demo"), Level.INFO, "a\r\nFORGED\u001b[2J\u2028b", null, null);
        assertThat(layout.doLayout(event)).endsWith("INFO  Demo: a??FORGED?[2J?b" + System.lineSeparator());
    }

    private static String pattern() throws IOException {
        return String.valueOf(Objects.requireNonNull(new YamlPropertySourceLoader()
                .load("application", new ClassPathResource("application.yaml"))
                .get(0)
                .getProperty("logging.pattern.console")));
    }
}
