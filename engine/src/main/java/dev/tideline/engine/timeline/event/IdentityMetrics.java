package dev.tideline.engine.timeline.event;

import static dev.tideline.engine.timeline.event.Payload.text;

import dev.tideline.engine.timeline.cells.Metric;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** What events about who the user is change in their day: registration, KYC, consents, risk. */
final class IdentityMetrics {

    private IdentityMetrics() {}

    static void add(String type, JsonNode payload, EventCells into) {
        switch (type) {
            case "user.registered" -> registered(payload, into);
            case "kyc.submitted" -> kyc("IN_REVIEW", "", into);
            case "kyc.rejected" -> kyc("REJECTED", text(payload, "reason").toUpperCase(Locale.ROOT), into);
            case "kyc.passed" -> {
                kyc("PASSED", "", into);
                into.mark(Metric.KYC_PASSED);
                into.record(Metric.KYC_LEVEL, text(payload, "level"));
            }
            case "consent.changed" -> consent(payload, into);
            case "risk.flagged" -> risk(Records.SET, payload, into);
            case "risk.cleared" -> risk(Records.CLEARED, payload, into);
            default -> {
                // contests and fired rules change no metric
            }
        }
    }

    private static void registered(JsonNode payload, EventCells into) {
        into.mark(Metric.REGISTRATION);
        told(Metric.COUNTRY, text(payload, "country").toUpperCase(Locale.ROOT), into);
        told(Metric.ACQUISITION_CHANNEL, text(payload, "channel").toUpperCase(Locale.ROOT), into);
        told(Metric.REFERRER, text(payload, "referrer_id"), into);
        told(Metric.KOL, text(payload, "kol_id"), into);
    }

    private static void told(Metric metric, String value, EventCells into) {
        if (!value.isEmpty()) {
            into.record(metric, value);
        }
    }

    private static void kyc(String status, String reason, EventCells into) {
        into.mark(Metric.KYC_ATTEMPT);
        into.record(Metric.KYC_STATUS, status);
        into.record(Metric.KYC_REJECT_REASON, reason);
    }

    private static void consent(JsonNode payload, EventCells into) {
        String channel = text(payload, "channel").toUpperCase(Locale.ROOT);
        into.mark(Metric.CONSENT_CHANGE);
        into.record(Metric.valueOf("CONSENT_" + channel), text(payload, "status"));
    }

    private static void risk(String change, JsonNode payload, EventCells into) {
        String flag = text(payload, "flag");
        if (!flag.isEmpty()) {
            into.record(Metric.RISK_FLAGS, change + flag.toUpperCase(Locale.ROOT));
        }
        told(Metric.RISK_SCORE, text(payload, "score"), into);
    }
}
