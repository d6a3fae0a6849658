package dev.tideline.api.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** The events of one made-up user, from registration to his last activity. */
final class DemoJourney {

    private static final String[] PRODUCTS = {"spot", "spot", "spot", "futures", "copy", "earn"};
    private static final String[] TICKETS = {"WITHDRAWAL", "KYC", "FEE", "SLIPPAGE", "FUNDING", "OTHER"};
    private static final long DAY = 86_400;
    private static final String[] CHANNELS = {"EMAIL", "PUSH", "SMS", "TELEGRAM"};

    private final DemoUser user;
    private final Instant end;
    private final SplittableRandom random;
    private final DemoLines lines;
    private final DemoBalance balance = new DemoBalance();

    DemoJourney(DemoUser user, Instant end, SplittableRandom random, long idHigh) {
        this.user = user;
        this.end = end;
        this.random = random;
        this.lines = new DemoLines(user.id(), end, idHigh);
    }

    /** All his events as NDJSON. */
    CharSequence events() {
        Instant at = user.registeredAt();
        event(
                at,
                "user.registered",
                "\"channel\":\"" + channel() + "\",\"country\":\"" + user.home().country() + '"');
        consents(at.plusSeconds(40));
        Instant verified = after(at, 3);
        if (user.kind() == DemoUser.Kind.VISITOR) {
            rejectedKyc(verified);
        } else {
            event(verified, "kyc.passed", "\"level\":" + (1 + random.nextInt(2)));
        }
        if (user.kind().deposits()) {
            deposits(after(verified, 12));
        }
        activity(verified);
        new DemoLooks(user, end, random).tell(verified, lines);
        if (user.kind().deposits()) {
            withdrawals();
        } else if (user.kind() == DemoUser.Kind.VERIFIED && user.lastActiveDaysAgo() == 0) {
            event(end.minusSeconds(random.nextLong(90_000)), "deposit.failed", amount(user.size()));
        }
        return lines.text();
    }

    /** What his deposits, withdrawals, fees and results left; to be asked after {@link #events}. */
    DemoBalance balance() {
        return balance;
    }

    private String channel() {
        String[] channels = {"ORGANIC", "PAID", "REFERRAL", "KOL"};
        return channels[random.nextInt(channels.length)];
    }

    private void consents(Instant at) {
        for (String channel : CHANNELS) {
            int chance = random.nextInt(10);
            if (chance < 8) {
                event(
                        at,
                        "consent.changed",
                        "\"channel\":\"" + channel + "\",\"status\":\"" + (chance < 7 ? "GRANTED" : "DENIED")
                                + "\",\"text_version\":\"2026-01\"");
            }
        }
    }

    private void rejectedKyc(Instant at) {
        if (random.nextInt(4) == 0) {
            event(at, "kyc.rejected", "\"level\":1,\"reason\":\"DOCUMENT\"");
        }
    }

    private void deposits(Instant first) {
        int deposits = 1 + random.nextInt(user.kind().trades() ? 3 : 1);
        for (int i = 0; i < deposits; i++) {
            Instant at = i == 0 ? first : between(first);
            if (random.nextInt(25) == 0) {
                event(at.minusSeconds(600), "deposit.failed", amount(user.size()));
            }
            int usdt = user.size() * (2 + random.nextInt(6));
            balance.move(at, usdt);
            event(at, "deposit.succeeded", amount(usdt));
        }
    }

    /** One in four takes out a part; of those long gone, one in four takes out all. */
    private void withdrawals() {
        Instant last = end.minus(Duration.ofDays(user.lastActiveDaysAgo())).plusSeconds(14_400);
        boolean leaves = user.lastActiveDaysAgo() > 10 && random.nextInt(4) == 0;
        int held = balance.before(last);
        if (held > 1 && (leaves || random.nextInt(4) == 0)) {
            withdrawal(last, leaves ? held : held * (2 + random.nextInt(7)) / 10);
        }
    }

    private void withdrawal(Instant at, int usdt) {
        String id = "\"withdrawal_id\":\"w-" + user.index() + '-' + lines.count() + "\",";
        String amount = amount(usdt);
        event(at, "withdrawal.requested", id + amount);
        if (random.nextInt(30) > 0) {
            event(at.plusSeconds(900), "withdrawal.completed", id + amount);
            balance.move(at.plusSeconds(900), -usdt);
        }
    }

    private void activity(Instant from) {
        int sessions = switch (user.kind()) {
            case VISITOR -> 2;
            case VERIFIED, DEPOSITOR -> 4;
            case CASUAL -> 5;
            case REGULAR -> 12;
            case WHALE -> 16;
        };
        long days = Math.max(1, Duration.between(from, end).toDays());
        for (int i = 0; i < Math.min(sessions, 1 + days / 2); i++) {
            Instant at = between(from);
            event(at, "login", "\"device\":\"mobile\"");
            if (user.kind().trades()) {
                session(at.plusSeconds(60));
            }
        }
        if (random.nextInt(12) == 0) {
            ticket(between(from));
        }
    }

    private void session(Instant start) {
        int trades = 1 + random.nextInt(3);
        for (int i = 0; i < trades; i++) {
            String product = PRODUCTS[random.nextInt(PRODUCTS.length)];
            int usdt = user.size() * (1 + random.nextInt(4));
            balance.move(start.plusSeconds(30L * i), -usdt / 1_000 - 1);
            event(
                    start.plusSeconds(30L * i),
                    "trade.executed",
                    "\"product\":\"" + product
                            + "\",\"symbol\":\"BTCUSDT\",\"side\":\"" + (random.nextBoolean() ? "BUY" : "SELL") + "\","
                            + amount(usdt) + ",\"fee_usdt\":\"" + usdt / 1_000 + '.' + (100 + usdt % 900) + '"');
            if (product.equals("futures")) {
                close(start.plusSeconds(3_600L + 30L * i), usdt);
            }
        }
    }

    private void close(Instant at, int usdt) {
        boolean liquidated = random.nextInt(60) == 0;
        int pnl = random.nextInt(usdt) / 5 - usdt / 10;
        balance.move(at, liquidated ? -usdt / 3 : pnl);
        event(
                at,
                liquidated ? "position.liquidated" : "position.closed",
                "\"pnl\":\"" + (liquidated ? -usdt / 3 : pnl) + '"');
    }

    private void ticket(Instant at) {
        String id = "\"id\":\"t-" + user.index() + "\",";
        String category = TICKETS[random.nextInt(TICKETS.length)];
        event(
                at,
                "ticket.created",
                id + "\"category\":\"" + category + "\",\"priority\":\"NORMAL\",\"sentiment\":\"-0."
                        + random.nextInt(10) + '"');
        if (random.nextInt(3) > 0) {
            event(at.plus(Duration.ofHours(5)), "ticket.solved", id + "\"csat\":" + (1 + random.nextInt(5)));
        }
    }

    private static String amount(int usdt) {
        return "\"usdt\":\"" + usdt + ".00\"";
    }

    private Instant after(Instant at, int mostDays) {
        return at.plusSeconds(random.nextLong(mostDays * DAY) + 600);
    }

    private Instant between(Instant from) {
        long last = end.minus(Duration.ofDays(user.lastActiveDaysAgo())).getEpochSecond();
        long span = Math.max(1, last - from.getEpochSecond());
        return from.plusSeconds(random.nextLong(span));
    }

    private void event(Instant at, String type, String payload) {
        lines.event(at, type, payload);
    }
}
