package dev.tideline.api.author;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.contract.TestServer;
import dev.tideline.engine.access.ApiKeys;
import dev.tideline.engine.access.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who gets to the page of authors, and what guards it in a browser. */
class SignInHttpIT {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void aStrangerIsSentToTheForm() {
        HttpResponse<String> page = new Browser(SERVER).get("/author");
        assertThat(page.statusCode()).isEqualTo(303);
        assertThat(page.headers().firstValue("Location")).hasValue("/author/sign-in");

        HttpResponse<String> part = new Browser(SERVER).get("/author/playbooks/x/rules", "HX-Request", "true");
        assertThat(part.statusCode()).isEqualTo(401);
        assertThat(part.headers().firstValue("HX-Redirect")).hasValue("/author/sign-in");
    }

    @Test
    void aKeyOpensASessionThatNoScriptAndNoOtherSiteCanUse() {
        Browser browser = new Browser(SERVER);
        browser.get("/author/sign-in");
        HttpResponse<String> opened = browser.post("/author/sign-in", Map.of("key", SERVER.key(Role.STRATEGIST)));
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(303);
        assertThat(opened.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("tideline-author="))
                .singleElement()
                .asString()
                .contains("HTTPOnly", "SameSite=Strict", "Path=/author")
                .doesNotContain("Secure", SERVER.key(Role.STRATEGIST));
        assertThat(browser.get("/author").body()).contains("test strategist", "id=\"playbooks\"");
    }

    @Test
    void behindHttpsTheCookieIsForHttpsAlone() {
        Browser browser = new Browser(SERVER).sending("X-Forwarded-Proto", "https");
        browser.get("/author/sign-in");
        HttpResponse<String> opened = browser.post("/author/sign-in", Map.of("key", SERVER.key(Role.STRATEGIST)));
        assertThat(opened.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("tideline-author="))
                .singleElement()
                .asString()
                .contains("; Secure");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"STRATEGIST", "FINANCE", "ADMIN"},
            mode = EnumSource.Mode.EXCLUDE)
    void otherRolesAreRefused(Role role) {
        Browser browser = new Browser(SERVER);
        browser.get("/author/sign-in");
        HttpResponse<String> refused = browser.post("/author/sign-in", Map.of("key", SERVER.key(role)));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("lacks the roles strategist and finance");
        assertThat(browser.cookies()).doesNotContainKey("tideline-author");
    }

    @Test
    void aTestKeyAndAnUnknownOneAreRefused() {
        String test = SERVER.bean(ApiKeys.class)
                .issue("tester", Set.of(Role.STRATEGIST), "test", true)
                .block(PATIENCE)
                .secret()
                .token();
        Browser browser = new Browser(SERVER);
        browser.get("/author/sign-in");
        assertThat(browser.post("/author/sign-in", Map.of("key", test)).statusCode())
                .isEqualTo(403);
        HttpResponse<String> unknown =
                browser.post("/author/sign-in", Map.of("key", "<script>alert(1)</script> and more"));
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).contains("not valid").doesNotContain("alert(1)");
    }

    @Test
    void signingOutAndTheEndOfTheKeyEndTheSession() {
        Browser leaving = Browser.with(SERVER, SERVER.key(Role.STRATEGIST));
        String secret = leaving.cookies().get("tideline-author");
        leaving.post("/author/sign-out", Map.of());
        assertThat(leaving.cookies()).doesNotContainKey("tideline-author");
        leaving.cookies().put("tideline-author", secret);
        assertThat(leaving.get("/author").statusCode()).isEqualTo(303);

        ApiKeys.Issued issued = SERVER.bean(ApiKeys.class)
                .issue("short", Set.of(Role.STRATEGIST), "test")
                .block(PATIENCE);
        Browser revoked = Browser.with(SERVER, issued.secret().token());
        assertThat(revoked.get("/author").statusCode()).isEqualTo(200);
        SERVER.bean(ApiKeys.class).revoke(issued.key().id()).block(PATIENCE);
        assertThat(revoked.get("/author").statusCode()).isEqualTo(303);
    }

    @Test
    void aChangeWithoutTheTokenOfThePageIsRefused() {
        Browser browser = Browser.with(SERVER, SERVER.key(Role.STRATEGIST));
        assertThat(browser.postBare("/author/playbooks/dormant-30-funded/pause", Map.of("reason", "forged"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.postBare(
                                "/author/playbooks/dormant-30-funded/pause",
                                Map.of("reason", "forged", "_csrf", "made-up"))
                        .statusCode())
                .isEqualTo(403);
        Browser other = Browser.with(SERVER, SERVER.key(Role.STRATEGIST));
        String stolen = token(other.get("/author").body());
        assertThat(browser.postBare(
                                "/author/playbooks/dormant-30-funded/pause",
                                Map.of("reason", "forged", "_csrf", stolen))
                        .statusCode())
                .isEqualTo(403);
        assertThat(SERVER.get("/v1/playbooks/dormant-30-funded").get("paused").asBoolean())
                .isFalse();
    }

    @Test
    void aSessionIsNoKeyForTheApiAndAKeyIsNoSession() {
        Browser browser = Browser.with(SERVER, SERVER.key(Role.STRATEGIST));
        assertThat(browser.get("/v1/playbooks", "Accept", "application/json").statusCode())
                .isEqualTo(401);
        assertThat(SERVER.send(SERVER.request("/author", TestServer.ADMIN_KEY)).statusCode())
                .isEqualTo(303);
    }

    @Test
    void thePolicyAllowsNothingThatAnAuthorCouldWrite() {
        Browser browser = Browser.with(SERVER, SERVER.key(Role.STRATEGIST));
        HttpResponse<String> page = browser.get("/author");
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self' 'nonce-", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http:", "https:", "*");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(policy)
                .isNotEqualTo(browser.get("/author")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow());
        assertThat(page.body())
                .doesNotContainPattern("(?i)\\son[a-z]+=|\\sstyle=|javascript:")
                .doesNotContainPattern("(src|href)=\"(https?:)?//");
    }

    @Test
    void everythingThePageLoadsIsServedToBeKept() {
        String page = new Browser(SERVER).get("/author/sign-in").body();
        Matcher addresses = Pattern.compile("/author/assets/[^\"&]+").matcher(page);
        int count = 0;
        while (addresses.find()) {
            HttpResponse<String> file = SERVER.send(SERVER.request(addresses.group()));
            assertThat(file.statusCode()).as(addresses.group()).isEqualTo(200);
            assertThat(file.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
            count++;
        }
        assertThat(count).isEqualTo(15);
        assertThat(SERVER.send(SERVER.request("/author/assets/x/author.js")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void thePageSpeaksChinese() {
        assertThat(new Browser(SERVER)
                        .get("/author/sign-in", "Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8")
                        .body())
                .contains("lang=\"zh\"", "登录");
        assertThat(new Browser(SERVER)
                        .get("/author/sign-in", "Accept-Language", "fr")
                        .body())
                .contains("lang=\"en\"", "Sign in");
    }

    private static String token(String page) {
        Matcher found = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
