package dev.tideline.api.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.settings.TidelineProperties;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

final class DemoFillTest {

    private static final String WEBHOOK = "tideline.webhook.url";
    private static final String HOOK = "https://hooks.example/touches";

    private static Optional<String> withheld(Map<String, String> settings, boolean empty) {
        TidelineProperties properties = new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("tideline", TidelineProperties.class);
        return DemoFill.withheld(properties, () -> empty);
    }

    @Test
    void aWebhookThatKeepsTheDemoOutIsTold() {
        assertThat(withheld(Map.of(WEBHOOK, HOOK), true))
                .hasValueSatisfying(line -> assertThat(line)
                        .contains("TIDELINE_WEBHOOK_URL", "TIDELINE_DEMO=on")
                        .doesNotContain("\n"));
    }

    @Test
    void nothingIsToldWhereNothingIsMissed() {
        assertThat(withheld(Map.of(WEBHOOK, HOOK), false)).isEmpty();
        assertThat(withheld(Map.of(WEBHOOK, HOOK, "tideline.demo", "off"), true))
                .isEmpty();
        assertThat(withheld(Map.of(WEBHOOK, HOOK, "tideline.demo", "on"), true)).isEmpty();
        assertThat(withheld(Map.of(), true)).isEmpty();
        assertThat(withheld(Map.of(WEBHOOK, HOOK, "tideline.database.url", "postgresql://db/t"), true))
                .isEmpty();
    }
}
