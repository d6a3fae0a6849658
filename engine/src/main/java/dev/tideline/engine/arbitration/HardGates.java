package dev.tideline.engine.arbitration;

import dev.tideline.engine.arbitration.given.Guardrails;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.incentives.Eligibility;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.language.Effect;
import dev.tideline.rules.playbook.Playbook;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Step 2: what a candidate may not do whatever its rank. Fails closed. */
final class HardGates {

    private static final Set<String> PERSONAL = Set.of("INELIGIBLE_SANCTIONS", "INELIGIBLE_SELF_EXCLUSION");

    private static final Comparator<Effect> ORDER =
            Comparator.comparing(Effect::reason).thenComparing(Effect::toString);

    private final Incentives catalogue;
    private final Guardrails guardrails;
    private final Field accountStatus;
    private final Field lists;
    private final Field region;
    private final Field clientClass;
    private final Field kycLevel;
    private final Consents consents;

    HardGates(Terms terms) {
        catalogue = terms.incentives();
        guardrails = terms.guardrails();
        accountStatus = terms.userSchema().require("account_status");
        lists = terms.userSchema().require("lists");
        region = terms.userSchema().require("region_group");
        clientClass = terms.userSchema().require("client_class");
        kycLevel = terms.userSchema().require("kyc_level");
        consents = new Consents(terms.userSchema());
    }

    Stream<Field> reads() {
        return Stream.concat(Stream.of(accountStatus, lists, region, clientClass, kycLevel), consents.reads().stream());
    }

    /** What guardrails say of the human behind an account, so that it holds for all accounts of the person. */
    static List<Effect> personal(PersonCase person) {
        return person.accounts().stream()
                .flatMap(account -> account.effects().stream())
                .filter(HardGates::isPersonal)
                .toList();
    }

    static boolean isPersonal(Effect effect) {
        return PERSONAL.contains(effect.reason());
    }

    /**
     * Drops what may not be.
     *
     * @param personal what {@link #personal} found
     */
    void apply(Entry entry, List<Effect> personal) {
        listGates(entry);
        List<Effect> effects = Stream.concat(entry.account().effects().stream(), personal.stream())
                .distinct()
                .sorted(ORDER)
                .toList();
        effects.forEach(effect -> refuse(entry, effect, guardrails.grounds(effect, entry.user())));
        if (entry.is(CandidateClass.PROMOTIONAL) || entry.is(CandidateClass.GOODWILL)) {
            plainGates(entry);
        }
        incentiveGate(entry);
        consents.apply(entry);
        loseWithoutIncentive(entry);
        effects.forEach(effect -> review(entry, effect));
    }

    /** Binds audiences too: who is not to get it is not to be in its audience either. */
    private void listGates(Entry entry) {
        Playbook.Lists wanted = entry.terms().playbook().lists();
        Set<String> on = entry.user().texts(lists.slot());
        if (!wanted.include().isEmpty() && wanted.include().stream().noneMatch(on::contains)) {
            entry.drop(
                    slot -> true,
                    Reason.INELIGIBLE_NOT_INCLUDED,
                    Map.of("include", String.join(",", wanted.include())));
        }
        TreeSet<String> excluded = new TreeSet<>(wanted.exclude());
        excluded.retainAll(on);
        if (!excluded.isEmpty()) {
            entry.drop(slot -> true, Reason.INELIGIBLE_EXCLUDED, Map.of("exclude", String.join(",", excluded)));
        }
    }

    private void refuse(Entry entry, Effect effect, SortedMap<String, String> grounds) {
        if (effect instanceof Effect.Sparing sparing) {
            if (!entry.is(sparing.spared())) {
                refuse(entry, sparing.refused(), grounds);
            }
        } else if (effect instanceof Effect.Refuse refuse) {
            SortedMap<String, String> values = new TreeMap<>(grounds);
            values.put("refuse", refuse.target().name());
            entry.drop(refused(entry, refuse.target()), effect.reason(), values);
        } else if (effect instanceof Effect.RefuseIncentives refuse) {
            entry.drop(slot -> type(slot).filter(refuse.types()::contains).isPresent(), effect.reason(), grounds);
        } else if (effect instanceof Effect.RefuseIncentivesExcept refuse) {
            entry.drop(
                    slot -> slot.isIncentive()
                            && type(slot).filter(refuse.types()::contains).isEmpty(),
                    effect.reason(),
                    grounds);
        } else if (effect instanceof Effect.RefuseMessagesAbout refuse) {
            refuseMessages(entry, refuse, grounds);
        }
    }

    /** Those of other classes inform or warn of what the user has. */
    private static void refuseMessages(
            Entry entry, Effect.RefuseMessagesAbout refuse, SortedMap<String, String> grounds) {
        if (entry.is(CandidateClass.PROMOTIONAL)) {
            for (String product : refuse.products()) {
                SortedMap<String, String> values = new TreeMap<>(grounds);
                values.put("product", product);
                entry.drop(
                        slot -> entry.about(slot)
                                .filter(about -> about.name().equals(product))
                                .isPresent(),
                        refuse.reason(),
                        values);
            }
        }
    }

    private static Predicate<Slot> refused(Entry entry, Effect.Target target) {
        return switch (target) {
            case INCENTIVES -> Slot::isIncentive;
            case PROMOTION -> slot -> entry.is(CandidateClass.PROMOTIONAL) && !slot.isSegment();
            case MESSAGES -> Slot::speaks;
        };
    }

    private Optional<String> type(Slot slot) {
        return slot.isIncentive()
                ? catalogue.named(slot.part().key()).map(Incentive::type).map(Enum::name)
                : Optional.empty();
    }

    private void plainGates(Entry entry) {
        String status = String.valueOf(entry.user().text(accountStatus.slot()));
        if (!status.equals("OPEN")) {
            entry.drop(
                    slot -> !slot.isSegment(),
                    Reason.INELIGIBLE_ACCOUNT_STATUS,
                    Map.of(accountStatus.column(), status));
        }
        TreeSet<String> lists = new TreeSet<>(entry.account().exclusionLists());
        if (!lists.isEmpty()) {
            entry.drop(slot -> !slot.isSegment(), Reason.INELIGIBLE_LIST, Map.of("lists", String.join(",", lists)));
        }
    }

    private void incentiveGate(Entry entry) {
        entry.drop(
                slot -> slot.isIncentive()
                        && (entry.is(CandidateClass.SERVICE) || type(slot).isEmpty()),
                Reason.INELIGIBLE_INCENTIVE,
                Map.of("class", entry.candidateClass().name()));
        if (!entry.is(CandidateClass.CONTRACTUAL)) {
            entry.open().filter(Slot::isIncentive).toList().forEach(slot -> termsGate(entry.user(), slot));
        }
    }

    /** What was earned is owed, whoever earned it: of contractual candidates this is not asked. */
    private void termsGate(User user, Slot slot) {
        catalogue
                .named(slot.part().key())
                .map(incentive -> leavingOut(user, incentive))
                .filter(values -> !values.isEmpty())
                .ifPresent(values -> slot.drop(Reason.INELIGIBLE_TERMS, values));
    }

    /** What of the user is not in the terms of an incentive; an unknown region or class is in none. */
    private Map<String, String> leavingOut(User user, Incentive incentive) {
        Eligibility terms = incentive.eligibility();
        Map<String, String> values = new TreeMap<>();
        if (!terms.admitsRegion(user.text(region.slot()))) {
            values.put(region.column(), String.valueOf(user.text(region.slot())));
        }
        if (!terms.admitsClass(user.text(clientClass.slot()))) {
            values.put(clientClass.column(), String.valueOf(user.text(clientClass.slot())));
        }
        if (!terms.admitsLevel(level(user, incentive))) {
            values.put(kycLevel.column(), String.valueOf(user.number(kycLevel.slot())));
        }
        return values;
    }

    /** A crypto reward is paid at the claim, when KYC has to stand: it may be promised before. */
    private int level(User user, Incentive incentive) {
        return incentive.type() == Incentive.Type.CRYPTO_REWARD
                ? Integer.MAX_VALUE
                : (int) user.number(kycLevel.slot());
    }

    /**
     * A touch or task that speaks of an incentive ends with it, unless the playbook says that it survives. What is suppressed
     * for the user's sake is not spoken of either.
     */
    static void loseWithoutIncentive(Entry entry) {
        boolean had = entry.slots().stream().anyMatch(Slot::isIncentive);
        boolean has = entry.open().anyMatch(Slot::isIncentive);
        boolean suppressed = entry.slots().stream().anyMatch(HardGates::isSuppressed);
        if (had && !has && (suppressed || !entry.terms().playbook().touchSurvivesIncentive())) {
            Predicate<Slot> lost = onlyTooDear(entry) ? slot -> tells(entry, slot) : slot -> !slot.isMembership();
            entry.drop(lost, Reason.WITHOUT_INCENTIVE, Map.of());
        }
    }

    private static boolean isSuppressed(Slot slot) {
        return slot.isIncentive()
                && !slot.open()
                && Reason.isSuppression(slot.result().reason());
    }

    /** The value cap (G05) takes the incentive and leaves the message, unless the message is about that incentive. */
    private static boolean onlyTooDear(Entry entry) {
        return entry.slots().stream()
                .filter(Slot::isIncentive)
                .allMatch(slot -> slot.result().reason().equals(Reason.CAP_VALUE));
    }

    private static boolean tells(Entry entry, Slot slot) {
        return !slot.isMembership()
                && entry.slots().stream()
                        .anyMatch(other -> other.isIncentive()
                                && other.part().key().equals(slot.part().key()));
    }

    private void review(Entry entry, Effect effect) {
        if (effect instanceof Effect.Review review) {
            entry.open()
                    .filter(slot -> slot.isIncentive() && slot.reviewReason() == null)
                    .forEach(slot -> slot.hold(review.reason(), guardrails.grounds(effect, entry.user())));
        }
    }
}
