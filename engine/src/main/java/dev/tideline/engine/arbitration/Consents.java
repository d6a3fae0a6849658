package dev.tideline.engine.arbitration;

import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.User;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Consent for every channel; unknown means no. In-app and tickets need none. Addresses are not asked for: no event and no feed
 * brings them, the receiver of a touch has them.
 */
final class Consents {

    private static final Set<Channel> FREE = Set.of(Channel.IN_APP, Channel.TICKET);

    private final Map<Channel, Field> fields = new EnumMap<>(Channel.class);

    Consents(FactSchema schema) {
        for (Channel channel : Channel.values()) {
            if (!FREE.contains(channel)) {
                fields.put(channel, schema.require("consent_" + channel.name().toLowerCase(Locale.ROOT)));
            }
        }
    }

    Collection<Field> reads() {
        return fields.values();
    }

    /** Leaves each open part the channels that are allowed; one without any is dropped. */
    void apply(Entry entry) {
        boolean needsConsent = !entry.is(CandidateClass.SERVICE);
        entry.open()
                .filter(slot -> !slot.channels().isEmpty())
                .toList()
                .forEach(slot -> apply(slot, entry.user(), needsConsent));
    }

    private void apply(Slot slot, User user, boolean needsConsent) {
        SortedMap<String, String> refused = new TreeMap<>();
        List<Channel> allowed = new ArrayList<>();
        for (Channel channel : slot.channels()) {
            if (!needsConsent || consents(channel, user, refused)) {
                allowed.add(channel);
            }
        }
        if (allowed.isEmpty()) {
            slot.drop(Reason.INELIGIBLE_CONSENT, refused);
        } else {
            slot.leave(allowed);
        }
    }

    private boolean consents(Channel channel, User user, Map<String, String> refused) {
        Field field = fields.get(channel);
        if (field == null) {
            return true;
        }
        String value = user.text(field.slot());
        boolean consents = "GRANTED".equals(value) || (channel == Channel.EMAIL && "SOFT".equals(value));
        if (!consents) {
            refused.put(field.column(), value == null ? "null" : value);
        }
        return consents;
    }
}
