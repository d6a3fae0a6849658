package dev.tideline.rules.budgets;

import dev.tideline.rules.document.Document;
import dev.tideline.rules.document.Mapping;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Assets;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.money.Rate;
import dev.tideline.rules.playbook.reentry.Window;
import dev.tideline.rules.problem.Wording;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads {@code guardrails/budgets.yaml}. Stateless. */
public final class BudgetPlanReader {

    private static final Wording AMOUNT = Wording.of("an amount in quotes such as \"12.50\", 0 or more");
    private static final Window.Calendar MONTH = new Window.Calendar(Window.Calendar.Unit.MONTH, ZoneOffset.UTC);

    private final Assets assets;
    private final Asset reference;

    private BudgetPlanReader(Assets assets, Asset reference) {
        this.assets = assets;
        this.reference = reference;
    }

    /** Reads a plan: it, or every problem in the text. */
    public static Checked<BudgetPlan> read(String source, String text, Assets assets) {
        Mapping top = Document.read(source, text);
        Asset standIn = assets.byKey().values().iterator().next();
        Asset reference =
                top.value("asset", Wording.of("one of {0}", assets.byKey().keySet()), standIn, assets::require);
        BudgetPlan plan = new BudgetPlanReader(assets, reference).plan(top);
        top.refuseOthers();
        return top.problems().isEmpty() ? new Checked.Valid<>(plan) : new Checked.Invalid<>(top.problems());
    }

    private BudgetPlan plan(Mapping top) {
        SortedMap<String, Allotment> persons = new TreeMap<>();
        if (top.has("person")) {
            persons.put(BudgetPlan.DEFAULT, alone(top.mapping("person")));
        }
        return new BudgetPlan(
                reference,
                rates(top),
                all(top, "campaigns", this::alone),
                all(top, "groups", this::shared),
                all(top, "periods", this::alone),
                persons,
                clusters(top),
                all(top, "breakers", this::hold));
    }

    private static <T> SortedMap<String, T> all(Mapping top, String key, Function<Mapping, T> each) {
        SortedMap<String, T> read = new TreeMap<>();
        top.mappings(key).forEach((name, node) -> read.put(name, each.apply(node)));
        return read;
    }

    private SortedMap<Cluster, Allotment> clusters(Mapping top) {
        SortedMap<Cluster, Allotment> clusters = new TreeMap<>();
        if (top.has("clusters")) {
            Mapping node = top.mapping("clusters");
            for (Cluster cluster : Cluster.values()) {
                if (node.has(cluster.word())) {
                    clusters.put(cluster, alone(node.mapping(cluster.word())));
                }
            }
            node.refuseOthers();
        }
        return clusters;
    }

    private BudgetPlan.Shared shared(Mapping node) {
        BudgetPlan.Shared shared = new BudgetPlan.Shared(new HashSet<>(node.texts("playbooks")), allotment(node));
        if (shared.playbooks().isEmpty()) {
            node.report("playbooks", Wording.of("the keys of the playbooks that share it: [ … ]"));
        }
        node.refuseOthers();
        return shared;
    }

    private Allotment alone(Mapping node) {
        Allotment allotment = allotment(node);
        node.refuseOthers();
        return allotment;
    }

    private Allotment allotment(Mapping node) {
        Money total = amount(node, "total");
        Money perPeriod = node.has("perPeriod") ? amount(node, "perPeriod") : total;
        Window.Calendar period = node.has("period") || node.has("perPeriod")
                ? node.value("period", Wording.of("calendar(day|week|month, zone)"), MONTH, BudgetPlanReader::calendar)
                : MONTH;
        return new Allotment(total, perPeriod, period);
    }

    private static Window.Calendar calendar(String text) {
        if (Window.parse(text) instanceof Window.Calendar calendar) {
            return calendar;
        }
        throw new IllegalArgumentException(text);
    }

    private Money amount(Mapping node, String key) {
        if (node.raw(key).isNumber()) {
            node.report(key, AMOUNT);
            return reference.zero();
        }
        Money amount = node.value(key, AMOUNT, reference.zero(), reference::of);
        if (amount.isNegative()) {
            node.report(key, AMOUNT);
        }
        return amount.max(reference.zero());
    }

    private Hold hold(Mapping node) {
        Hold none = Hold.nothing(reference);
        Hold hold = new Hold(
                node.has("perGrant") ? amount(node, "perGrant") : none.perGrant(),
                node.has("perRun") ? amount(node, "perRun") : none.perRun(),
                node.has("first") ? node.whole("first", 0, Integer.MAX_VALUE) : none.first());
        node.refuseOthers();
        return hold;
    }

    private SortedMap<String, Rate> rates(Mapping top) {
        SortedMap<String, Rate> rates = new TreeMap<>();
        if (top.has("rates")) {
            Mapping node = top.mapping("rates");
            for (String key : node.keys()) {
                Asset from = assets.named(key).orElse(null);
                if (from == null || from.equals(reference)) {
                    node.report(
                            key,
                            Wording.of(
                                    "an asset other than {0}, one of {1}",
                                    reference, assets.byKey().keySet()));
                } else {
                    rates.put(key, rate(from, node.mapping(key)));
                }
            }
        }
        return rates;
    }

    private Rate rate(Asset from, Mapping node) {
        BigDecimal price = node.value(
                "price", Wording.of("a price in quotes, more than 0"), BigDecimal.ONE, BudgetPlanReader::price);
        Instant at =
                node.value("at", Wording.of("an instant such as 2026-03-31T00:00:00Z"), Instant.EPOCH, Instant::parse);
        String source = node.text("source");
        node.refuseOthers();
        return new Rate(from, reference, price, at, source);
    }

    private static BigDecimal price(String text) {
        BigDecimal price = new BigDecimal(text);
        if (price.signum() <= 0) {
            throw new IllegalArgumentException(text);
        }
        return price;
    }
}
