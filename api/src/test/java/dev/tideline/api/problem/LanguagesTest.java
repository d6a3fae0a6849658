package dev.tideline.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class LanguagesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zh|zh",
                "zh-CN,zh;q=0.9,en;q=0.8|zh",
                "zh-Hant-TW|zh",
                "en-GB,zh;q=0.9|en",
                "en;q=0.2,zh;q=0.3|zh",
                "fr,de;q=0.9|en",
                "fr,zh;q=0.1|zh",
                "*|en",
                "''|en",
                "zh;q=nonsense|en",
                "no language at all|en"
            })
    void speaksWhatTheCallerLikesBest(String header, String language) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.ACCEPT_LANGUAGE, header);
        assertThat(Languages.of(headers).getLanguage()).isEqualTo(language);
    }

    @Test
    void speaksEnglishToWhoDoesNotSay() {
        assertThat(Languages.of(new HttpHeaders()).getLanguage()).isEqualTo("en");
    }

    @Test
    void aRefusalIsToldInTheLanguageOfTheRequest() {
        Problem problem =
                new Problem(Place.pointer("body", "/playbook"), "vip-gard", Nearest.meant("vip-guard"), "recall/quiet");
        MockServerWebExchange exchange = MockServerWebExchange.from(
                MockServerHttpRequest.post("/v1/replays").header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"));
        ProblemDetail body = new ProblemHandler()
                .onProblem(ProblemException.invalid(List.of(problem)), exchange)
                .getBody();
        assertThat(body).isNotNull();
        assertThat(body.getDetail()).isEqualTo("body /playbook：“vip-gard”：是不是想写 `vip-guard`？");
        assertThat(body.getProperties()).isNotNull();
        assertThat((List<?>) body.getProperties().get("problems"))
                .singleElement()
                .satisfies(
                        entry -> assertThat(((Map<?, ?>) entry).get("expected")).isEqualTo("是不是想写 `vip-guard`？"))
                .satisfies(entry -> assertThat(((Map<?, ?>) entry).get("rule")).isEqualTo("recall/quiet"));
    }
}
