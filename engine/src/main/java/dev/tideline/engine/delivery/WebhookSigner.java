package dev.tideline.engine.delivery;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.time.Instant;
import java.util.Map;

/** Signs messages as Standard Webhooks 1.0 asks: HMAC-SHA256 over id, timestamp and body. Thread-safe. */
public final class WebhookSigner {

    private final Webhook webhook;

    /**
     * A signer with this secret.
     *
     * @param secret {@code whsec_} and the base64 of 24 to 64 random bytes
     * @throws IllegalArgumentException if the secret has another form; the message does not repeat it
     */
    public WebhookSigner(String secret) {
        try {
            this.webhook = new Webhook(secret);
        } catch (EmptyWebhookSecretException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The webhook secret should read whsec_ and the base64 of 24 to 64 random bytes");
        }
    }

    /** The headers that go with this body. */
    public Map<String, String> headers(String id, Instant at, String body) {
        try {
            return Map.of(
                    "webhook-id", id,
                    "webhook-timestamp", Long.toString(at.getEpochSecond()),
                    "webhook-signature", webhook.sign(id, at.getEpochSecond(), body));
        } catch (WebhookSigningException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", e);
        }
    }
}
