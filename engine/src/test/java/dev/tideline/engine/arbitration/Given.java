package dev.tideline.engine.arbitration;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.arbitration.given.PlaybookTerms;
import dev.tideline.engine.arbitration.given.Salts;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.guardrails.Limits;
import dev.tideline.rules.guardrails.LimitsReader;
import dev.tideline.rules.guardrails.OfferLimits;
import dev.tideline.rules.guardrails.Ranking;
import dev.tideline.rules.incentives.Eligibility;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.incentives.Text;
import dev.tideline.rules.incentives.Timing;
import dev.tideline.rules.incentives.Vesting;
import dev.tideline.rules.incentives.terms.FeeTerms;
import dev.tideline.rules.incentives.terms.IncentiveTerms;
import dev.tideline.rules.incentives.terms.TradingTerms;
import dev.tideline.rules.jurisdiction.Packs;
import dev.tideline.rules.jurisdiction.Product;
import dev.tideline.rules.language.Effect;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.playbook.Exclusivity;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.playbook.RuleSettings;
import dev.tideline.rules.playbook.Schedule;
import dev.tideline.rules.playbook.reentry.ReEntry;
import dev.tideline.rules.playbook.reentry.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Small builders of what arbitration looks at. Nobody is held out unless a test says so. */
public final class Given {

    /** Noon in London. */
    public static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    private static final Asset USDT = new Asset("USDT", 6);

    public static final FactSchema SCHEMA = Vocabulary.shipped().user();

    public static final Packs PACKS = Packs.shipped(SCHEMA);

    private Given() {}

    /** Incentives {@code v5}, {@code v10}, {@code v20}, {@code v40} (vouchers) and {@code bonus} (futures, 10), all combinable; {@code alone} and {@code sole} (vouchers, 5) are not. {@code coin} is in BTC. */
    public static Incentives incentives() {
        List<Incentive> found = new ArrayList<>();
        for (int face : new int[] {5, 10, 20, 40}) {
            found.add(voucher(face));
        }
        FeeTerms.Cashback cashback = new FeeTerms.Cashback(BigDecimal.ONE, USDT.of("40"), false);
        for (String key : List.of("alone", "sole")) {
            found.add(incentive(key, Incentive.Type.FEE_CASHBACK, cashback, 5, false));
        }
        TradingTerms.Bonus bonus = new TradingTerms.Bonus(true, true, Duration.ofDays(7));
        found.add(incentive("bonus", Incentive.Type.FUTURES_BONUS, bonus, 10, true));
        found.add(incentive("coin", Incentive.Type.FEE_CASHBACK, cashback, new Asset("BTC", 8).of("0.001"), true));
        return Incentives.of(found);
    }

    /** A voucher of this face value in USDT, {@code v5}. */
    public static Incentive voucher(int face) {
        FeeTerms.Cashback cashback = new FeeTerms.Cashback(BigDecimal.ONE, USDT.of("40"), false);
        return incentive("v" + face, Incentive.Type.FEE_CASHBACK, cashback, face, true);
    }

    private static Incentive incentive(
            String key, Incentive.Type type, IncentiveTerms terms, int face, boolean combinable) {
        return incentive(key, type, terms, USDT.of(String.valueOf(face)), combinable);
    }

    private static Incentive incentive(
            String key, Incentive.Type type, IncentiveTerms terms, Money amount, boolean combinable) {
        Duration week = Duration.ofDays(7);
        return new Incentive(
                key,
                1,
                type,
                terms,
                amount,
                amount,
                new Eligibility(Set.of("GLOBAL", "UK", "EU", "SG", "HK", "AE", "CA"), Set.of("RETAIL", "PRO"), 0),
                new Timing(week, week, Duration.ZERO),
                new Vesting.AtOnce(),
                combinable,
                Map.of("en", new Text(key, key), "zh", new Text(key, key)));
    }

    /** The same limits with other limits of offers. */
    public static Limits with(Limits limits, OfferLimits offers) {
        return new Limits(
                limits.contactCaps(),
                limits.contactExempt(),
                limits.quietHours(),
                limits.globalHoldoutPercent(),
                limits.incentiveCap(),
                offers,
                limits.ranking());
    }

    /** The same limits with another ranking. */
    public static Limits with(Limits limits, Ranking ranking) {
        return new Limits(
                limits.contactCaps(),
                limits.contactExempt(),
                limits.quietHours(),
                limits.globalHoldoutPercent(),
                limits.incentiveCap(),
                limits.offers(),
                ranking);
    }

    /** The shipped limits without a global holdout, and with a cap of 50 USDT in 30 days. */
    public static Limits limits() {
        return limits(0);
    }

    public static Limits limits(int globalPercent) {
        Limits shipped = LimitsReader.shipped();
        return new Limits(
                shipped.contactCaps(),
                shipped.contactExempt(),
                shipped.quietHours(),
                globalPercent,
                new Limits.IncentiveCap(BigDecimal.valueOf(50), "USDT", Window.parse("rolling(PT720H)")),
                OfferLimits.NONE,
                Ranking.NEUTRAL);
    }

    public static Terms terms(PlaybookTerms... playbooks) {
        return terms(limits(), playbooks);
    }

    public static Terms terms(Limits limits, PlaybookTerms... playbooks) {
        return Terms.of(SCHEMA, List.of(playbooks), limits, incentives(), PACKS, Salts.STANDARD);
    }

    public static ReEntry any() {
        return new ReEntry(new ReEntry.Occurrence.Any(), Duration.ZERO, Integer.MAX_VALUE);
    }

    public static ReEntry cooldown(Duration cooldown) {
        return new ReEntry(new ReEntry.Occurrence.Any(), cooldown, Integer.MAX_VALUE);
    }

    public static PlaybookBuilder playbook(String key) {
        return new PlaybookBuilder(key);
    }

    /** A playbook that runs: promotional, priority 50, no control, as often as it likes. */
    public static final class PlaybookBuilder {
        private final String key;
        private int share = 100;
        private CandidateClass candidateClass = CandidateClass.PROMOTIONAL;
        private int priority = 50;
        private Playbook.Start start = Playbook.Start.EVERYONE;
        private ReEntry reentry = any();
        private int control;
        private boolean survives;
        private boolean firstRun;
        private Exclusivity exclusivity = Exclusivity.NONE;
        private Playbook.Worth worth = Playbook.Worth.NEUTRAL;
        private String family = "recall";
        private Playbook.Lists lists = Playbook.Lists.NONE;
        private Map<String, SortedSet<String>> stale = Map.of();
        private Map<String, Product> products = Map.of();

        private PlaybookBuilder(String key) {
            this.key = key;
        }

        public PlaybookBuilder is(CandidateClass value) {
            candidateClass = value;
            return this;
        }

        public PlaybookBuilder priority(int value) {
            priority = value;
            return this;
        }

        public PlaybookBuilder worth(Playbook.Worth value) {
            worth = value;
            return this;
        }

        public PlaybookBuilder family(String value) {
            family = value;
            return this;
        }

        public PlaybookBuilder entering() {
            start = Playbook.Start.ENTERING;
            return this;
        }

        public PlaybookBuilder firstRun() {
            firstRun = true;
            return this;
        }

        public PlaybookBuilder reentry(ReEntry value) {
            reentry = value;
            return this;
        }

        public PlaybookBuilder control(int percent) {
            control = percent;
            return this;
        }

        public PlaybookBuilder touchSurvives() {
            survives = true;
            return this;
        }

        public PlaybookBuilder include(String... keys) {
            lists = new Playbook.Lists(List.of(keys), lists.exclude());
            return this;
        }

        public PlaybookBuilder exclude(String... keys) {
            lists = new Playbook.Lists(lists.include(), List.of(keys));
            return this;
        }

        /** Its message of this template is about a product. */
        public PlaybookBuilder about(String template, Product product) {
            products = Map.of(template, product);
            return this;
        }

        /** The best playbook of the group only. */
        public PlaybookBuilder group(String value) {
            return group(value, 1);
        }

        /** So many playbooks of the group. */
        public PlaybookBuilder group(String value, int most) {
            exclusivity = value.isEmpty() ? Exclusivity.NONE : new Exclusivity(value, most);
            return this;
        }

        public PlaybookBuilder stale(String rule, String... columns) {
            stale = Map.of(rule, new TreeSet<>(List.of(columns)));
            return this;
        }

        /** Acts for so many percent of persons. */
        public PlaybookBuilder share(int percent) {
            share = percent;
            return this;
        }

        public PlaybookTerms terms() {
            Playbook playbook = new Playbook(
                    key,
                    new Playbook.About("T1", key, key, family, "tests", "none"),
                    candidateClass,
                    priority,
                    new Schedule("0 0 1 * * ?", ZoneOffset.UTC),
                    start,
                    reentry,
                    RuleSettings.NONE,
                    exclusivity,
                    lists,
                    new Playbook.Holdout(control),
                    survives,
                    Duration.ofDays(7),
                    "",
                    Map.of(),
                    worth,
                    products,
                    new TreeMap<>());
            return new PlaybookTerms(playbook, "version-1", firstRun, stale, share);
        }
    }

    public static Candidate candidate(String playbook, Part... parts) {
        return new Candidate(playbook, playbook + "/rule", List.of(parts));
    }

    public static Part offer(String key) {
        return new Part.Incentive(key);
    }

    public static Part touch(Channel... channels) {
        return new Part.Touch("template", Arrays.asList(channels));
    }

    /** An open account on London time that has consented to every channel. */
    public static User user(String id) {
        return user(id, facts -> facts);
    }

    public static User user(String id, UnaryOperator<FactBuilder> change) {
        FactBuilder facts = SCHEMA.builder();
        SCHEMA.fields().stream()
                .filter(field ->
                        field.column().startsWith("consent_") && !field.type().isNumber())
                .forEach(field -> facts.text(field.slot(), "GRANTED"));
        text(facts, "account_status", "OPEN");
        text(facts, "region_group", "GLOBAL");
        text(facts, "client_class", "RETAIL");
        number(facts, "kyc_level", 2);
        text(facts, "timezone", "Europe/London");
        text(facts, "language", "en");
        return change.apply(facts).user(id);
    }

    public static FactBuilder number(FactBuilder facts, String column, long value) {
        return facts.number(SCHEMA.require(column).slot(), value);
    }

    public static FactBuilder text(FactBuilder facts, String column, String value) {
        return facts.text(SCHEMA.require(column).slot(), value);
    }

    public static FactBuilder consent(FactBuilder facts, Channel channel, String value) {
        return text(facts, "consent_" + channel.name().toLowerCase(Locale.ROOT), value);
    }

    public static AccountCase account(long userNo, User user, Candidate... candidates) {
        return account(userNo, user, List.of(), candidates);
    }

    public static AccountCase account(long userNo, User user, List<Effect> effects, Candidate... candidates) {
        return new AccountCase(userNo, user, List.of(candidates), effects, Set.of());
    }

    public static PersonCase person(AccountCase... accounts) {
        return person(PersonHistory.NONE, accounts);
    }

    public static PersonCase person(PersonHistory history, AccountCase... accounts) {
        return new PersonCase(1, "person-1", List.of(accounts), history);
    }

    public static PersonHistory contacts(PersonHistory.Contact... contacts) {
        return new PersonHistory(Map.of(), Map.of(), new ArrayList<>(List.of(contacts)), List.of(), 1);
    }

    public static PersonHistory acted(String scope, int grants, Instant lastAt, String occurrence) {
        return new PersonHistory(
                Map.of(scope, new PersonHistory.ScopePast(grants, lastAt, occurrence)),
                Map.of(),
                List.of(),
                List.of(),
                1);
    }
}
