package dev.tideline.api.decisions;

import dev.tideline.api.contract.TestServer;
import dev.tideline.engine.access.Role;
import dev.tideline.engine.arbitration.Arbiter;
import dev.tideline.engine.arbitration.given.PlaybookTerms;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.sources.FieldSources;
import dev.tideline.rules.playbook.Playbook;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Users of a server who traded 40 days ago: each is offered a fee voucher of 10 USDT, or is held out of it. */
public final class Sleepers {

    public static final String PLAYBOOK = "dormant-30-funded";
    public static final String BUDGET = "/v1/budgets/CAMPAIGN:" + PLAYBOOK;
    public static final String BANNER = "{\"placement\":\"home-banner\",\"context\":{\"device\":\"ios\"}}";

    private final TestServer server;
    private final List<String> offered;
    private final String control;

    private Sleepers(TestServer server, List<String> offered, String control) {
        this.server = server;
        this.offered = offered;
        this.control = control;
    }

    /**
     * Imports users and opens the budget.
     *
     * @param prefix of their ids; of one test class alone, since all share the server
     * @param many how many are offered something; one more is held out
     */
    public static Sleepers on(TestServer server, String prefix, int many) {
        return on(server, prefix, many, false);
    }

    /** The same of test users, or of others. */
    public static Sleepers on(TestServer server, String prefix, int many, boolean test) {
        Arbiter arbiter = arbiter(server);
        List<String> offered = of(arbiter, prefix, Outcome.GRANTED, many);
        List<String> control = of(arbiter, prefix, Outcome.CONTROL, 1);
        StringBuilder rows = new StringBuilder();
        StringBuilder events = new StringBuilder();
        offered.forEach(id -> user(rows, events, id, test));
        control.forEach(id -> user(rows, events, id, test));
        server.post("/v1/users:import", "application/x-ndjson", rows.toString());
        server.post("/v1/events", "application/x-ndjson", events.toString());
        server.database()
                .doInTransaction(
                        transaction -> transaction.execute("UPDATE playbook SET first_run = coalesce(first_run, 1)"));
        server.bean(FieldSources.class).sources().forEach(source -> fresh(server, source.name()));
        Sleepers sleepers = new Sleepers(server, offered, control.get(0));
        sleepers.put(BUDGET, "{\"total\":{\"amount\":\"100000\",\"asset\":\"USDT\"}}", null);
        return sleepers;
    }

    private static void fresh(TestServer server, String source) {
        server.database()
                .doInTransaction(transaction -> transaction
                        .sql("INSERT INTO source_watermark (source, watermark) VALUES (:source, '2100-01-01')"
                                + " ON CONFLICT (source) DO UPDATE SET watermark = excluded.watermark")
                        .bind("source", source)
                        .update());
    }

    private static Arbiter arbiter(TestServer server) {
        EvaluationPolicy policy = server.bean(EvaluationPolicy.class);
        Playbook playbook = Objects.requireNonNull(
                server.bean(RulebookHolder.class).current().playbooks().get(PLAYBOOK));
        return new Arbiter(Terms.of(
                policy.model().vocabulary().user(),
                List.of(new PlaybookTerms(playbook, playbook.version(), false, Map.of())),
                policy.limits(),
                policy.incentives(),
                policy.packs(),
                policy.salts()));
    }

    private static List<String> of(Arbiter arbiter, String prefix, Outcome arm, int many) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> prefix + "-" + i)
                .filter(id -> arbiter.arm(PLAYBOOK, "p-" + id) == arm)
                .limit(many)
                .toList();
    }

    private static void user(StringBuilder rows, StringBuilder events, String id, boolean test) {
        Instant now = Instant.now();
        Instant begun = now.minus(Duration.ofDays(100));
        rows.append("""
                {"user_id":"%s","snapshot_date":"%s","account_status":"OPEN","country_code":"BR","region_group":"GLOBAL",\
                "language":"en","timezone":"UTC","client_class":"RETAIL","risk_score":1,"total_asset":500,"person_id":"p-%s","is_test":%s}
                """.formatted(id, now.toString().substring(0, 10), id, test));
        event(events, "user.registered", id, begun, "\"country\":\"BR\"");
        event(events, "kyc.passed", id, begun.plusSeconds(30), "\"level\":2");
        event(events, "deposit.succeeded", id, begun.plusSeconds(60), "\"usdt\":\"500\"");
        event(events, "trade.executed", id, now.minus(Duration.ofDays(40)), "\"usdt\":\"500\",\"product\":\"spot\"");
        event(events, "login", id, now.minusSeconds(60), "");
    }

    private static void event(StringBuilder events, String type, String user, Instant at, String payload) {
        events.append("""
                {"event_id":"%s","type":"%s","user_id":"%s","occurred_at":"%s","received_at":"%s","source":"test",\
                "schema_version":1,"payload":{%s}}
                """.formatted(
                        UUID.nameUUIDFromBytes((type + user + at).getBytes(StandardCharsets.UTF_8)),
                        type,
                        user,
                        at,
                        at,
                        payload));
    }

    /** A user who is offered the voucher. */
    public String offered(int number) {
        return offered.get(number);
    }

    /** The user who is held out. */
    public String control() {
        return control;
    }

    /** The address that decides for a user. */
    public static String decide(String user) {
        return "/v1/users/" + user + "/decisions:decide";
    }

    /** The address that previews for a user. */
    public static String preview(String user) {
        return "/v1/users/" + user + "/decisions:preview";
    }

    /** A key that nobody has used. */
    public static String fresh() {
        return UUID.randomUUID().toString();
    }

    /** A POST by the product. */
    public HttpResponse<String> call(String path, String body, @Nullable String key) {
        return call(Role.PRODUCT, path, body, key);
    }

    /** A POST by somebody with this role. */
    public HttpResponse<String> call(Role role, String path, String body, @Nullable String key) {
        return call(server.key(role), path, body, key);
    }

    /** A POST by whoever holds this key or token. */
    public HttpResponse<String> call(String bearer, String path, String body, @Nullable String key) {
        HttpRequest.Builder request = server.request(path, bearer).header("Content-Type", "application/json");
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return server.send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A PUT by the strategist. */
    public HttpResponse<String> put(String path, String body, @Nullable String revision) {
        HttpRequest.Builder request =
                server.request(path, server.key(Role.STRATEGIST)).header("Content-Type", "application/json");
        if (revision != null) {
            request.header("If-Match", revision);
        }
        return server.send(request.PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Decides, and tells the address of the one offer that comes. */
    public String decided(String user) {
        HttpResponse<String> answer = call(decide(user), BANNER, fresh());
        return "/v1/decisions/" + json(answer).at("/offers/0/decision_id").asString(answer.body());
    }

    /** The body of an answer. */
    public static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
