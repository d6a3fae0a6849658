package dev.tideline.api.author;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.contract.TestServer;
import dev.tideline.engine.access.Role;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The list of playbooks, the switch and the rules in HTML. */
class PlaybookPagesIT {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final String PAGE = "/author/playbooks/dormant-30-funded";

    @Test
    void listsPlaybooksAndShowsOneInAllNotations() {
        Browser browser = Browser.with(SERVER, SERVER.key(Role.STRATEGIST));
        assertThat(browser.get("/author").body()).contains(PAGE);
        assertThat(browser.get(PAGE).body()).contains("dormant-30-funded", "hx-post=\"" + PAGE + "/pause\"");
        assertThat(browser.get(PAGE + "/rules").body())
                .contains("$u : User( ", "The user", "用户", "<th>Rule</th>", "<th>规则</th>")
                .doesNotContain("<html");
        assertThat(browser.get("/author/playbooks/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void pausesWithAReasonThatIsShownAsText() {
        Browser browser = Browser.with(SERVER, SERVER.key(Role.STRATEGIST));
        HttpResponse<String> paused =
                browser.post(PAGE + "/pause", Map.of("reason", "<script>alert(1)</script> \" onload=\"x"));
        assertThat(paused.statusCode()).as(paused.body()).isEqualTo(200);
        assertThat(paused.body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "paused")
                .doesNotContain("<script>alert");
        assertThat(SERVER.get("/v1/playbooks/dormant-30-funded")
                        .get("changed_by")
                        .asString())
                .isEqualTo("test strategist");
        assertThat(browser.post(PAGE + "/resume", Map.of()).body()).contains("live");
        assertThat(browser.post("/author/playbooks/nobody/pause", Map.of("reason", ""))
                        .statusCode())
                .isEqualTo(404);
    }
}
