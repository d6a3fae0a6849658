package dev.tideline.api.calls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

class PathEndTest {

    @ParameterizedTest
    @CsvSource({
        "/v1/users/{id}/decisions:decide, /v1/users/u/decisions:decide",
        "/v1/users/{id}/decisions:decide, /v1/users/u/decisions%3Adecide",
        "/v1/users/{id}/decisions:decide, /v1/users/u/decisions:decide;a=b",
        "/v1/decisions/{id}:accept, /v1/decisions/d:accept",
        "/v1/budgets/{id}, /v1/budgets/x:y",
        "/v1/users/**, /v1/users/u/explain",
        "/v1/reports/?.csv, /v1/reports/a.csv",
        "/v1/grants, /v1/grants",
    })
    void rulesOutNoPathThatMatches(String text, String path) {
        PathPattern pattern = PathPatternParser.defaultInstance.parse(text);
        assertThat(pattern.matches(PathContainer.parsePath(path))).isTrue();
        assertThat(PathEnd.of(pattern).mayBeOf(path)).isTrue();
    }

    @Test
    void rulesOutOtherEnds() {
        PathPattern pattern = PathPatternParser.defaultInstance.parse("/v1/users/{id}/decisions:decide");
        assertThat(PathEnd.of(pattern).mayBeOf("/v1/users/u/decisions:preview")).isFalse();
    }
}
