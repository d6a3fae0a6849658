package dev.tideline.engine.campaign;

import dev.tideline.engine.ledger.pool.Airdrop;
import dev.tideline.rules.money.Asset;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Terms as the database keeps them; every number is text. */
final class TermsJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private TermsJson() {}

    static String of(WalletTerms terms) {
        ObjectNode root = JSON.createObjectNode();
        put(root.putObject("token"), terms.pool().asset());
        put(root.putObject("reference"), terms.reference());
        root.put("pool", terms.pool().amountText());
        root.put("price", terms.price().toPlainString());
        root.put("basis", terms.basis().name());
        ArrayNode tiers = root.putArray("tiers");
        terms.tiers()
                .forEach(tier -> tiers.addObject()
                        .put("volume", tier.volume().toPlainString())
                        .put("multiplier", tier.multiplier().toPlainString()));
        ArrayNode early = root.putArray("early");
        terms.early()
                .forEach(step -> early.addObject()
                        .put("until", step.until().toString())
                        .put("multiplier", step.multiplier().toPlainString()));
        return root.toString();
    }

    private static void put(ObjectNode node, Asset asset) {
        node.put("key", asset.key()).put("decimals", asset.decimals());
    }

    static WalletTerms read(String text) {
        JsonNode root = JSON.readTree(text);
        List<WalletTerms.Tier> tiers = new ArrayList<>();
        root.get("tiers")
                .forEach(tier ->
                        tiers.add(new WalletTerms.Tier(decimal(tier.get("volume")), decimal(tier.get("multiplier")))));
        List<WalletTerms.Early> early = new ArrayList<>();
        root.get("early")
                .forEach(step -> early.add(new WalletTerms.Early(
                        LocalDate.parse(step.get("until").asString()), decimal(step.get("multiplier")))));
        return new WalletTerms(
                asset(root.get("token")).of(root.get("pool").asString()),
                asset(root.get("reference")),
                decimal(root.get("price")),
                Airdrop.Basis.valueOf(root.get("basis").asString()),
                tiers,
                early);
    }

    private static Asset asset(JsonNode node) {
        return new Asset(node.get("key").asString(), node.get("decimals").asInt());
    }

    private static BigDecimal decimal(JsonNode node) {
        return new BigDecimal(node.asString());
    }
}
