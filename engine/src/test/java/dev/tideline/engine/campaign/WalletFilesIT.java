package dev.tideline.engine.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tideline.engine.campaign.WalletCampaign.State;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.ingest.intake.IngestReport;
import dev.tideline.engine.ledger.pool.Airdrop;
import dev.tideline.rules.money.Asset;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalletFilesIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final WalletTerms TERMS = new WalletTerms(
            new Asset("TIDE", 18).of("80000000.000000000000000007"),
            new Asset("USDT", 6),
            new BigDecimal("0.0375"),
            Airdrop.Basis.VOLUME,
            List.of(new WalletTerms.Tier(new BigDecimal("1000"), BigDecimal.ONE)),
            List.of());

    private final WalletCampaigns campaigns = new WalletCampaigns(DB.database());
    private final WalletFiles files = new WalletFiles(DB.database(), IngestLimits.STANDARD);

    @ParameterizedTest
    @ValueSource(strings = {"0xa2,sybil", "\"0xa2", "0x a2"})
    void aListOfFlaggedAddressesWithABadLineIsRefusedWhole(String bad) throws IOException {
        String key = "fails-closed-" + Integer.toHexString(bad.hashCode());
        campaigns.put(key, TERMS);
        files.takeWallets(
                key,
                file("address,volume,first_use", List.of("0xa1,1000,2023-01-01", "0xa2,1000,2023-01-01")),
                Instant.now());
        files.takeFlagged(key, file("address", List.of("0xa1")), Instant.now());
        campaigns.compute(key);
        IngestReport report = files.takeFlagged(key, file("address", List.of("0xa9", bad, "0xa8")), Instant.now());
        assertThat(report.accepted()).isZero();
        assertThat(report.refused()).isEqualTo(1);
        assertThat(campaigns.find(key).orElseThrow().flagged()).isEqualTo(1);
        assertThat(campaigns.find(key).orElseThrow().state()).isEqualTo(State.COMPUTED);
        assertThat(campaigns.lines(campaigns.find(key).orElseThrow(), 0))
                .extracting(line -> line.outcome().name())
                .containsExactly("FLAGGED", "SHARE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\r\nx", "\"\n", "\"a\nb", "\"address\n0xa1\n"})
    void aHeaderWithAQuoteThatNobodyClosesIsABadHeader(String body) throws IOException {
        campaigns.put("unclosed", TERMS);
        IngestReport report = files.takeFlagged(
                "unclosed", new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), Instant.now());
        assertThat(report.accepted()).isZero();
        assertThat(report.problems().get(0).expected(Locale.ENGLISH)).isEqualTo("the header address");
    }

    @Test
    void aFlagBindsInWhateverCaseItIsWritten() throws IOException {
        prepare(
                "cases",
                List.of(
                        "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq,1000,2023-01-01",
                        "COSMOS1QYPQXPQ9,1000,2023-01-01",
                        "W5,1000,2023-01-01",
                        "cosmos1qypqxpq9,5000,2023-01-01",
                        "w6,1000,2023-01-01"),
                List.of("BC1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ", "cosmos1qypqxpq9", "w5", "W5", "0xnobody"));
        assertThat(campaigns.lines(campaign("cases"), 0))
                .extracting(line -> line.address() + " " + line.outcome())
                .containsExactly(
                        "W5 FLAGGED",
                        "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq FLAGGED",
                        "cosmos1qypqxpq9 FLAGGED",
                        "w6 SHARE");
        assertThat(campaign("cases").wallets()).isEqualTo(4);
        assertThat(campaign("cases").flagged()).isEqualTo(4);
        assertThat(campaign("cases").flaggedWallets()).isEqualTo(3);
    }

    @Test
    void whatAFormerReleaseTookAndComputedIsComparedInAnyCaseToo() throws IOException {
        prepare("former", List.of("bc1qqqqqqq,1000,2023-01-01", "w6,1000,2023-01-01"), List.of());
        DB.database().doInTransaction(t -> {
            t.execute(
                    "INSERT INTO flagged_wallet (campaign, address) VALUES ('former', 'BC1QQQQQQQ'), ('former', 'X')");
            t.execute("INSERT INTO wallet (campaign, address, line, volume, first_use)"
                    + " VALUES ('former', 'BC1QQQQQQQ', 9, 7000, '2023-01-01')");
        });
        assertThatThrownBy(() -> campaigns.grant("former", campaign("former").resultHash(), "fin"))
                .isInstanceOf(NotPossible.class)
                .hasMessageContaining("compute it again");
        campaigns.compute("former");
        assertThat(campaigns.lines(campaign("former"), 0))
                .extracting(line -> line.address() + " " + line.outcome())
                .containsExactly("bc1qqqqqqq FLAGGED", "w6 SHARE");
        campaigns.grant("former", campaign("former").resultHash(), "fin");
        assertThat(campaign("former").state()).isEqualTo(State.GRANTING);
    }

    private void prepare(String key, List<String> wallets, List<String> flagged) throws IOException {
        campaigns.put(key, TERMS);
        files.takeWallets(key, file("address,volume,first_use", wallets), Instant.now());
        files.takeFlagged(key, file("address", flagged), Instant.now());
        campaigns.compute(key);
    }

    private WalletCampaign campaign(String key) {
        return campaigns.find(key).orElseThrow();
    }

    private static InputStream file(String header, List<String> lines) {
        String text = header + "\n" + String.join("\n", lines) + "\n";
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
