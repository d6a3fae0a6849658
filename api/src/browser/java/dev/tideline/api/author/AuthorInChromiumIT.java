package dev.tideline.api.author;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ScreenshotCaret;
import dev.tideline.api.contract.TestServer;
import dev.tideline.api.decisions.Sleepers;
import dev.tideline.engine.access.ApiKeys;
import dev.tideline.engine.access.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A strategist goes from a blank table to a live playbook in a real browser. */
class AuthorInChromiumIT {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MANY = 8;

    private final Chromium chromium = new Chromium();

    @AfterEach
    void close() {
        chromium.close();
    }

    @Test
    void aBlankTableBecomesALivePlaybook() {
        Consents.toPush(SERVER, Sleepers.on(SERVER, "chromium", MANY), MANY);
        Page page = signedIn("en", SERVER.key(Role.STRATEGIST));
        begin(page, "weekend-nudge", ".csv");

        Locator band = page.locator("table.grid tr").nth(1).locator("td").nth(2);
        assertThat(band).hasText("30..59");
        band.fill("30..fifty");
        save(page);
        assertThat(page.locator("table.grid td.wrong")).hasText("30..fifty");
        assertThat(page.locator("#problems li").first()).containsText("rules.csv");
        shot(page, "table");
        band.fill("30..59");
        page.locator("table.grid tr").nth(1).locator("td").nth(4).fill("in-app");
        save(page);
        assertThat(page.locator("#sound")).isVisible();

        assertThat(page.locator("#coverage p").first()).hasText("The cases fire 1 of 1 rules and rows of tables.");

        page.locator("#steps a[href='#rules']").click();
        assertThat(page.locator("#rules summary code")).hasText("weekend-nudge/write");
        assertThat(page.locator("#rules .notations")).containsText("daysSinceLastTrade >= 30");
        page.locator("#rules-in-force").click();
        assertThat(page.locator("#rules")).containsText("There are no rules.");
        page.locator("#steps a[href='#release']").click();
        page.locator("#make-version").click();
        page.locator("#simulate button").click();
        assertThat(page.locator("#simulation-state")).hasText("DONE");
        assertThat(page.locator("#audience")).hasText(Pattern.compile("[1-9]\\d*"));
        assertThat(page.locator("[data-chart=slices] canvas")).isVisible();
        assertThat(page.locator("[data-chart=outcomes] canvas")).isVisible();
        assertThat(page.locator("[data-chart=touches] canvas")).isVisible();
        page.locator("#samples summary").click();
        assertThat(page.locator("#samples table[data-kind=enters] code").first())
                .isVisible();
        assertThat(page.locator("#samples table[data-kind=enters]"))
                .containsText("weekend-nudge/write GRANTED · come-back");
        shot(page, "simulation");

        Page second = signedIn("en", secondPerson());
        second.navigate(page.url());
        second.locator("#approve input[name=note]").fill("looks right");
        anew(second, "#approve button");
        second.locator("#steps a[href='#history']").click();
        assertThat(second.locator("#log")).containsText("looks right");

        page.locator("#publish input[name=note]").fill("bring them back <script>window.hacked = 1</script>");
        anew(page, "#publish button");
        page.locator("#steps a[href='#history']").click();
        assertThat(page.locator("#log")).containsText("bring them back <script>");
        assertThat(page.locator("#state mark")).hasText("live");
        shot(page, "history");

        page.locator("#state input[name=reason]").fill("enough");
        page.locator("#state button").click();
        assertThat(page.locator("#state mark")).hasText("paused");
        assertThat(page.evaluate("window.hacked")).isNull();
        isClean();
    }

    @Test
    void sentencesShowTheirMistakesAtTheirLineInChinese() {
        Page page = signedIn("zh-CN", SERVER.key(Role.STRATEGIST));
        begin(page, "chinese-nudge", ".zh.dslr");
        Locator editor = page.locator(".cm-content");
        assertThat(editor).containsText("距最近交易天数");
        page.locator(".cm-line").nth(4).click();
        page.keyboard().press("Home");
        IntStream.range(0, "- 距最近交易天".length()).forEach(i -> page.keyboard().press("ArrowRight"));
        page.keyboard().press("Delete");
        page.keyboard().insertText("树");
        save(page);
        assertThat(page.locator("#problems li").first()).hasAttribute("data-line", "5");
        assertThat(page.locator(".cm-lint-marker-error")).hasCount(1);
        assertThat(page.locator("#problems li").first()).containsText("是不是想写");
        shot(page, "sentences");

        page.locator("#steps a[href='#rules']").click();
        assertThat(page.locator("#panel h2")).hasText("规则的所有写法");
        assertThat(page.locator("#problems li").first()).containsText("是不是想写");
        isClean();
    }

    @Test
    void aWorkbookIsUploadedInPlaceOfATable() {
        Page page = signedIn("en", SERVER.key(Role.STRATEGIST));
        begin(page, "uploaded-nudge", ".csv");
        page.locator("summary").click();
        page.locator("input[name=upload]")
                .setInputFiles(new FilePayload(
                        "rules.xlsx",
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        Workbook.ofOneRule()));
        page.locator("input[name=instead]").check();
        page.locator("#upload").click();
        assertThat(page.locator(".files")).containsText("rules.xlsx");
        assertThat(page.locator(".files")).not().containsText("rules.csv");
        assertThat(page.locator("#sound")).isVisible();
        isClean();
    }

    private Page signedIn(String language, String key) {
        Page page = chromium.window(language);
        page.navigate("http://127.0.0.1:" + SERVER.port() + "/author");
        page.locator("input[name=key]").fill(key);
        page.locator(".sign-in button").click();
        page.locator("#playbooks").waitFor();
        return page;
    }

    private static void begin(Page page, String key, String notation) {
        page.locator("#new input[name=key]").fill(key);
        page.locator("#new select").selectOption(notation);
        page.locator("#new button").click();
        page.locator("#draft").waitFor();
    }

    private static void save(Page page) {
        page.waitForResponse(
                answer -> answer.request().method().equals("POST"),
                () -> page.locator("#save").click());
        page.waitForFunction("() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')");
    }

    /** The page is loaded anew after this click. */
    private static void anew(Page page, String button) {
        page.waitForResponse(
                answer -> answer.url().endsWith("/release"),
                () -> page.locator(button).click());
    }

    private static String secondPerson() {
        return SERVER.bean(ApiKeys.class)
                .issue("second person", Set.of(Role.STRATEGIST), "test")
                .block(PATIENCE)
                .secret()
                .token();
    }

    private static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "author", name + ".png"))
                .setCaret(ScreenshotCaret.INITIAL)
                .setFullPage(true));
    }

    /** Nothing broke the page's policy, and nothing came from elsewhere. */
    private void isClean() {
        assertThat(chromium.complaints()).isEmpty();
        assertThat(chromium.hosts()).containsOnly("127.0.0.1");
    }
}
