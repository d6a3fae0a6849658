package dev.tideline.rules.guardrails;

import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.document.Document;
import dev.tideline.rules.document.Mapping;
import dev.tideline.rules.guardrails.Limits.ContactCap;
import dev.tideline.rules.guardrails.Limits.Hours;
import dev.tideline.rules.guardrails.Limits.IncentiveCap;
import dev.tideline.rules.guardrails.Limits.QuietHours;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.money.Assets;
import dev.tideline.rules.playbook.reentry.Window;
import dev.tideline.rules.problem.Wording;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code guardrails/limits.yaml}. Stateless. */
public final class LimitsReader {

    private static final Window DAY = new Window.Rolling(Duration.ofDays(1));
    private static final int MOST_TOUCHES = 100;
    private static final int MOST_HELD_OUT = 50;

    private LimitsReader() {}

    /** The limits that come with the product. */
    public static Limits shipped() {
        return read("limits.yaml", ShippedGuardrails.limits()).orThrow();
    }

    /** Reads limits: them, or every problem in the text. */
    public static Checked<Limits> read(String source, String text) {
        Mapping top = Document.read(source, text);
        Mapping contact = top.mapping("contact");
        Mapping holdout = top.mapping("holdout");
        Mapping incentives = top.mapping("incentives");
        Limits limits = new Limits(
                contactCaps(contact),
                contact.words("exempt", CandidateClass.class),
                quietHours(top.mapping("quietHours")),
                holdout.whole("global", 0, MOST_HELD_OUT),
                incentiveCap(incentives),
                OfferLimitsReader.read(incentives),
                OfferLimitsReader.ranking(top));
        incentives.refuseOthers();
        contact.refuseOthers();
        holdout.refuseOthers();
        top.refuseOthers();
        return top.problems().isEmpty() ? new Checked.Valid<>(limits) : new Checked.Invalid<>(top.problems());
    }

    private static List<ContactCap> contactCaps(Mapping contact) {
        List<ContactCap> caps = new ArrayList<>();
        contact.mappings("caps").values().forEach(node -> {
            caps.add(new ContactCap(
                    node.whole("atMost", 1, MOST_TOUCHES), window(node), node.flag("perChannel", false)));
            node.refuseOthers();
        });
        return caps;
    }

    static Window window(Mapping node) {
        return node.value("window", Wording.of("calendar(day|week|month, zone) or rolling(P30D)"), DAY, Window::parse);
    }

    private static QuietHours quietHours(Mapping node) {
        Map<String, Hours> regions = new LinkedHashMap<>();
        node.mappings("regions").forEach((region, hours) -> regions.put(region, hours(hours)));
        QuietHours read = new QuietHours(hours(node.mapping("allowed")), regions, node.words("exempt", Channel.class));
        node.refuseOthers();
        return read;
    }

    private static Hours hours(Mapping node) {
        LocalTime from = time(node, "from", LocalTime.MIN);
        LocalTime to = time(node, "to", LocalTime.MAX);
        if (!from.isBefore(to)) {
            node.report("to", Wording.of("later than from: hours do not span midnight"));
        }
        node.refuseOthers();
        return new Hours(from, to);
    }

    private static LocalTime time(Mapping node, String key, LocalTime standIn) {
        return node.value(key, Wording.of("a time of day such as \"08:00\""), standIn, text -> {
            try {
                return LocalTime.parse(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(text, e);
            }
        });
    }

    private static IncentiveCap incentiveCap(Mapping node) {
        BigDecimal most = node.decimal("faceValue");
        if (most.signum() < 0) {
            node.report("faceValue", Wording.of("0 or more"));
        }
        String asset = node.text("asset");
        if (!Assets.shipped().byKey().containsKey(asset)) {
            node.report("asset", Wording.of("an asset of assets.yaml"));
        }
        return new IncentiveCap(most, asset, window(node));
    }
}
