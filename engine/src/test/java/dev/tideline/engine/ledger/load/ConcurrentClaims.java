package dev.tideline.engine.ledger.load;

import static dev.tideline.engine.ledger.Claiming.NOON;
import static dev.tideline.engine.ledger.Claiming.USDT;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.grant.Breakers;
import dev.tideline.engine.ledger.grant.Charge;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;
import dev.tideline.engine.ledger.grant.Cost;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.engine.ledger.store.PostgresLedger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Claims from many threads over 64 budgets and a hot one, which half of the claims charge as well, while grants are posted,
 * voided, refunded and clawed back, reservations lapse, and limits rise and fall.
 */
final class ConcurrentClaims {

    static final BudgetId HOT = new BudgetId(BudgetId.Kind.CAMPAIGN, "hot");
    static final int BUDGETS = 64;
    static final long SMALLEST = 1;
    private static final long LARGEST = 500;
    private static final int CHUNK = 50;
    /** Seeds in a row would draw alike. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final Ledger ledger;
    private final Ledger bookingLast;
    private final long until;
    private final int threads;
    private final long limit;
    private final AtomicLong started;
    private final LongConsumer begun;
    private final AtomicLong claimed = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong duplicates = new AtomicLong();

    ConcurrentClaims(Database database, int claims, int threads) {
        this(database, claims, threads, 0, claims, number -> {});
    }

    /**
     * A part of the claims.
     *
     * @param claims how many claims there are in all: limits follow from it
     * @param from number of the first; whatever was asked for before under these numbers is asked for again
     * @param until number that none begins at or after
     * @param begun is told numbers as they begin
     */
    ConcurrentClaims(Database database, int claims, int threads, long from, long until, LongConsumer begun) {
        this.begun = begun;
        this.started = new AtomicLong(from);
        this.ledger = new CommittingLedger(database);
        this.bookingLast = new CommittingLedger(database, PostgresLedger::bookingLast);
        this.until = until;
        this.threads = threads;
        this.limit = claims * LARGEST / 2 / BUDGETS / 2; // about half of what is asked for
    }

    static BudgetId budget(int number) {
        return new BudgetId(BudgetId.Kind.GROUP, "g" + number);
    }

    long claimed() {
        return claimed.get();
    }

    long refused() {
        return refused.get();
    }

    long duplicates() {
        return duplicates.get();
    }

    /** Runs until all claims were made; the first failure of any thread ends it. */
    void run() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads + 1);
        try {
            CompletionService<Boolean> work = new ExecutorCompletionService<>(pool);
            for (int thread = 0; thread < threads; thread++) {
                Random random = new Random(thread);
                work.submit(work(() -> claimAndMove(random)));
            }
            Random random = new Random(-1);
            work.submit(work(() -> changeLimits(random)));
            for (int ended = 0; ended <= threads; ended++) {
                work.take().get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private Callable<Boolean> work(Runnable step) {
        return () -> {
            while (started.get() < until) {
                step.run();
            }
            return true;
        };
    }

    private void claimAndMove(Random random) {
        int count = random.nextInt(4) == 0 ? CHUNK : 1;
        long first = started.getAndAdd(count);
        begun.accept(first);
        List<Claim> wanted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // one key in ten is asked for again, now or by another thread
            long key = random.nextInt(10) == 0 ? (first + i) / 2 : first + i;
            wanted.add(claim(key, random));
        }
        for (ClaimResult result : (random.nextBoolean() ? ledger : bookingLast).claim(wanted, NOON)) {
            count(result, random);
        }
    }

    private Claim claim(long key, Random random) {
        List<Charge> charges = new ArrayList<>();
        Random byKey = new Random(key * SPREAD); // the same key always asks for the same
        charges.add(new Charge(budget(byKey.nextInt(BUDGETS)), Limits.total(USDT.ofMinor(limit))));
        if (byKey.nextBoolean()) {
            charges.add(new Charge(HOT, Limits.total(USDT.ofMinor(limit * BUDGETS / 2))));
        }
        return new Claim(
                GrantKey.of("load", "voucher", "p" + key, "once"),
                "voucher@1",
                Cost.of(USDT.ofMinor(SMALLEST + byKey.nextInt((int) LARGEST))),
                charges,
                Breakers.off(USDT),
                false,
                NOON.plus(Duration.ofMinutes(random.nextInt(10) == 0 ? 0 : 60)));
    }

    private void count(ClaimResult result, Random random) {
        if (result instanceof ClaimResult.Claimed done) {
            claimed.incrementAndGet();
            move(done.id(), random);
        } else if (result instanceof ClaimResult.Refused no) {
            refused.incrementAndGet();
            if (!no.asked().exceeds(no.left())) {
                throw new IllegalStateException("Refused although there was room: " + no);
            }
        } else {
            duplicates.incrementAndGet();
        }
    }

    /** Some are voided, some posted, and of those some come back in part or whole. */
    private void move(GrantId id, Random random) {
        int dice = random.nextInt(20);
        if (dice < 2) {
            ledger.move(id, Step.VOID, NOON);
        } else if (dice < 6) {
            ledger.move(id, Step.POST, NOON);
            if (dice == 2) {
                ledger.refund(id, USDT.ofMinor(1), NOON);
            } else if (dice == 3) {
                ledger.move(id, Step.CLAW_BACK, NOON);
            }
        }
    }

    private void changeLimits(Random random) {
        BudgetId id = random.nextInt(8) == 0 ? HOT : budget(random.nextInt(BUDGETS));
        ledger.budget(id).ifPresent(budget -> change(budget, random));
        ledger.expireDue(NOON.plus(Duration.ofMinutes(1)), 200);
    }

    private void change(Budget budget, Random random) {
        long base = budget.id().equals(HOT) ? limit * BUDGETS / 2 : limit;
        long other = base / 2 + (long) random.nextInt(1_000) * base / 1_000;
        ledger.limit(budget.id(), Limits.total(USDT.ofMinor(other)), budget.revision(), NOON);
    }
}
