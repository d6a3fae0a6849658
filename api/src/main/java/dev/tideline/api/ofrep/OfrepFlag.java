package dev.tideline.api.ofrep;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tideline.api.decisions.OfferView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A flag as it was evaluated, in the words of the protocol: with a value, or with an error.
 *
 * @param key of the flag, which is a placement; missing in an error of all flags together
 * @param value what to show; missing after an error
 * @param reason TARGETING_MATCH if something is offered, SPLIT if the person is held out, else DEFAULT
 * @param variant the playbook whose offer is best, {@code control}, {@code nothing} or {@code fallback}
 * @param metadata of the best offer
 * @param errorCode PARSE_ERROR, TARGETING_KEY_MISSING, INVALID_CONTEXT or FLAG_NOT_FOUND
 * @param errorDetails for a person
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OfrepFlag(
        @Nullable String key,
        @Nullable OfrepValue value,
        @Nullable String reason,
        @Nullable String variant,
        @Nullable Map<String, String> metadata,
        @JsonProperty("errorCode") @Nullable String errorCode,
        @JsonProperty("errorDetails") @Nullable String errorDetails) {

    /**
     * What to show.
     *
     * @param status OFFERED, CONTROL, NOTHING or FALLBACK
     * @param fallback what to show if the status is FALLBACK
     * @param offers best first
     */
    record OfrepValue(String status, @Nullable String fallback, List<OfferView> offers) {}

    static OfrepFlag failed(@Nullable String key, OfrepRefusal refusal) {
        return new OfrepFlag(key, null, null, null, null, refusal.code(), refusal.details());
    }
}
