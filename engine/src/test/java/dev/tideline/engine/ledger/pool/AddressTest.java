package dev.tideline.engine.ledger.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @CsvSource({
        "0XaBc, 0xabc",
        "' 0xABC ', 0xabc",
        "BC1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ, bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
        "COSMOS1QYPQXPQ9, cosmos1qypqxpq9",
        "A11QQQQQQ, a11qqqqqq",
        "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq, bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
    })
    void capitalsDoNotMakeAnotherAddress(String written, String plain) {
        assertThat(Address.plain(written)).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
                "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8",
                "Bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
                "BC1QQQQQ",
                "BC1QBQQQQ",
                "1QQQQQQ",
                "W5",
                "ABC-1QQQQQQ",
            })
    void inOthersTheyDo(String written) {
        assertThat(Address.plain(written)).isEqualTo(written);
    }

    @Test
    void aFlagBindsInAnyCase() {
        assertThat(Address.flag(" W5 ")).isEqualTo(Address.flag("w5"));
        assertThat(Address.flag("Bc1Q")).isEqualTo("bc1q");
    }
}
