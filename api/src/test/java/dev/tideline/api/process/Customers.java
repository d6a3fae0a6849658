package dev.tideline.api.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * Users who are shown offers and take or leave them, from several threads, while limits change. What was answered to them
 * is kept, to be compared with what the ledger says.
 */
final class Customers {

    private static final int THREADS = 8;

    private final Caller caller;
    private final Market market;
    private final int many;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> statuses = new ConcurrentHashMap<>();
    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    private final List<Future<?>> threads = new ArrayList<>();

    Customers(Caller caller, Market market, int many) {
        this.caller = caller;
        this.market = market;
        this.many = many;
    }

    /** Lets them come. */
    void start() {
        for (int thread = 0; thread < THREADS; thread++) {
            threads.add(pool.submit(this::serve));
        }
    }

    private void serve() {
        for (int number = next.getAndIncrement(); number < many; number = next.getAndIncrement()) {
            come(number, new Random(number * 0x9E3779B97F4A7C15L));
            answered.incrementAndGet();
        }
    }

    /** Whether so many have been served; fails as soon as a thread has. */
    boolean served(int number) throws Exception {
        for (Future<?> thread : threads) {
            if (thread.isDone()) {
                thread.get();
            }
        }
        return answered.get() >= number;
    }

    /** Waits until all have been served. */
    void awaitAll() throws Exception {
        for (Future<?> thread : threads) {
            thread.get();
        }
        pool.shutdown();
    }

    void stop() {
        pool.shutdownNow();
    }

    /** Offers that were answered, with the last state that was told. */
    Map<String, String> states() {
        return Map.copyOf(states);
    }

    /** How often a status, with its reason if it was NOTHING, was the answer to a decision. */
    int answers(String status) {
        return statuses.getOrDefault(status, new AtomicInteger()).get();
    }

    @Override
    public String toString() {
        return "answers " + statuses;
    }

    private void come(int number, Random random) {
        if (number % 10 == 0) {
            changeLimit(random);
        }
        boolean again = number % 10 == 9;
        String user = Market.user(again ? number - 1 - random.nextInt(8) : number);
        String screen = List.of("till", "till", "counter", "flash").get(random.nextInt(4));
        Caller.Answer decided = move(
                "/v1/users/" + user + "/decisions:decide",
                "{\"placement\":\"" + screen + "\"}",
                "decide-" + number,
                random);
        assertThat(decided.ok()).as("%s", decided).isTrue();
        JsonNode answer = decided.json();
        statuses.computeIfAbsent(status(answer), status -> new AtomicInteger()).incrementAndGet();
        if (!again && answer.path("offers").size() == 1) {
            String id = answer.at("/offers/0/decision_id").asString();
            states.put(id, "OPEN");
            turns(random).forEach(turn -> turn(id, turn, random));
        }
    }

    /** The status, and of nothing the reason. */
    private static String status(JsonNode answer) {
        String status = answer.path("status").asString();
        List<String> reasons = new ArrayList<>();
        answer.path("others").forEach(other -> reasons.add(other.path("reason").asString()));
        return status.equals("NOTHING") ? status + " " + reasons : status;
    }

    private static List<String> turns(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> List.of("accept");
            case 1 -> List.of("accept", "redeem");
            case 2 -> List.of("accept", "redeem", "claw-back");
            case 3 -> List.of("accept", "void");
            case 4 -> List.of("void");
            case 5 -> List.of("seen", "dismiss");
            default -> List.of();
        };
    }

    /** 409 where the offer has lapsed, or nothing is left for it. */
    private void turn(String id, String turn, Random random) {
        Caller.Answer done = move("/v1/decisions/" + id + ":" + turn, "", turn + "-" + id, random);
        assertThat(done.status()).as("%s", done).isIn(200, 409);
        if (done.ok()) {
            states.put(id, done.json().path("state").asString());
        }
    }

    /** One call in four is made again under its key. */
    private Caller.Answer move(String path, String body, String key, Random random) {
        Caller.Answer first = caller.move(path, body, key);
        if (random.nextInt(4) == 0 && !path.endsWith(":seen")) {
            Caller.Answer again = caller.move(path, body, key);
            assertThat(again.replayed()).as("%s", again).isTrue();
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.status()).isEqualTo(first.status());
        }
        return first;
    }

    /** Between half of the most and the most; another may have been faster. */
    private void changeLimit(Random random) {
        String budget = random.nextInt(3) == 0 ? Market.HOT : Market.budget(random.nextInt(Market.BANDS));
        Caller.Answer now = caller.get("/v1/budgets/" + budget);
        if (now.ok()) {
            int most = market.most(budget);
            int status = caller.put("/v1/budgets/" + budget, total(most - random.nextInt(most / 2)), now.revision())
                    .status();
            assertThat(status).isIn(200, 412);
        }
    }

    static String total(int usdt) {
        return "{\"total\":{\"amount\":\"" + usdt + "\",\"asset\":\"USDT\"}}";
    }
}
