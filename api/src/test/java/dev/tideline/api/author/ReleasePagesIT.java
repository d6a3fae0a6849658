package dev.tideline.api.author;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.contract.TestServer;
import dev.tideline.api.decisions.Sleepers;
import dev.tideline.engine.access.ApiKeys;
import dev.tideline.engine.access.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From a draft to a version in force in HTML. */
class ReleasePagesIT {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aDraftIsMadeAVersionSimulatedAndPublished() {
        Consents.toPush(SERVER, Sleepers.on(SERVER, "released", 3), 3);
        Browser browser = begun("released");
        String page = "/author/playbooks/released";
        String table = SERVER.get("/v1/playbooks/released/draft")
                .at("/files/rules.csv")
                .asString();
        String revision = field(browser.get(page + "/files").body(), "revision");
        browser.postParts(
                page + "/files",
                Map.of("revision", revision, "name", "rules.csv", "text", table.replace(",push", ",in-app")));
        assertThat(browser.get(page + "/release").body()).contains("id=\"make-version\"");
        String version = field(browser.post(page + "/version", Map.of()).body(), "version");

        HttpResponse<String> begun = browser.post(page + "/simulate", Map.of("version", version, "filter", ""));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
        String done = done(browser, page + "/release");
        assertThat(done)
                .contains(
                        "data-charts=\"{&quot;slices&quot;",
                        "id=\"publish\"",
                        "data-kind=\"enters\"",
                        "Where touches end")
                .containsPattern("<code>released[^<]*</code>")
                .containsPattern("released/write</span> <strong>(GRANTED|DEFERRED)");

        Map<String, String> figures = new TreeMap<>(Map.of("share", "10", "note", "first tenth"));
        for (String name : new String[] {"version", "simulation", "audience", "spend"}) {
            figures.put(name, field(done, name));
        }
        Map<String, String> others = new TreeMap<>(figures);
        others.put("audience", "999999");
        assertThat(browser.post(page + "/publish", others).statusCode()).isEqualTo(409);
        others.put("audience", "many");
        assertThat(browser.post(page + "/publish", others).statusCode()).isEqualTo(400);
        assertThat(browser.post(page + "/approve", figures).body()).contains("does not approve");

        HttpResponse<String> published = browser.post(page + "/publish", figures);
        if (published.statusCode() == 409) {
            assertThat(published.body()).contains("NOT_APPROVED");
            assertThat(Browser.with(SERVER, secondPerson())
                            .post(page + "/approve", figures)
                            .statusCode())
                    .isEqualTo(204);
            published = browser.post(page + "/publish", figures);
        }
        assertThat(published.statusCode()).as(published.body()).isEqualTo(204);
        assertThat(published.headers().firstValue("HX-Refresh")).hasValue("true");
        assertThat(browser.get(page).body()).contains("class=\"live\"", "For 10 % of persons so far", "id=\"ramp\"");
        assertThat(browser.post(page + "/ramp", Map.of("share", "all", "note", "a test"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.post(page + "/ramp", Map.of("share", "100", "note", "it went well"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(browser.get(page).body()).contains("class=\"live\"").doesNotContain("id=\"ramp\"");
        assertThat(browser.get(page + "/history").body())
                .contains("PUBLISHED", "first tenth", version.substring(0, 10));
        assertThat(browser.post(page + "/pause", Map.of("reason", "other tests want its persons"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void financeReadsAndApprovesAndChangesNothing() {
        Browser author = begun("financed");
        String page = "/author/playbooks/financed";
        String version = field(author.post(page + "/version", Map.of()).body(), "version");
        author.post(page + "/simulate", Map.of("version", version, "filter", ""));
        Map<String, String> figures = new TreeMap<>(Map.of("share", "100", "note", "within the plan"));
        String done = done(author, page + "/release");
        for (String name : new String[] {"version", "simulation", "audience", "spend"}) {
            figures.put(name, field(done, name));
        }
        Browser finance = Browser.with(SERVER, SERVER.key(Role.FINANCE));
        assertThat(finance.get("/author").body()).contains(page).doesNotContain("id=\"new\"");
        assertThat(finance.get(page).body())
                .contains("#release", "#history")
                .doesNotContain("#files", "/pause\"", "id=\"ramp\"");
        assertThat(finance.get(page + "/release").body())
                .contains("id=\"approve\"", "id=\"spend\"")
                .doesNotContain("id=\"publish\"", "id=\"simulate\"", "id=\"samples\"");
        assertThat(finance.get(page + "/rules").statusCode()).isEqualTo(200);
        for (String change : new String[] {"publish", "rollback", "ramp", "simulate", "version", "discard", "pause"}) {
            assertThat(finance.post(page + "/" + change, figures).statusCode())
                    .as(change)
                    .isEqualTo(403);
        }
        assertThat(finance.get(page + "/files").statusCode()).isEqualTo(403);
        assertThat(finance.post("/author/playbooks", Map.of("key", "mine", "notation", ".csv"))
                        .body())
                .contains("Your key may read and approve here");
        HttpResponse<String> approved = finance.post(page + "/approve", figures);
        assertThat(approved.statusCode()).as(approved.body()).isEqualTo(204);
        assertThat(finance.get(page + "/release").body()).contains("Approved by test finance: within the plan");
        assertThat(finance.get(page + "/history").body()).contains("APPROVED");
        assertThat(finance.sending("Accept-Language", "zh")
                        .get(page + "/release")
                        .body())
                .contains(">完成<");
        assertThat(finance.get(page + "/history").body()).contains("批准", "成为版本");
        assertThat(finance.post("/author/sign-out", Map.of()).statusCode()).isEqualTo(303);
    }

    @Test
    void aSimulationOfSomeUsersSaysSoAndPublishesNothing() {
        Browser browser = begun("filtered-look");
        String page = "/author/playbooks/filtered-look";
        String version = field(browser.post(page + "/version", Map.of()).body(), "version");
        browser.post(page + "/simulate", Map.of("version", version, "filter", "totalAsset >= 100"));
        String done = done(browser, page + "/release");
        assertThat(done)
                .contains("id=\"filtered\"", "Only users for whom this holds: totalAsset &gt;= 100")
                .contains("simulate without it to approve, publish or roll back")
                .doesNotContain("id=\"approve\"", "id=\"publish\"");
        Matcher number = Pattern.compile("#<span>(\\d+)</span>").matcher(done);
        assertThat(number.find()).isTrue();
        HttpResponse<String> refused = Browser.with(SERVER, SERVER.key(Role.FINANCE))
                .post(page + "/approve", Map.of("version", version, "simulation", number.group(1)));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("SIMULATION_FILTERED", "totalAsset >= 100");
        assertThat(browser.post(
                                page + "/publish",
                                Map.of(
                                        "version", version,
                                        "simulation", number.group(1),
                                        "audience", "0",
                                        "spend", "0",
                                        "share", "100",
                                        "note", " "))
                        .body())
                .contains("why, in some words");
    }

    @Test
    void whatIsNotSoundBecomesNoVersion() {
        Browser browser = begun("unsound");
        String revision = field(browser.get("/author/playbooks/unsound/files").body(), "revision");
        browser.postParts(
                "/author/playbooks/unsound/files",
                Map.of("revision", revision, "name", "rules.csv", "text", "Rule,Why\nwrite,\n"));
        HttpResponse<String> refused = browser.post("/author/playbooks/unsound/version", Map.of());
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(browser.post("/author/playbooks/unsound/simulate", Map.of("version", "none", "filter", ""))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void versionsAreCompared() {
        Browser browser = begun("compared-here");
        String page = "/author/playbooks/compared-here";
        String before = field(browser.post(page + "/version", Map.of()).body(), "version");
        String revision = field(browser.get(page + "/files").body(), "revision");
        browser.postParts(
                page + "/files",
                Map.of(
                        "revision",
                        revision,
                        "name",
                        "playbook.yaml",
                        "text",
                        SERVER.get("/v1/playbooks/compared-here/draft")
                                .at("/files/playbook.yaml")
                                .asString()
                                .replace("priority: 50", "priority: 51")));
        String after = field(browser.post(page + "/version", Map.of()).body(), "version");
        assertThat(browser.get(page + "/diff?from=" + before + "&to=" + after).body())
                .contains("-priority: 50", "+priority: 51");
        assertThat(browser.get(page + "/diff?from=" + before + "&to=none").statusCode())
                .isEqualTo(404);
    }

    private static Browser begun(String key) {
        Browser browser = Browser.with(SERVER, SERVER.key(Role.STRATEGIST));
        assertThat(browser.post("/author/playbooks", Map.of("key", key, "notation", ".csv"))
                        .statusCode())
                .isEqualTo(201);
        return browser;
    }

    private static String done(Browser browser, String page) {
        Instant end = Instant.now().plus(PATIENCE);
        String body = browser.get(page).body();
        while (!body.contains(">DONE<")) {
            assertThat(Instant.now()).as(body).isBefore(end);
            body = browser.get(page).body();
        }
        return body;
    }

    private static String field(String body, String name) {
        Matcher found =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(body);
        assertThat(found.find()).as("%s in %s", name, body).isTrue();
        return found.group(1);
    }

    private static String secondPerson() {
        return SERVER.bean(ApiKeys.class)
                .issue("another strategist", Set.of(Role.STRATEGIST), "test")
                .block(PATIENCE)
                .secret()
                .token();
    }
}
