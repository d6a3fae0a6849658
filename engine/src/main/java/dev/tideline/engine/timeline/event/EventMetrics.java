package dev.tideline.engine.timeline.event;

import static dev.tideline.engine.timeline.event.Payload.amount;
import static dev.tideline.engine.timeline.event.Payload.flag;
import static dev.tideline.engine.timeline.event.Payload.key;
import static dev.tideline.engine.timeline.event.Payload.text;

import dev.tideline.engine.timeline.cells.Bytes;
import dev.tideline.engine.timeline.cells.Metric;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** What each type of event changes in its day. */
final class EventMetrics {

    private EventMetrics() {}

    static void add(String type, JsonNode payload, EventCells into) {
        switch (type.substring(0, Math.max(type.indexOf('.'), 0))) {
            case "trade" -> trade(payload, into);
            case "deposit" -> deposit(type, payload, into);
            case "withdrawal" -> withdrawal(type, payload, into);
            case "position" -> position(type, payload, into);
            case "product" -> product(text(payload, "product"), into);
            case "incentive" -> incentive(type, payload, into);
            case "touch" -> touch(type, payload, into);
            case "ticket" -> TicketRecords.add(type, payload, into);
            case "" -> into.mark(Metric.LAST_LOGIN);
            default -> IdentityMetrics.add(type, payload, into);
        }
    }

    private static void trade(JsonNode payload, EventCells into) {
        String product = product(text(payload, "product"), into);
        long volume = amount(payload, "usdt");
        into.add(Metric.TRADES, 1);
        into.add(Metric.VOLUME, volume);
        into.add(Metric.FEES, amount(payload, "fee_usdt"));
        if (product.equals(Products.SPOT)) {
            into.add(Metric.SPOT_TRADES, 1);
            into.add(Metric.SPOT_VOLUME, volume);
        } else if (product.equals(Products.FUTURES)) {
            into.mark(Metric.FIRST_FUTURES_TRADE);
            into.add(Metric.FUTURES_VOLUME, volume);
        }
        if (flag(payload, "bonus_funded")) {
            into.mark(Metric.FIRST_BONUS_TRADE);
        } else {
            into.mark(Metric.FIRST_OWN_TRADE);
            into.mark(Metric.LAST_OWN_TRADE);
        }
    }

    private static String product(String given, EventCells into) {
        String product = given.strip().toLowerCase(Locale.ROOT);
        long bit = Products.bit(product);
        if (bit != 0) {
            into.add(Metric.PRODUCTS, bit);
        } else if (!product.isEmpty()) {
            into.word(Metric.OTHER_PRODUCTS, product);
        }
        return product;
    }

    private static void deposit(String type, JsonNode payload, EventCells into) {
        if (flag(payload, "internal")) {
            return;
        }
        if (type.equals("deposit.succeeded")) {
            into.add(Metric.DEPOSITS, 1);
            into.add(Metric.DEPOSITED, amount(payload, "usdt"));
            into.mark(Metric.FIRST_DEPOSIT);
            into.mark(Metric.LAST_DEPOSIT);
        } else {
            into.record(Metric.FAILED_DEPOSITS, new Bytes());
        }
    }

    private static void withdrawal(String type, JsonNode payload, EventCells into) {
        long usdt = amount(payload, "usdt");
        int kind = switch (type) {
            case "withdrawal.requested" -> Records.OPENED;
            case "withdrawal.completed" -> Records.COMPLETED;
            default -> Records.CLOSED;
        };
        if (kind == Records.COMPLETED) {
            into.add(Metric.WITHDRAWN, usdt);
        }
        String id = text(payload, "withdrawal_id");
        long key =
                id.isEmpty() ? key("amount", usdt == 0 ? text(payload, "amount") : Long.toString(usdt)) : key("id", id);
        into.record(Metric.WITHDRAWALS, new Bytes().put(kind).eightBytes(key).unsigned(Math.max(usdt, 0)));
    }

    private static void position(String type, JsonNode payload, EventCells into) {
        if (!type.equals("position.opened")) {
            into.add(Metric.PNL, amount(payload, "pnl"));
        }
        if (type.equals("position.liquidated")) {
            into.add(Metric.LIQUIDATIONS, 1);
        }
    }

    private static void incentive(String type, JsonNode payload, EventCells into) {
        boolean granted = type.equals("incentive.granted");
        if (granted) {
            into.add(Metric.INCENTIVE_COST, amount(payload, "cost"));
            into.mark(Metric.LAST_INCENTIVE);
        }
        boolean ended = type.equals("incentive.used")
                || type.equals("incentive.expired")
                || type.equals("incentive.clawed_back");
        if (granted || ended) {
            int kind = granted ? Records.OPENED : Records.CLOSED;
            into.record(Metric.VOUCHERS, new Bytes().put(kind).eightBytes(key("", text(payload, "decision_id"))));
        }
    }

    private static void touch(String type, JsonNode payload, EventCells into) {
        if (type.equals("touch.sent")) {
            String kind = text(payload, "class").toLowerCase(Locale.ROOT);
            boolean promotional = kind.isEmpty() || kind.equals("promotional");
            String channel = text(payload, "channel").toUpperCase(Locale.ROOT);
            into.record(Metric.TOUCHES, (promotional ? Records.PROMOTIONAL : Records.OTHER_CLASS) + channel);
        } else if (type.equals("touch.clicked")) {
            into.add(Metric.CLICKS, 1);
        }
    }
}
