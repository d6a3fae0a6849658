package dev.tideline.rules.incentives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class IncentivesPageTest {

    private static final Path PAGE = Path.of("../docs/reference/incentives.md");
    private static final String HEAD = """
            # Incentives

            Written by `IncentivesPageTest` from `rules/src/main/resources/incentives/catalogue.yaml`; run it with
            `-Ddocs=write` after a change. "Face" is the most one person can get, "cost" its average use; what is
            [in kind](../fulfilment.md) is charged with it and never paid out. Claim, use and pay
            say how long each step may take. Of one product a user has two open only if both are combinable. What the law forbids beyond these regions is in `rules/…/guardrails`.

            | incentive | type | face | cost | who | claim · use · pay | vesting | name and conditions |
            |---|---|---|---|---|---|---|---|
            """;

    @Test
    void saysInTheDocumentationWhatIsShipped() throws IOException {
        String page = HEAD
                + Incentives.shipped().byKey().values().stream()
                        .map(IncentivesPageTest::row)
                        .collect(Collectors.joining());
        if ("write".equals(System.getProperty("docs"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/reference/incentives.md; write it anew with -Ddocs=write")
                .isEqualTo(page);
    }

    @Test
    void theWalletsPageNamesWhatIsGivenInKind() throws IOException {
        String page = Files.readString(Path.of("../docs/fulfilment.md"));
        String sentence = page.substring(page.indexOf("What is not money is given in kind: of "));
        assertThat(Pattern.compile("`([A-Z_]+)`")
                        .matcher(sentence.substring(0, sentence.indexOf(" the\n")))
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Incentive.Type.values())
                        .filter(Incentive.Type::isInKind)
                        .map(Enum::name)
                        .toList());
    }

    private static String row(Incentive incentive) {
        Timing timing = incentive.timing();
        return "| `%s` | %s%s | %s | %s | %s; %s; KYC %d | %s · %s · %s | %s%s | **%s** %s<br>**%s** %s |%n"
                .formatted(
                        incentive.reference(),
                        incentive.type(),
                        incentive.type().isInKind() ? ", in kind" : "",
                        incentive.faceValue(),
                        incentive.expectedCost(),
                        String.join(" ", incentive.eligibility().regions()),
                        String.join(" ", incentive.eligibility().clientClasses())
                                .toLowerCase(Locale.ROOT),
                        incentive.eligibility().kycLevel(),
                        length(timing.claimWithin()),
                        length(timing.useWithin()),
                        length(timing.payoutAfter()),
                        vesting(incentive.vesting()),
                        incentive.combinable() ? "; combinable" : "",
                        incentive.text("en").name(),
                        incentive.text("en").conditions(),
                        incentive.text("zh").name(),
                        incentive.text("zh").conditions());
    }

    private static String length(Duration length) {
        return length.isZero() ? "at once" : length.toDays() + " d";
    }

    private static String vesting(Vesting vesting) {
        if (vesting instanceof Vesting.Locked locked) {
            return "locked " + length(locked.length()) + (locked.unlessWithdrawn() ? ", void if withdrawn" : "");
        }
        return vesting instanceof Vesting.Kept kept
                ? "%s kept on %d of %d d".formatted(kept.least(), kept.days(), kept.ofDays())
                : "at once";
    }
}
