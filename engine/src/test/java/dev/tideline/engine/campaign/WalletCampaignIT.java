package dev.tideline.engine.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tideline.engine.campaign.WalletCampaign.State;
import dev.tideline.engine.campaign.WalletResult.Outcome;
import dev.tideline.engine.database.DatabaseException;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.ingest.intake.IngestReport;
import dev.tideline.engine.ledger.Difference;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.pool.Airdrop;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WalletCampaignIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Asset TIDE = new Asset("TIDE", 18);
    private static final Asset USDT = new Asset("USDT", 6);
    private static final LocalDate START = LocalDate.parse("2023-01-01");
    private static final WalletTerms TERMS = new WalletTerms(
            TIDE.of("80000000.000000000000000007"),
            USDT,
            new BigDecimal("0.0375"),
            Airdrop.Basis.VOLUME,
            List.of(
                    new WalletTerms.Tier(new BigDecimal("1000"), BigDecimal.ONE),
                    new WalletTerms.Tier(new BigDecimal("10000"), new BigDecimal("1.25")),
                    new WalletTerms.Tier(new BigDecimal("100000"), new BigDecimal("1.5"))),
            List.of(
                    new WalletTerms.Early(START.plusDays(90), new BigDecimal("3")),
                    new WalletTerms.Early(START.plusDays(180), new BigDecimal("2"))));

    private final WalletCampaigns campaigns = new WalletCampaigns(DB.database());
    private final WalletFiles files = new WalletFiles(DB.database(), IngestLimits.STANDARD);
    private final Ledger ledger = new CommittingLedger(DB.database());

    @AfterEach
    void addsUp() {
        assertThat(Difference.in(DB.database())).isEmpty();
    }

    @Test
    void fortyThreeThousandWalletsShareThePoolToTheLastDigitOnce() throws Exception {
        List<String> lines = wallets(43_052);
        Set<String> flagged = new HashSet<>();
        for (int i = 0; i < 14_195; i++) {
            flagged.add(address(i * 3));
        }
        campaigns.put("hop", TERMS);
        assertThat(files.takeWallets("hop", file("address,volume,first_use", lines), Instant.now())
                        .accepted())
                .isEqualTo(43_052);
        files.takeFlagged("hop", file("address", List.copyOf(flagged)), Instant.now());
        campaigns.compute("hop");
        WalletCampaign computed = campaign("hop");
        Map<String, Money> result = result("hop");
        assertThat(result.values().stream().reduce(TIDE.zero(), Money::plus)).isEqualTo(TERMS.pool());
        assertThat(result).hasSize(43_052);
        flagged.forEach(address -> assertThat(result.get(address).isZero()).isTrue());
        assertThat(result).isEqualTo(expected(lines, flagged));

        campaigns.grant("hop", computed.resultHash(), "fin");
        granted();
        assertThat(campaign("hop").state()).isEqualTo(State.GRANTED);
        assertThat(campaign("hop").granted()).isEqualTo(computed.shares());
        Budget budget =
                ledger.budget(new BudgetId(BudgetId.Kind.CAMPAIGN, "hop")).orElseThrow();
        assertThat(budget.spent()).isEqualTo(TERMS.pool());
        assertThat(payable("hop")).isEqualTo(computed.shares());

        campaigns.grant("hop", computed.resultHash(), "fin");
        DB.database().doInTransaction(t -> t.execute("UPDATE wallet_campaign SET state = 'GRANTING', granted = 0"));
        granted();
        assertThat(payable("hop")).as("a second run grants nothing").isEqualTo(computed.shares());
    }

    @Test
    void anAssetHasOneScaleInAllCampaignsAndBudgets() {
        campaigns.put("w3", in(new Asset("HOPZ", 0)));
        assertThatThrownBy(() -> campaigns.put("w4", in(new Asset("HOPZ", 18))))
                .isInstanceOf(NotPossible.class)
                .hasMessage("Campaign w4 has HOPZ with 18 decimals, campaign w3 has it with 0."
                        + " Try 0 decimals, or another ticker.");
        assertThat(campaigns.find("w4")).isEmpty();
        campaigns.put("w3", in(new Asset("HOPZ", 6)));
        ledger.open(
                new BudgetId(BudgetId.Kind.GROUP, "hopz"),
                Limits.total(new Asset("HOPZ", 6).ofMinor(1)),
                Instant.EPOCH);
        assertThatThrownBy(() -> campaigns.put("w3", in(new Asset("HOPZ", 18))))
                .isInstanceOf(NotPossible.class)
                .hasMessageContaining("budget GROUP:hopz has it with 6");
        assertThatThrownBy(() -> ledger.open(
                        new BudgetId(BudgetId.Kind.GROUP, "other"),
                        Limits.total(new Asset("HOPZ", 2).ofMinor(1)),
                        Instant.EPOCH))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("Asset HOPZ has 6 decimals, not 2");
    }

    /** Whoever is second, and whatever he could see when he began. */
    @Test
    void aKeyOrABudgetOfSomebodyElseIsNotTaken() {
        DB.database().doInTransaction(transaction -> transaction.sql("""
                INSERT INTO draft (playbook, files, hash, base, authors, note, saved_by)
                VALUES ('of-a-draft', '{}', '', '', '{}', '', '')
                """).update());
        assertThatThrownBy(() -> campaigns.put("of-a-draft", TERMS))
                .isInstanceOf(NotPossible.class)
                .hasMessageContaining("'of-a-draft' is the key of a playbook");
        new CommittingLedger(DB.database())
                .open(BudgetId.campaign("in-usdt"), Limits.total(USDT.of("5")), Instant.EPOCH);
        assertThatThrownBy(() -> campaigns.put("in-usdt", TERMS))
                .isInstanceOf(NotPossible.class)
                .hasMessageContaining("counts in USDT");
        assertThat(campaigns.find("in-usdt")).isEmpty();
    }

    @Test
    void ofManyCampaignsAtOnceAllThatPassHaveTheSameScale() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 10; round++) {
                String ticker = "RACE" + round;
                List<Callable<Boolean>> puts = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    String key = "race-" + round + "-" + i;
                    Asset asset = new Asset(ticker, i);
                    puts.add(() -> passes(key, asset));
                }
                long passed = 0;
                for (Future<Boolean> one : pool.invokeAll(puts)) {
                    passed += one.get() ? 1 : 0;
                }
                assertThat(passed).isEqualTo(1);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private boolean passes(String key, Asset asset) {
        try {
            campaigns.put(key, in(asset));
            return true;
        } catch (NotPossible other) {
            return false;
        }
    }

    private static WalletTerms in(Asset token) {
        return new WalletTerms(
                token.of("10"),
                USDT,
                BigDecimal.ONE,
                Airdrop.Basis.TIER,
                List.of(new WalletTerms.Tier(BigDecimal.ZERO, BigDecimal.ONE)),
                List.of());
    }

    @Test
    void theSameFilesInAnotherOrderGiveTheSameResult() throws IOException {
        List<String> lines = new ArrayList<>(wallets(500));
        prepare("order", lines, List.of(address(3)));
        String hash = campaign("order").resultHash();
        Collections.shuffle(lines, new Random(7));
        prepare("order", lines, List.of(address(3)));
        assertThat(campaign("order").resultHash()).isEqualTo(hash);
        prepare("order", lines, List.of(address(4)));
        assertThat(campaign("order").resultHash()).isNotEqualTo(hash);
    }

    @Test
    void badLinesAreToldByLineAndColumnAndDuplicatesByTheirFirst() throws IOException {
        campaigns.put("bad", TERMS);
        IngestReport report = files.takeWallets(
                "bad",
                file(
                        "volume,address,first_use",
                        List.of(
                                "1000,0xA,2023-01-01",
                                "1e5,0xb,2023-01-01",
                                "1000.0000000000000000001,a|b,yesterday",
                                "2000,0xa,2023-01-01",
                                "5,0xc",
                                "1000,0xd,+999999999-12-31")),
                Instant.now());
        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.duplicates()).isEqualTo(1);
        assertThat(report.problems())
                .extracting(problem -> problem.place().line() + ":"
                        + problem.place().column() + " " + problem.place().pointer())
                .containsExactly(
                        "3:1 volume",
                        "4:2 address",
                        "4:1 volume",
                        "4:3 first_use",
                        "5:1 address",
                        "6:0 ",
                        "7:3 first_use");
        assertThat(campaign("bad").wallets()).isEqualTo(1);
    }

    @Test
    void aFlaggedAddressIsKnownInAnySpelling() throws IOException {
        prepare("spelt", List.of("0xAbC,1000,2023-01-01", "0xdef,1000,2023-01-01"), List.of("0XABC"));
        List<WalletResult.Line> lines = campaigns.lines(campaign("spelt"), 0);
        assertThat(lines).extracting(WalletResult.Line::outcome).containsExactly(Outcome.FLAGGED, Outcome.SHARE);
        assertThat(lines.get(1).amount()).isEqualTo(TERMS.pool());
    }

    @Test
    void onlyTheResultThatWasLookedAtIsGranted() throws IOException {
        prepare("looked", wallets(10), List.of());
        assertThatThrownBy(() -> campaigns.grant("looked", "another", "fin")).isInstanceOf(NotPossible.class);
        campaigns.grant("looked", campaign("looked").resultHash(), "fin");
        assertThatThrownBy(() -> campaigns.put("looked", TERMS)).hasMessageContaining("nothing of it can change");
        assertThatThrownBy(() -> campaigns.compute("looked")).isInstanceOf(NotPossible.class);
        assertThatThrownBy(() -> files.takeFlagged("looked", file("address", List.of("0xa")), Instant.now()))
                .isInstanceOf(NotPossible.class);
        WalletGrants grants = new WalletGrants(DB.database(), BudgetPlan.shipped());
        while (grants.step() > 0) {
            assertThat(payable("looked")).isLessThanOrEqualTo(10);
        }
        assertThat(payable("looked")).isEqualTo(10);
    }

    private void prepare(String key, List<String> wallets, List<String> flagged) throws IOException {
        campaigns.put(key, TERMS);
        files.takeWallets(key, file("address,volume,first_use", wallets), Instant.now());
        files.takeFlagged(key, file("address", flagged), Instant.now());
        campaigns.compute(key);
    }

    /** As several nodes at once. */
    private static void granted() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            Callable<Integer> node = () -> {
                WalletGrants grants = new WalletGrants(DB.database(), BudgetPlan.shipped());
                int all = 0;
                int one;
                while ((one = grants.step()) > 0) {
                    all += one;
                }
                return all;
            };
            for (Future<Integer> done : nodes.invokeAll(List.of(node, node))) {
                assertThat(done.get()).isNotNegative();
            }
        } finally {
            nodes.shutdown();
        }
    }

    /** The largest remainders, reckoned anew from the text of the file. */
    private static Map<String, Money> expected(List<String> lines, Set<String> flagged) {
        Map<String, BigInteger> weights = new HashMap<>();
        for (String line : lines) {
            String[] cells = line.split(",", -1);
            BigDecimal volume = new BigDecimal(cells[1]);
            LocalDate first = LocalDate.parse(cells[2]);
            int tier = volume.compareTo(new BigDecimal("100000")) >= 0
                    ? 6
                    : volume.compareTo(new BigDecimal("10000")) >= 0
                            ? 5
                            : volume.compareTo(new BigDecimal("1000")) >= 0 ? 4 : 0;
            int early = first.isAfter(START.plusDays(180)) ? 1 : first.isAfter(START.plusDays(90)) ? 2 : 3;
            BigInteger weight =
                    volume.movePointRight(18).toBigIntegerExact().multiply(BigInteger.valueOf((long) tier * early));
            weights.put(cells[0], flagged.contains(cells[0]) ? BigInteger.ZERO : weight);
        }
        BigInteger sum = weights.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
        Map<String, Money> paid = new HashMap<>();
        List<String> byRemainder = new ArrayList<>(weights.keySet());
        Map<String, BigInteger> remainders = new HashMap<>();
        BigInteger left = TERMS.pool().minor();
        for (Map.Entry<String, BigInteger> one : weights.entrySet()) {
            BigInteger product = TERMS.pool().minor().multiply(one.getValue());
            BigInteger cut = new BigDecimal(product)
                    .divide(new BigDecimal(sum), 0, RoundingMode.DOWN)
                    .toBigInteger();
            remainders.put(one.getKey(), product.subtract(cut.multiply(sum)));
            paid.put(one.getKey(), TIDE.ofMinor(cut));
            left = left.subtract(cut);
        }
        byRemainder.sort((a, b) -> remainders.get(b).compareTo(remainders.get(a)));
        for (String address : byRemainder.subList(0, left.intValueExact())) {
            paid.merge(address, TIDE.ofMinor(1), Money::plus);
        }
        return paid;
    }

    private Map<String, Money> result(String key) {
        Map<String, Money> amounts = new HashMap<>();
        WalletCampaign campaign = campaign(key);
        long read = 0;
        List<WalletResult.Line> page;
        do {
            page = campaigns.lines(campaign, read);
            page.forEach(line -> amounts.put(line.address(), line.amount()));
            read += page.size();
        } while (!page.isEmpty());
        return amounts;
    }

    private WalletCampaign campaign(String key) {
        return campaigns.find(key).orElseThrow();
    }

    private static long payable(String key) {
        return DB.database()
                .inTransaction(t -> t.sql("SELECT count(*) AS n FROM ledger_grant WHERE grant_key LIKE :key"
                                + " AND state = 'PAYABLE'")
                        .bind("key", key + "|airdrop|%|once")
                        .one(row -> row.number("n")));
    }

    private static List<String> wallets(int count) {
        Random random = new Random(43);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BigDecimal volume = BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), 6)
                    .add(BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), 18));
            lines.add(address(i) + "," + volume.toPlainString() + "," + START.plusDays(random.nextInt(365)));
        }
        return lines;
    }

    private static String address(int number) {
        return "0x%040x".formatted(number);
    }

    private static ByteArrayInputStream file(String header, List<String> lines) {
        String text = header + "\n" + String.join("\n", lines) + "\n";
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
