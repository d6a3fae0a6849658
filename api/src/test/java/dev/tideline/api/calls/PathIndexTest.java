package dev.tideline.api.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

class PathIndexTest {

    private static final List<PathPattern> PATTERNS = Stream.of(
                    "/v1/users/{id}/decisions:decide",
                    "/v1/users/{id}/decisions:preview",
                    "/v1/decisions/{id}:accept",
                    "/v1/decisions/{id}",
                    "/v1/budgets/{id}",
                    "/v1/users/**",
                    "/v1/files/{*rest}",
                    "/v1/reports/?.csv",
                    "/v1/reports/{day}.csv",
                    "/v1/days/{day:[0-9]{4}-[0-9]{2}}/sums",
                    "/v1/wallets/{wallet-id}",
                    "/v1/grants",
                    "/")
            .map(PathPatternParser.defaultInstance::parse)
            .toList();
    private static final PathIndex<PathPattern> INDEX = new PathIndex<>(PATTERNS, pattern -> pattern);

    @ParameterizedTest
    @CsvSource({
        "/v1/users/{id}/decisions:decide, /v1/users/u/decisions:decide",
        "/v1/users/{id}/decisions:decide, /v1/users/u:v/decisions:decide",
        "/v1/users/{id}/decisions:decide, /v1/users/u/decisions%3Adecide",
        "/v1/users/{id}/decisions:decide, /v1/users/u%2Fv/decisions:decide",
        "/v1/users/{id}/decisions:decide, /v1/users/u/decisions:decide;a=b",
        "/v1/decisions/{id}:accept, /v1/decisions/d:accept",
        "/v1/decisions/{id}:accept, /v1/decisions/d:e:accept",
        "/v1/decisions/{id}, /v1/decisions/d:accept",
        "/v1/budgets/{id}, /v1/budgets/x:y",
        "/v1/users/**, /v1/users/u/explain",
        "/v1/files/{*rest}, /v1/files/a/b/c",
        "/v1/reports/?.csv, /v1/reports/a.csv",
        "/v1/reports/{day}.csv, /v1/reports/2026-03-31.csv",
        "'/v1/days/{day:[0-9]{4}-[0-9]{2}}/sums', /v1/days/2026-03/sums",
        "/v1/wallets/{wallet-id}, /v1/wallets/w",
        "/v1/grants, /v1/grants",
        "/, /",
    })
    void leavesOutNothingThatMatches(String text, String path) {
        PathPattern pattern = PathPatternParser.defaultInstance.parse(text);
        assertThat(pattern.matches(PathContainer.parsePath(path))).isTrue();
        assertThat(INDEX.candidates(path)).contains(pattern);
    }

    @Test
    void leavesOutWhatHasAnotherShape() {
        assertThat(INDEX.candidates("/v1/users/u/decisions:decide"))
                .extracting(PathPattern::getPatternString)
                .containsExactlyInAnyOrder(
                        "/v1/users/{id}/decisions:decide",
                        "/v1/users/**",
                        "/v1/files/{*rest}",
                        "/v1/days/{day:[0-9]{4}-[0-9]{2}}/sums");
    }
}
