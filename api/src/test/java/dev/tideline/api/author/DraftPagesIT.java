package dev.tideline.api.author;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.contract.TestServer;
import dev.tideline.engine.access.Role;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drafts in HTML: begun, changed, refused; what authors write is shown as text. */
class DraftPagesIT {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final String SCRIPT = "<script>alert(1)</script>";

    @ParameterizedTest
    @CsvSource({".csv, a", ".xlsx, b", ".drl, c", ".en.dslr, d", ".zh.dslr, e"})
    void aNewPlaybookBeginsSound(String notation, String letter) {
        Browser browser = Browser.with(SERVER, SERVER.key(Role.STRATEGIST));
        String key = "started-" + letter;
        assertThat(begin(browser, key, notation).headers().firstValue("HX-Redirect"))
                .hasValue("/author/playbooks/" + key);
        assertThat(browser.get("/author").body()).contains("/author/playbooks/" + key);
        assertThat(browser.get("/author/playbooks/" + key).body()).contains("class=\"new\"");
        assertThat(browser.get("/author/templates/rules.xlsx", "Accept", "*/*").body())
                .startsWith("PK");
        assertThat(browser.get("/author/playbooks/" + key + "/files").body())
                .contains("id=\"sound\"", "rules" + notation)
                .doesNotContain("id=\"problems\"");
    }

    @Test
    void aWrongCellIsMarkedAndSavedAllTheSame() {
        Browser browser = begun("wrong-cell", ".csv");
        String rows = "[[\"Rule\",\"Why\",\"days since the last trade\",\"Message\",\"Channels\"]," + "[\"write\",\""
                + SCRIPT + "\",\"30..x\",\"come-back\",\"push\"]]";
        HttpResponse<String> saved = browser.postParts(
                "/author/playbooks/wrong-cell/files",
                Map.of("revision", revision(browser, "wrong-cell"), "name", "rules.csv", "rows", rows));
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        assertThat(saved.body())
                .containsPattern("<td[^>]*class=\"wrong\"[^>]*>30\\.\\.x</td>")
                .contains(
                        "data-line=\"2\" data-column=\"3\"", "rules.csv:2:3 wrong-cell/write", "&lt;script&gt;alert(1)")
                .doesNotContain(SCRIPT, "id=\"sound\"");
        assertThat(SERVER.get("/v1/playbooks/wrong-cell/draft")
                        .at("/files/rules.csv")
                        .asString())
                .contains("30..x", SCRIPT);
        assertThat(browser.sending("Accept-Language", "zh")
                        .get("/author/playbooks/wrong-cell/files")
                        .body())
                .containsPattern("id=\"problems\">[^\u4e00-\u9fff]*<li[^>]*>[^<]*[\u4e00-\u9fff]");
    }

    @Test
    void saysWhichRowsNoCaseFires() {
        Browser browser = begun("uncovered-row", ".csv");
        assertThat(browser.get("/author/playbooks/uncovered-row/files").body())
                .contains("The cases fire 1 of 1 rules and rows")
                .doesNotContain("never-fired", "never-missed");
        String rows = "[[\"Rule\",\"Why\",\"days since the last trade\",\"Message\",\"Channels\"],"
                + "[\"write\",\"A month\",\"30..59\",\"come-back\",\"push\"],"
                + "[\"late\",\"Three months\",\"90..120\",\"come-back\",\"push\"]]";
        HttpResponse<String> saved = browser.postParts(
                "/author/playbooks/uncovered-row/files",
                Map.of("revision", revision(browser, "uncovered-row"), "name", "rules.csv", "rows", rows));
        assertThat(saved.body())
                .contains("The cases fire 1 of 2 rules and rows")
                .containsPattern("id=\"never-fired\">\\s*<li[^>]*data-line=\"3\"[^>]*><code>uncovered-row/late</code>");
        assertThat(browser.sending("Accept-Language", "zh")
                        .get("/author/playbooks/uncovered-row/files")
                        .body())
                .contains("用例触发了 2 条规则和表格行中的 1 条", "没有用例触发", "没有规则覆盖 `daysSinceLastTrade` 为 60 至 89", ">警告</mark>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"playbook.yaml", "scenarios.yaml", "rules.drl"})
    void whateverAFileHoldsIsText(String file) {
        String key = "hostile-" + file.replaceAll("[^a-z]", "-");
        Browser browser = begun(key, ".drl");
        String text = "name: \"" + SCRIPT + "\"\n</textarea><img src=x onerror=alert(1)> ' \" " + SCRIPT;
        HttpResponse<String> saved = browser.postParts(
                "/author/playbooks/" + key + "/files",
                Map.of("revision", revision(browser, key), "name", file, "text", text, "note", SCRIPT));
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        assertThat(saved.body()).contains("&lt;img src=x").doesNotContain(SCRIPT, "<img", "</textarea><");
        for (String page : new String[] {"", "/files", "/files?file=" + file, "/history", "/rules"}) {
            assertThat(browser.get("/author/playbooks/" + key + page).body())
                    .as(page)
                    .doesNotContain(SCRIPT, "<img");
        }
    }

    @Test
    void aSaveNamesWhatItReplaces() {
        Browser browser = begun("raced", ".csv");
        String seen = revision(browser, "raced");
        Map<String, String> change = Map.of("revision", seen, "name", "notes.yaml", "text", "a: 1");
        assertThat(browser.postParts("/author/playbooks/raced/files", change).statusCode())
                .isEqualTo(200);
        HttpResponse<String> late = browser.postParts(
                "/author/playbooks/raced/files", Map.of("revision", seen, "name", "notes.yaml", "text", "a: 2"));
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.body())
                .contains("Somebody saved since you opened it: test strategist, at 20")
                .doesNotContain("ETag", "If-Match");
        SERVER.send(SERVER.request("/v1/playbooks/raced/draft", TestServer.ADMIN_KEY)
                .header("If-Match", "\"" + revision(browser, "raced") + "\"")
                .DELETE());
        assertThat(browser.post("/author/playbooks/raced/discard", Map.of("revision", seen))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void anEmptyFileOrNoneIsToldAndChangesNothing() {
        Browser browser = begun("uploaded-in-vain", ".csv");
        String seen = revision(browser, "uploaded-in-vain");
        for (String file : new String[] {"rules.csv", "rules.xlsx", ""}) {
            HttpResponse<String> refused = browser.postParts(
                    "/author/playbooks/uploaded-in-vain/files",
                    Map.of(
                            "revision",
                            seen,
                            "name",
                            "rules.csv",
                            "uploads",
                            "yes",
                            "upload\"; filename=\"" + file,
                            ""));
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            assertThat(refused.body()).contains("expected a file that is not empty");
        }
        assertThat(browser.get("/author/playbooks/uploaded-in-vain/files").body())
                .contains("name=\"uploads\" value=\"yes\"");
        assertThat(revision(browser, "uploaded-in-vain")).isEqualTo(seen);
    }

    @Test
    void filesComeAndGo() {
        Browser browser = begun("tidied", ".csv");
        HttpResponse<String> added = browser.postParts(
                "/author/playbooks/tidied/files",
                Map.of("revision", revision(browser, "tidied"), "name", "rules.drl", "text", ""));
        assertThat(added.body()).contains("rules.drl");
        HttpResponse<String> gone = browser.postParts(
                "/author/playbooks/tidied/files",
                Map.of("revision", revision(browser, "tidied"), "name", "rules.drl", "delete", "yes"));
        assertThat(gone.body()).contains("id=\"sound\"").doesNotContain("rules.drl");
        assertThat(browser.post("/author/playbooks/tidied/discard", Map.of("revision", revision(browser, "tidied")))
                        .statusCode())
                .isEqualTo(404);
        assertThat(SERVER.get("/v1/playbooks/tidied/draft").get("status").asInt())
                .isEqualTo(404);
    }

    @Test
    void keysAndNotationsThatAreNoneAreRefused() {
        Browser browser = Browser.with(SERVER, SERVER.key(Role.STRATEGIST));
        HttpResponse<String> misnamed = begin(browser, "No Key", ".csv");
        assertThat(misnamed.statusCode()).isEqualTo(422);
        assertThat(misnamed.body())
                .contains("`No Key` cannot be the key of a playbook, which is lower-case words")
                .doesNotContain("path");
        assertThat(begin(browser, "no-notation", ".exe").statusCode()).isEqualTo(400);
        begin(browser, "taken", ".csv");
        HttpResponse<String> taken = begin(browser, "taken", ".csv");
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(taken.body())
                .contains("There is a playbook `taken` already. Open it in the list, or choose another key")
                .doesNotContain("ETag", "If-Match");
        assertThat(begin(browser.sending("Accept-Language", "zh"), "taken", ".csv")
                        .body())
                .contains("已有策略", "\"title\":\"当前状态不允许此操作\"");
        HttpResponse<String> nobody = browser.get("/author/playbooks/nobody/files");
        assertThat(nobody.statusCode()).isEqualTo(404);
        assertThat(nobody.body()).contains("没有策略“nobody”");
    }

    private static Browser begun(String key, String notation) {
        Browser browser = Browser.with(SERVER, SERVER.key(Role.STRATEGIST));
        assertThat(begin(browser, key, notation).statusCode()).isEqualTo(201);
        return browser;
    }

    private static HttpResponse<String> begin(Browser browser, String key, String notation) {
        return browser.post("/author/playbooks", Map.of("key", key, "notation", notation));
    }

    private static String revision(Browser browser, String key) {
        Matcher found = Pattern.compile("name=\"revision\" value=\"([^\"]+)\"")
                .matcher(browser.get("/author/playbooks/" + key + "/files").body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
