package dev.tideline.api.author;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.contract.TestServer;
import dev.tideline.engine.access.Role;
import dev.tideline.engine.quarantine.Cuts;
import dev.tideline.engine.rulebook.RulebookHolder;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    void showsTheRulesOfTheDraftAndThoseInForceBesideThem() {
        Browser browser = Browser.with(SERVER, SERVER.key(Role.STRATEGIST));
        String page = "/author/playbooks/shown-rules";
        browser.post("/author/playbooks", Map.of("key", "shown-rules", "notation", ".drl"));
        assertThat(browser.get(page + "/rules").body())
                .contains("shown-rules/write", "$u : User( ", "用户", "<th>规则</th>", "id=\"rules-in-force\"");
        assertThat(browser.get(page + "/rules?inForce=true").body())
                .contains("There are no rules.")
                .doesNotContain("shown-rules/write");
        String text = SERVER.get("/v1/playbooks/shown-rules/draft")
                .at("/files/rules.drl")
                .asString();
        save(browser, page, text.replace(">= 30", ">= 44"));
        assertThat(browser.get(page + "/rules").body()).contains("44");
        save(browser, page, text.replace("daysSinceLastTrade", "daysSinceLastTrode"));
        assertThat(browser.sending("Accept-Language", "zh").get(page + "/rules").body())
                .contains("草稿的规则还无法读取", "是不是想写")
                .doesNotContain("$u : User( ");
    }

    @Test
    void saysThatAPlaybookIsInQuarantineAndLetsItOut() {
        Browser browser = Browser.with(SERVER, SERVER.key(Role.STRATEGIST));
        String page = "/author/playbooks/churned-180";
        RulebookHolder holder = SERVER.bean(RulebookHolder.class);
        String version = SERVER.get("/v1/playbooks/churned-180").get("version").asString();
        SERVER.database().doInTransaction(transaction -> {
            for (int person = 0; person < 20; person++) {
                Cuts.note(transaction, "churned-180", version, person, "it <b>ran</b> away");
            }
        });
        holder.refresh();
        assertThat(browser.get(page).body())
                .contains("class=\"quarantined\"", "in quarantine", "it &lt;b&gt;ran&lt;/b&gt; away");
        assertThat(browser.get(page + "/history").body()).contains("QUARANTINED");
        assertThat(browser.post(page + "/resume", Map.of()).body()).contains("class=\"live\"");
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

    private static void save(Browser browser, String page, String text) {
        Matcher revision = Pattern.compile("name=\"revision\" value=\"([^\"]+)\"")
                .matcher(browser.get(page + "/files").body());
        assertThat(revision.find()).isTrue();
        HttpResponse<String> saved = browser.postParts(
                page + "/files", Map.of("revision", revision.group(1), "name", "rules.drl", "text", text));
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
    }
}
