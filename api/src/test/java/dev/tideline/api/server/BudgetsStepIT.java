package dev.tideline.api.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tideline.api.contract.TestServer;
import dev.tideline.rules.money.Assets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BudgetsStepIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    void aServerDoesNotStartWithAssetsInWhichBudgetsWouldHoldOtherAmounts() {
        SERVER.database()
                .doInTransaction(transaction ->
                        transaction.execute("INSERT INTO asset_scale VALUES ('USDT', 6, true) ON CONFLICT DO NOTHING"));
        BudgetsStep step = SERVER.bean(BudgetsStep.class);
        assertThatCode(step::run).doesNotThrowAnyException();
        Assets other = Assets.read("assets.yaml", "{ USDT: { decimals: 8 } }").orThrow();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> step.check(other))
                .withMessageContaining("USDT has 8 decimals in assets.yaml, and 6 with: ");
    }
}
