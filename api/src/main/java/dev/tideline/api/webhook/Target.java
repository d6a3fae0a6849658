package dev.tideline.api.webhook;

import dev.tideline.api.settings.TidelineProperties;
import dev.tideline.api.settings.TidelineProperties.RiskProperties;
import dev.tideline.api.settings.TidelineProperties.WebhookProperties;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.http.client.InetAddressFilter;

/**
 * Where something goes.
 *
 * @param address the receiver
 * @param secret signing secret, {@code whsec_…}
 * @param reachable which resolved addresses may be connected to
 */
record Target(URI address, String secret, InetAddressFilter reachable) {

    private static final Logger LOG = LoggerFactory.getLogger(Target.class);
    private static final String DEMO_SECRET = "whsec_"
            + Base64.getEncoder()
                    .encodeToString(
                            "a demo's secret is no secret".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    /** In a demo the receiver on this machine and nowhere else; otherwise the operator's webhook, if there is one. */
    static Optional<Target> of(TidelineProperties properties, Supplier<LoopbackReceiver> receiver) {
        if (properties.wantsDemo()) {
            if (properties.webhook().url() != null) {
                LOG.warn("TIDELINE_WEBHOOK_URL is not used: with TIDELINE_DEMO=on touches go to the demo itself.");
            }
            return Optional.of(
                    new Target(URI.create(receiver.get().url()), DEMO_SECRET, InetAddressFilter.of("127.0.0.0/8")));
        }
        return Optional.of(properties.webhook())
                .filter(webhook -> webhook.url() != null)
                .map(webhook -> Target.of(webhook, "TIDELINE_WEBHOOK"));
    }

    /** The wallet's address, if there is one; a demo pays nobody. */
    static Optional<Target> ofWallet(TidelineProperties properties) {
        return Optional.of(properties.fulfilment())
                .filter(wallet -> wallet.url() != null)
                .map(wallet -> Target.of(wallet, "TIDELINE_FULFILMENT"));
    }

    /** The risk service, if there is one; a demo asks nobody. */
    static Optional<Target> ofRisk(TidelineProperties properties) {
        RiskProperties risk = properties.risk();
        return Optional.of(new WebhookProperties(risk.url(), risk.secret(), risk.allowPrivate()))
                .filter(hook -> hook.url() != null)
                .map(hook -> Target.of(hook, "TIDELINE_RISK"));
    }

    private static Target of(WebhookProperties webhook, String setting) {
        if (webhook.secret() == null) {
            throw new IllegalArgumentException(
                    setting + "_URL is set without " + setting + "_SECRET: what is sent must be signed");
        }
        URI address = Reachable.checked(String.valueOf(webhook.url()), webhook.allowPrivate(), setting);
        return new Target(
                address, webhook.secret(), webhook.allowPrivate() ? InetAddressFilter.all() : Reachable.external());
    }

    @Override
    public String toString() {
        return "Target(" + address + ")";
    }
}
