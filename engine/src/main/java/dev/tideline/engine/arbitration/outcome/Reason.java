package dev.tideline.engine.arbitration.outcome;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The reasons that arbitration and the check at sending give, all of them; guardrails add their own. Codes are stable.
 */
public final class Reason {

    public static final String GRANTED = "GRANTED";
    public static final String HELD_OUT = "HELD_OUT";
    public static final String WAITS_FOR_REVIEW = "WAITS_FOR_REVIEW";
    public static final String INELIGIBLE_ACCOUNT_STATUS = "INELIGIBLE_ACCOUNT_STATUS";
    public static final String INELIGIBLE_REGION = "INELIGIBLE_REGION";
    public static final String INELIGIBLE_COOLING_OFF = "INELIGIBLE_COOLING_OFF";
    public static final String INELIGIBLE_CONSENT = "INELIGIBLE_CONSENT";
    public static final String INELIGIBLE_LIST = "INELIGIBLE_LIST";
    public static final String INELIGIBLE_NOT_INCLUDED = "INELIGIBLE_NOT_INCLUDED";
    public static final String INELIGIBLE_EXCLUDED = "INELIGIBLE_EXCLUDED";
    public static final String INELIGIBLE_INCENTIVE = "INELIGIBLE_INCENTIVE";
    public static final String INELIGIBLE_TERMS = "INELIGIBLE_TERMS";
    public static final String RAMP = "RAMP";
    public static final String WITHOUT_INCENTIVE = "WITHOUT_INCENTIVE";
    public static final String WITHOUT_TOUCH = "WITHOUT_TOUCH";
    public static final String ALREADY_GRANTED = "ALREADY_GRANTED";
    public static final String COOLDOWN = "COOLDOWN";
    public static final String NOT_ENTERED = "NOT_ENTERED";
    public static final String STALE_DATA = "STALE_DATA";
    public static final String LOST_TO = "LOST_TO";
    public static final String CONTACT_CAP = "CONTACT_CAP";
    public static final String CONTACT_CHANNEL_CAP = "CONTACT_CHANNEL_CAP";
    public static final String CAP_PERSON = "CAP_PERSON";
    public static final String CAP_VALUE = "CAP_VALUE";
    public static final String CAP_OFFERS = "CAP_OFFERS";
    public static final String CAP_OPEN_VOUCHERS = "CAP_OPEN_VOUCHERS";
    public static final String CAP_NOT_COMBINABLE = "CAP_NOT_COMBINABLE";
    public static final String CAP_GROUP = "CAP_GROUP";
    public static final String CAP_CLUSTER = "CAP_CLUSTER";
    public static final String CAP_ASSET = "CAP_ASSET";
    public static final String PLACEMENT_FULL = "PLACEMENT_FULL";
    public static final String BUDGET_UNKNOWN = "BUDGET_UNKNOWN";
    public static final String BUDGET_OTHER_ASSET = "BUDGET_OTHER_ASSET";
    public static final String BUDGET_EXHAUSTED = "BUDGET_EXHAUSTED";
    public static final String BUDGET_CLOSED = "BUDGET_CLOSED";
    public static final String HELD_BY_BREAKER = "HELD_BY_BREAKER";
    public static final String HELD_BY_RISK = "HELD_BY_RISK";
    public static final String RELEASE_REFUSED = "RELEASE_REFUSED";
    public static final String RISK_DENIED = "RISK_DENIED";
    public static final String RISK_TIMEOUT = "RISK_TIMEOUT";
    public static final String RISK_UNREACHABLE = "RISK_UNREACHABLE";
    public static final String RISK_MALFORMED = "RISK_MALFORMED";
    public static final String RISK_NOT_ASKED = "RISK_NOT_ASKED";

    public static final String EXPIRED = "EXPIRED";
    public static final String PLAYBOOK_PAUSED = "PLAYBOOK_PAUSED";
    public static final String NOT_EVALUATED = "NOT_EVALUATED";
    public static final String RULE_NO_LONGER_HOLDS = "RULE_NO_LONGER_HOLDS";
    public static final String CHANNEL_NO_LONGER_FIRST = "CHANNEL_NO_LONGER_FIRST";

    private static final Map<String, String> MEANINGS = meanings();
    private static final Map<String, String> AT_SENDING = atSendingMeanings();

    private Reason() {}

    /** Every code with one sentence of meaning, in the order of the steps that give them. */
    public static Map<String, String> catalogue() {
        return MEANINGS;
    }

    /** Every code that only the check at sending gives, with one sentence of meaning. It gives those of gates as well. */
    public static Map<String, String> atSending() {
        return AT_SENDING;
    }

    /** The reason of a candidate that lost its exclusivity group to a playbook: {@code LOST_TO(churned-90)}. */
    public static String lostTo(String playbook) {
        return LOST_TO + "(" + playbook + ")";
    }

    /** Whether the ledger keeps a grant that waits for this reason until a person releases it. */
    public static boolean isHeld(@Nullable String reason) {
        return HELD_BY_BREAKER.equals(reason) || HELD_BY_RISK.equals(reason);
    }

    /** Whether a guardrail spares the user a promotion for now. */
    public static boolean isSuppression(String reason) {
        return reason.startsWith("SUPPRESSED_");
    }

    /** Whether the risk service, or its silence, gave this reason. */
    public static boolean isOfRisk(String reason) {
        return RISK.contains(reason);
    }

    /** The reasons that risk gave by its silence, or since it was not asked: another time it may allow. */
    public static Set<String> silences() {
        return SILENCES;
    }

    /** The code of a reason, without what it names: {@code LOST_TO} of {@code LOST_TO(churned-90)}. */
    public static String code(String reason) {
        int named = reason.indexOf('(');
        return named < 0 ? reason : reason.substring(0, named);
    }

    private static final Set<String> SILENCES = Set.of(RISK_TIMEOUT, RISK_UNREACHABLE, RISK_MALFORMED, RISK_NOT_ASKED);

    private static final Set<String> RISK =
            Set.of(RISK_DENIED, RISK_TIMEOUT, RISK_UNREACHABLE, RISK_MALFORMED, RISK_NOT_ASKED);

    private static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put(GRANTED, "Nothing spoke against it.");
        meanings.put(
                HELD_OUT, "It would have been granted, but the person is held out so that the effect can be measured.");
        meanings.put(WAITS_FOR_REVIEW, "It speaks of an incentive that waits for a person's review.");
        meanings.put(INELIGIBLE_ACCOUNT_STATUS, "The account is not open, or its state is not known.");
        meanings.put(
                INELIGIBLE_REGION,
                "A jurisdiction pack bars it; the values name pack, version and clause. A region that is not known is barred too.");
        meanings.put(
                INELIGIBLE_COOLING_OFF,
                "A first-time investor in the United Kingdom has his first 24 hours to himself; the values name the clause.");
        meanings.put(INELIGIBLE_CONSENT, "The user has consented to none of its channels.");
        meanings.put(INELIGIBLE_LIST, "The user is on a list of those to be left alone.");
        meanings.put(
                INELIGIBLE_NOT_INCLUDED, "The playbook is for users on its include lists, and the user is on none.");
        meanings.put(INELIGIBLE_EXCLUDED, "The user is on a list that the playbook excludes.");
        meanings.put(
                INELIGIBLE_INCENTIVE, "The catalogue has no such incentive, or a service message must not carry one.");
        meanings.put(
                INELIGIBLE_TERMS,
                "The terms of the incentive leave the user out; of his region, client class and KYC level the values name what is not in them.");
        meanings.put(
                RAMP, "The playbook acts for a share of persons, which the values name, and the person is not in it.");
        meanings.put(WITHOUT_INCENTIVE, "The incentive that it speaks of was refused.");
        meanings.put(WITHOUT_TOUCH, "No touch could tell the user of it now; it is tried again with its touches.");
        meanings.put(ALREADY_GRANTED, "It was granted as often as its playbook allows for this occurrence.");
        meanings.put(COOLDOWN, "The playbook acted for the person too short a time ago.");
        meanings.put(
                NOT_ENTERED,
                "The rule fitted already when the playbook went live, and it starts with those who enter.");
        meanings.put(
                STALE_DATA,
                "The rule, or for an incentive a guardrail, reads a field whose source is older than it may be.");
        meanings.put(
                LOST_TO,
                "Written LOST_TO(key): the playbook of this key ranks better and took the last room of their exclusivity group.");
        meanings.put(CONTACT_CAP, "The person has been contacted as often as a contact cap allows.");
        meanings.put(
                CONTACT_CHANNEL_CAP,
                "The person has been contacted over its channels as often as a contact cap allows.");
        meanings.put(CAP_PERSON, "The incentives granted to the person reach the cap for one person.");
        meanings.put(
                CAP_VALUE,
                "Incentives of 30 days would be expected to cost more than the fees of the user allow; a message that is not about the incentive still goes.");
        meanings.put(CAP_OFFERS, "The person has been granted as many incentives lately as he may at a time.");
        meanings.put(CAP_OPEN_VOUCHERS, "The person has as many open incentives as he may.");
        meanings.put(
                CAP_NOT_COMBINABLE,
                "The person has an open incentive of the same product, and one of the two may not be combined; the values name it.");
        meanings.put(
                CAP_ASSET,
                "The caps for one person count in another asset than the incentive, so that nobody knows whether it fits.");
        meanings.put(CAP_GROUP, "The incentives that a group of playbooks granted the person reach its cap.");
        meanings.put(
                CAP_CLUSTER, "The account is in a cluster of a device or IP address that is too large for incentives.");
        budgetMeanings(meanings);
        meanings.put(
                PLACEMENT_FULL,
                "Nothing spoke against it, but better ones have every place of the screen that was asked for; the values name the placement and how many it shows.");
        return Collections.unmodifiableMap(meanings);
    }

    private static void budgetMeanings(Map<String, String> meanings) {
        meanings.put(
                BUDGET_UNKNOWN,
                "The playbook has no budget, so that it grants nothing; the values name the one that it needs.");
        meanings.put(
                BUDGET_OTHER_ASSET,
                "What it costs cannot be counted: nobody says what its asset is worth, or a budget counts another asset.");
        meanings.put(
                BUDGET_EXHAUSTED,
                "A budget lacks room for it; the values name the budget, what it has left, what was asked and by how much it is short. Where there was not enough for all who asked in a run, they say where the person stood among them.");
        meanings.put(BUDGET_CLOSED, "A budget is closed.");
        meanings.put(
                HELD_BY_BREAKER,
                "It waits for a person's release: a grant or a run is larger than it may be without one; the values name the breaker.");
        meanings.put(HELD_BY_RISK, "It waits for a person's release since the risk service said hold.");
        meanings.put(
                RELEASE_REFUSED,
                "A person has voided it while a breaker or risk held it: it is not granted again for the same occurrence.");
        meanings.put(RISK_DENIED, "The risk service said deny; the values hold its code.");
        meanings.put(RISK_TIMEOUT, "The risk service did not answer in time. A sweep asks again after an hour.");
        meanings.put(RISK_UNREACHABLE, "The risk service could not be asked. A sweep asks again after an hour.");
        meanings.put(
                RISK_MALFORMED, "What the risk service answered cannot be read. A sweep asks again after an hour.");
        meanings.put(RISK_NOT_ASKED, "It came up only after the risk service was asked.");
    }

    private static Map<String, String> atSendingMeanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put(EXPIRED, "The decision stood no longer when the touch could have gone.");
        meanings.put(PLAYBOOK_PAUSED, "The playbook, or everything, is paused.");
        meanings.put(
                NOT_EVALUATED,
                "The user is gone, a limit of the rules cut his evaluation, or none has granted it yet.");
        meanings.put(RULE_NO_LONGER_HOLDS, "The promotional rule no longer fits the user.");
        meanings.put(CHANNEL_NO_LONGER_FIRST, "It would go over another channel now.");
        return Collections.unmodifiableMap(meanings);
    }
}
