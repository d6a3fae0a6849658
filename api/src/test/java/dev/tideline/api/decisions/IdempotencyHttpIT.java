package dev.tideline.api.decisions;

import static dev.tideline.api.contract.Patience.until;
import static dev.tideline.api.decisions.Sleepers.BANNER;
import static dev.tideline.api.decisions.Sleepers.decide;
import static dev.tideline.api.decisions.Sleepers.fresh;
import static dev.tideline.api.decisions.Sleepers.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.contract.TestServer;
import dev.tideline.engine.access.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** A call that moves money is done once under its key, whatever comes between. */
class IdempotencyHttpIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Sleepers users;

    @BeforeAll
    static void dormantUsers() {
        users = Sleepers.on(SERVER, "once", 9);
    }

    private static boolean isReplayed(HttpResponse<String> answer) {
        return answer.headers().firstValue("Idempotent-Replayed").isPresent();
    }

    private static long offers(String user) {
        return SERVER.number(
                "SELECT count(*) AS n FROM offer JOIN users USING (user_no) WHERE user_id = '" + user + "'");
    }

    private static long underWay(String key) {
        return SERVER.number("SELECT count(*) AS n FROM idempotent_call WHERE status IS NULL AND key = '" + key + "'");
    }

    private static void change(String key, String assignment) {
        SERVER.database()
                .doInTransaction(transaction -> transaction
                        .sql("UPDATE idempotent_call SET " + assignment + " WHERE key = :key")
                        .bind("key", key)
                        .update());
    }

    @Test
    void aThousandRetriesEightAtOnceGetOneAnswer() throws Exception {
        String key = fresh();
        Callable<HttpResponse<String>> retry = () -> users.call(decide(users.offered(0)), BANNER, key);
        Set<String> answers = new HashSet<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<HttpResponse<String>> answer : threads.invokeAll(Collections.nCopies(1_000, retry))) {
                if (answer.get().statusCode() != 409) {
                    answers.add(answer.get().statusCode() + answer.get().body());
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(answers)
                .singleElement()
                .satisfies(answer -> assertThat(answer).startsWith("200"));
        assertThat(users.call(decide(users.offered(0)), BANNER, key).headers().firstValue("Idempotent-Replayed"))
                .hasValue("true");
        assertThat(SERVER.number("SELECT count(*) AS n FROM offer o JOIN users USING (user_no) WHERE user_id = '"
                        + users.offered(0) + "'"))
                .isEqualTo(1);
    }

    @Test
    void anotherBodyUnderTheKeyAndAMissingKeyAreRefused() {
        String key = fresh();
        assertThat(users.call(decide(users.offered(1)), BANNER, key).statusCode())
                .isEqualTo(200);
        assertThat(users.call(decide(users.offered(1)), "{\"placement\":\"home-banner\"}", key)
                        .statusCode())
                .isEqualTo(422);
        assertThat(users.call(decide(users.offered(2)), BANNER, key).statusCode())
                .isEqualTo(422);
        assertThat(users.call(decide(users.offered(1)), BANNER, null).statusCode())
                .isEqualTo(400);
        HttpRequest.Builder twice = SERVER.request("/v1/decisions/none:accept", SERVER.key(Role.PRODUCT))
                .header("Idempotency-Key", fresh())
                .header("Idempotency-Key", fresh())
                .POST(HttpRequest.BodyPublishers.noBody());
        assertThat(SERVER.send(twice).body()).contains("Send one Idempotency-Key");
    }

    @Test
    void everyCallThatMovesMoneyAsksForAKey() {
        JsonNode paths = SERVER.get("/openapi.json").get("paths");
        Set<String> asking = new HashSet<>();
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (operation.getValue().path("parameters").toString().contains("Idempotency-Key")) {
                        String address = path.getKey().replaceAll("\\{[^}]+}", "none");
                        assertThat(users.call(Role.ADMIN, address, "{}", null).statusCode())
                                .as(address)
                                .isEqualTo(400);
                        asking.add(path.getKey());
                    }
                }));
        assertThat(asking)
                .contains(
                        "/v1/users/{id}/decisions:decide",
                        "/v1/decisions/{id}:dismiss",
                        "/v1/decisions/{id}:accept",
                        "/v1/decisions/{id}:redeem",
                        "/v1/decisions/{id}:void",
                        "/v1/decisions/{id}:claw-back");
    }

    @Test
    void theSameKeyOfAnotherCallerIsAnotherKey() {
        String key = fresh();
        users.call(Role.PRODUCT, decide(users.offered(3)), BANNER, key);
        HttpResponse<String> other = users.call(Role.ADMIN, decide(users.offered(4)), BANNER, key);
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(isReplayed(other)).isFalse();
    }

    @Test
    void anAnswerIsKeptForThirtyDays() {
        String key = fresh();
        HttpResponse<String> first = users.call(decide(users.offered(5)), BANNER, key);
        change(key, "begun_at = begun_at - interval '29 days 23 hours'");
        HttpResponse<String> again = users.call(decide(users.offered(5)), BANNER, key);
        assertThat(isReplayed(again)).isTrue();
        assertThat(again.body()).isEqualTo(first.body());
        change(key, "begun_at = begun_at - interval '2 hours'");
        assertThat(isReplayed(users.call(decide(users.offered(5)), BANNER, key)))
                .isFalse();
        assertThat(offers(users.offered(5))).isEqualTo(1);
    }

    @Test
    void whileTheFirstCallIsUnderWayTheSameKeyIsAConflict() throws Exception {
        String user = users.offered(6);
        String key = fresh();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<HttpResponse<String>> first = SERVER.database().inTransaction(holder -> {
                holder.sql(
                                "SELECT person_no FROM users JOIN person USING (person_no) WHERE user_id = :user FOR UPDATE OF person")
                        .bind("user", user)
                        .one(row -> row.number("person_no"));
                Future<HttpResponse<String>> waiting = thread.submit(() -> users.call(decide(user), BANNER, key));
                until(() -> underWay(key) == 1);
                HttpResponse<String> second = users.call(decide(user), BANNER, key);
                assertThat(second.statusCode()).as(second.body()).isEqualTo(409);
                return waiting;
            });
            assertThat(json(first.get()).path("status").asString()).isEqualTo("OFFERED");
            HttpResponse<String> third = users.call(decide(user), BANNER, key);
            assertThat(isReplayed(third)).isTrue();
            assertThat(third.body()).isEqualTo(first.get().body());
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void whoHangsUpGetsTheDecisionWhenHeCallsAgain() throws Exception {
        String user = users.offered(7);
        String key = fresh();
        SERVER.database().inTransaction(holder -> {
            holder.sql(
                            "SELECT person_no FROM users JOIN person USING (person_no) WHERE user_id = :user FOR UPDATE OF person")
                    .bind("user", user)
                    .one(row -> row.number("person_no"));
            hangUp(user, key);
            return true;
        });
        until(() -> underWay(key) == 0);
        HttpResponse<String> again = users.call(decide(user), BANNER, key);
        assertThat(json(again).path("status").asString()).isEqualTo("OFFERED");
        assertThat(isReplayed(again)).isTrue();
        assertThat(offers(user)).isEqualTo(1);
    }

    private static void hangUp(String user, String key) {
        byte[] call = ("POST " + decide(user) + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + SERVER.key(Role.PRODUCT) + "\r\nIdempotency-Key: " + key
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + BANNER.length() + "\r\n\r\n"
                        + BANNER)
                .getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
            socket.getOutputStream().write(call);
            until(() -> underWay(key) == 1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aKeyWhoseServerDiedIsFreeAgainAndNothingIsPaidTwice() {
        String user = users.offered(8);
        String key = fresh();
        HttpResponse<String> first = users.call(decide(user), BANNER, key);
        change(key, "status = NULL, body = NULL, begun_at = now() - interval '1 minute'");
        assertThat(users.call(decide(user), BANNER, key).statusCode()).isEqualTo(409);
        change(key, "begun_at = now() - interval '3 minutes'");
        HttpResponse<String> again = users.call(decide(user), BANNER, key);
        assertThat(json(again).path("offers")).isEqualTo(json(first).path("offers"));
        assertThat(offers(user)).isEqualTo(1);
        assertThat(SERVER.number("SELECT count(*) AS n FROM ledger_grant WHERE grant_key LIKE '%|p-" + user + "|%'"))
                .isEqualTo(1);
    }
}
