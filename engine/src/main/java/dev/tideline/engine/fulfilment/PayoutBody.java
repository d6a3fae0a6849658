package dev.tideline.engine.fulfilment;

import dev.tideline.rules.incentives.Incentive;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON that tells the wallet of a payout: an event of Standard Webhooks. */
final class PayoutBody {

    private static final JsonMapper JSON = JsonMapper.shared();

    private PayoutBody() {}

    /**
     * The message.
     *
     * @param type of the incentive; null if the catalogue has the incentive no more, or none was granted, so that nobody knows
     *     whether it is given in kind: the wallet reads an empty type and a null then
     */
    static String of(Payout payout, Incentive.@Nullable Type type) {
        ObjectNode root = JSON.createObjectNode();
        root.put("type", payout.kind() == Payout.Kind.PAY ? "grant.payable" : "grant.taken_back");
        root.put("timestamp", payout.since().toString());
        ObjectNode told = root.putObject("data");
        told.put("idempotency_key", payout.idempotencyKey());
        told.put("grant_id", String.valueOf(payout.grant().number()));
        told.put("grant_key", payout.key().text());
        told.put("incentive", payout.incentive());
        told.put("incentive_type", type == null ? "" : type.name());
        told.put("in_kind", type == null ? null : type.isInKind());
        ObjectNode amount = told.putObject("amount");
        amount.put("amount", payout.amount().amountText());
        amount.put("asset", payout.amount().asset().key());
        told.put("minor_units", payout.amount().minor().toString());
        told.put("decimals", payout.amount().asset().decimals());
        told.put("user_id", payout.payee().user());
        told.put("person_id", payout.payee().person());
        told.put("address", payout.payee().address());
        return root.toString();
    }
}
