package dev.tideline.rules.guardrails;

import dev.tideline.rules.document.Mapping;
import dev.tideline.rules.guardrails.OfferLimits.Clusters;
import dev.tideline.rules.guardrails.OfferLimits.GroupCap;
import dev.tideline.rules.guardrails.OfferLimits.Pace;
import dev.tideline.rules.guardrails.OfferLimits.ValueCap;
import dev.tideline.rules.problem.Wording;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what {@code limits.yaml} says of incentives at a time, and of ranking. */
final class OfferLimitsReader {

    private static final int MANY = 1_000_000;
    private static final int MOST_WEIGHT = 9;

    private OfferLimitsReader() {}

    static OfferLimits read(Mapping incentives) {
        return new OfferLimits(
                value(incentives.mapping("value")),
                pace(incentives.mapping("pace")),
                groups(incentives),
                clusters(incentives));
    }

    private static ValueCap value(Mapping node) {
        ValueCap read = new ValueCap(
                amount(node, "least"),
                amount(node, "feeShare"),
                amount(node, "newcomer"),
                node.whole("newcomerDays", 0, MANY),
                node.whole("recallMonths", 1, MANY));
        node.refuseOthers();
        return read;
    }

    private static BigDecimal amount(Mapping node, String key) {
        BigDecimal amount = node.decimal(key);
        if (amount.signum() < 0) {
            node.report(key, Wording.of("0 or more"));
        }
        return amount;
    }

    private static Pace pace(Mapping node) {
        Pace read = new Pace(node.whole("atMost", 1, MANY), LimitsReader.window(node), node.whole("open", 1, MANY));
        node.refuseOthers();
        return read;
    }

    private static List<GroupCap> groups(Mapping incentives) {
        List<GroupCap> groups = new ArrayList<>();
        incentives.mappings("groups").forEach((name, node) -> {
            groups.add(new GroupCap(
                    name,
                    new HashSet<>(node.texts("playbooks")),
                    amount(node, "faceValue"),
                    LimitsReader.window(node)));
            node.refuseOthers();
        });
        return groups;
    }

    private static Clusters clusters(Mapping incentives) {
        if (!incentives.has("clusters")) {
            return OfferLimits.NONE.clusters();
        }
        Mapping node = incentives.mapping("clusters");
        Clusters read = new Clusters(
                node.whole("device", 1, MANY, Integer.MAX_VALUE), node.whole("ip", 1, MANY, Integer.MAX_VALUE));
        node.refuseOthers();
        return read;
    }

    static Ranking ranking(Mapping top) {
        if (!top.has("score")) {
            return Ranking.NEUTRAL;
        }
        Mapping node = top.mapping("score");
        Ranking read = new Ranking(
                node.whole("weight", 0, MOST_WEIGHT, 1), levers(node, "families"), levers(node, "playbooks"));
        node.refuseOthers();
        return read;
    }

    private static SortedMap<String, BigDecimal> levers(Mapping score, String key) {
        SortedMap<String, BigDecimal> levers = new TreeMap<>();
        if (score.has(key)) {
            Mapping node = score.mapping(key);
            node.keys().forEach(name -> levers.put(name, amount(node, name)));
        }
        return levers;
    }
}
