package dev.tideline.rules.incentives;

import dev.tideline.rules.document.Document;
import dev.tideline.rules.document.Lengths;
import dev.tideline.rules.document.Mapping;
import dev.tideline.rules.incentives.terms.ContestTerms;
import dev.tideline.rules.incentives.terms.IncentiveTerms;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Assets;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.problem.Wording;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a catalogue of incentives and finds every mistake in it. An entry {@code key@version} is an earlier version. */
final class CatalogueReader {

    private static final Set<String> REGIONS = Set.of("GLOBAL", "UK", "EU", "SG", "HK", "AE", "CA", "US", "OTHER_DENY");
    private static final Set<String> CLASSES = Set.of("RETAIL", "PRO", "INSTITUTION", "MARKET_MAKER");
    private static final int MOST_VERSIONS = 10_000;
    private static final String BALANCES = "USDT";
    private static final Wording LENGTH = Wording.of("a length of time such as P30D, at most P36500D");

    private final Assets assets;

    CatalogueReader(Assets assets) {
        this.assets = assets;
    }

    Checked<Incentives> read(String source, String text) {
        Mapping top = Document.read(source, text);
        Map<String, Incentive> current = new LinkedHashMap<>();
        Map<String, Incentive> retired = new LinkedHashMap<>();
        for (String name : top.keys()) {
            String key = name.split("@", 2)[0];
            entry(key, top.mapping(name)).ifPresent(found -> {
                (name.equals(key) ? current : retired).put(name, found);
                if (!name.equals(key) && !name.equals(found.reference())) {
                    top.report(name, Wording.of("its version after the @: {0}", found.reference()));
                }
            });
        }
        retired.forEach((name, earlier) -> {
            Incentive now = current.get(earlier.key());
            if (now == null || now.version() <= earlier.version()) {
                top.report(name, Wording.of("an entry '{0}' of a later version", earlier.key()));
            }
        });
        return top.problems().isEmpty()
                ? new Checked.Valid<>(new Incentives(current, retired))
                : new Checked.Invalid<>(top.problems());
    }

    private Optional<Incentive> entry(String key, Mapping node) {
        int before = node.problems().size();
        int version = node.whole("version", 1, MOST_VERSIONS);
        int untyped = node.problems().size();
        Incentive.Type type = node.word("type", Incentive.Type.class);
        boolean typed = node.problems().size() == untyped;
        Asset asset = node.value("asset", Wording.of("an asset of assets.yaml"), Amounts.STAND_IN, assets::require);
        Money face = Amounts.notNegative(node, "faceValue", asset);
        Money cost = Amounts.notNegative(node, "expectedCost", asset);
        if (cost.exceeds(face)) {
            node.report("expectedCost", Wording.of("at most the face value"));
        }
        node.has("terms"); // known, even where the type is not
        Optional<IncentiveTerms> terms = typed ? TermsReader.read(type, node, face) : Optional.empty();
        Eligibility eligibility = eligibility(node.mapping("eligible"));
        Timing timing = timing(node);
        terms.filter(read -> isShort(read, timing))
                .ifPresent(read -> node.report("claimWithin", Wording.of("longer than the review of the contest")));
        Vesting vesting = vesting(node, asset);
        boolean combinable = node.flag("combinable", false);
        Map<String, Text> texts = texts(node);
        node.refuseOthers();
        return node.problems().size() > before || terms.isEmpty()
                ? Optional.empty()
                : Optional.of(new Incentive(
                        key, version, type, terms.get(), face, cost, eligibility, timing, vesting, combinable, texts));
    }

    private static boolean isShort(IncentiveTerms terms, Timing timing) {
        return terms instanceof ContestTerms contest && timing.claimWithin().compareTo(contest.review()) <= 0;
    }

    private static Eligibility eligibility(Mapping node) {
        Eligibility read = new Eligibility(
                known(node, "regions", REGIONS), known(node, "classes", CLASSES), node.whole("kyc", 0, 3));
        node.refuseOthers();
        return read;
    }

    private static Set<String> known(Mapping node, String key, Set<String> words) {
        List<String> found = node.texts(key);
        if (found.isEmpty() || !words.containsAll(found)) {
            node.report(key, Wording.of("a list of {0}", words.stream().sorted().toList()));
        }
        return new HashSet<>(found);
    }

    private static Timing timing(Mapping node) {
        return new Timing(
                node.duration("claimWithin"),
                node.duration("useWithin"),
                node.value("payoutAfter", LENGTH, Duration.ZERO, Lengths::parse));
    }

    private static Vesting vesting(Mapping entry, Asset asset) {
        if (!entry.has("vesting")) {
            return new Vesting.AtOnce();
        }
        Mapping node = entry.mapping("vesting");
        if (!node.has("locked") && !asset.key().equals(BALANCES)) {
            node.report(
                    "least",
                    Wording.of("an incentive in {0}: balances of accounts are known in no other asset", BALANCES));
        }
        Vesting read = node.has("locked") ? locked(node) : kept(node, asset);
        node.refuseOthers();
        return read;
    }

    private static Vesting kept(Mapping node, Asset asset) {
        Money least = Amounts.positive(node, "least", asset);
        int days = node.whole("days", 1, 365);
        return new Vesting.Kept(least, days, node.whole("ofDays", days, 730));
    }

    private static Vesting locked(Mapping node) {
        boolean unlessWithdrawn = node.flag("unlessWithdrawn", false);
        return node.value(
                "locked",
                Wording.of("whole days such as P30D"),
                new Vesting.AtOnce(),
                text -> new Vesting.Locked(Lengths.parse(text), unlessWithdrawn));
    }

    private static Map<String, Text> texts(Mapping entry) {
        Map<String, Text> texts = new LinkedHashMap<>();
        entry.mappings("texts").forEach((language, node) -> {
            texts.put(language, new Text(orDash(node.text("name")), node.text("conditions")));
            node.refuseOthers();
        });
        if (!texts.containsKey("en") || !texts.containsKey("zh")) {
            entry.report("texts", Wording.of("texts in en and zh at least"));
        }
        return texts;
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
