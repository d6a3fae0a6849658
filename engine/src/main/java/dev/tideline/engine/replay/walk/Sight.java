package dev.tideline.engine.replay.walk;

import dev.tideline.engine.facts.FactsModel;
import dev.tideline.engine.facts.UserFacts;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.playbook.reentry.ReEntry;
import dev.tideline.rules.playbook.reentry.ReEntry.Occurrence;
import dev.tideline.rules.segments.SegmentState;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes users as rules see them. Most days no rule fires, so where nothing depends on segments a user is first seen with
 * the fields that the rules read, and with all of them only when something fired. For one thread.
 */
final class Sight {

    private static final Instant ANY = Instant.EPOCH;

    private final boolean segments;
    private final UserFacts everything;
    private final UserFacts ruleFields;

    Sight(ReplayedPlaybook replayed, FactsModel model) {
        Vocabulary vocabulary = model.vocabulary();
        Set<Field> known = new HashSet<>(vocabulary.user().fields());
        segments = readsSegments(replayed, vocabulary);
        everything = new UserFacts(model, ANY, null, Set.of());
        ruleFields = segments ? everything : new UserFacts(unsegmented(model), ANY, read(replayed, known), Set.of());
    }

    private static FactsModel unsegmented(FactsModel model) {
        return new FactsModel(
                model.vocabulary(),
                model.sources(),
                model.days(),
                model.segmentation().still(),
                model.history());
    }

    private static Collection<Field> read(ReplayedPlaybook replayed, Set<Field> known) {
        Set<Field> read = new HashSet<>();
        replayed.rulebook().rules().forEach(rule -> read.addAll(rule.reads()));
        read.retainAll(known);
        return read;
    }

    private static boolean readsSegments(ReplayedPlaybook replayed, Vocabulary vocabulary) {
        Stream<Field> byRules = Stream.concat(
                        replayed.rulebook().rules().stream(), replayed.rulebook().guardrails().stream())
                .map(CheckedRule::reads)
                .flatMap(Set::stream);
        return Stream.concat(byRules, byReentry(replayed.playbook(), vocabulary))
                .anyMatch(field -> field.owner() == Field.Owner.SEGMENT);
    }

    private static Stream<Field> byReentry(Playbook playbook, Vocabulary vocabulary) {
        return Stream.concat(Stream.of(playbook.reentry()), playbook.rules().reentries().values().stream())
                .map(ReEntry::occurrence)
                .filter(Occurrence.Event.class::isInstance)
                .flatMap(event -> vocabulary.user().named(((Occurrence.Event) event).field()).stream());
    }

    /** At one instant. */
    At at(Instant asOf) {
        return new At(asOf);
    }

    /** Users at one instant. */
    final class At {

        private final Instant asOf;
        private final UserFacts forRules;
        private @Nullable UserFacts complete;

        At(Instant asOf) {
            this.asOf = asOf;
            forRules = ruleFields.at(asOf);
        }

        /** The user with what rules read. */
        UserFacts.Seen forRules(Account account, SegmentState before) {
            return see(forRules, account, before);
        }

        /** The user with all fields. */
        UserFacts.Seen complete(Account account, UserFacts.Seen seen) {
            if (segments) {
                return seen;
            }
            UserFacts facts = complete;
            if (facts == null) {
                facts = everything.at(asOf);
                complete = facts;
            }
            return see(facts, account, SegmentState.NONE);
        }

        private static UserFacts.Seen see(UserFacts facts, Account account, SegmentState before) {
            return facts.see(account.stored().userId(), account.stored().timeline(), before, account.lists());
        }
    }
}
