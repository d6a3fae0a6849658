package dev.tideline.engine.arbitration;

import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.arbitration.given.PersonHistory.LastDecision;
import dev.tideline.engine.arbitration.given.PersonHistory.ScopePast;
import dev.tideline.engine.arbitration.given.PlaybookTerms;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.facts.FieldText;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.playbook.reentry.ReEntry;
import dev.tideline.rules.playbook.reentry.ReEntry.Occurrence;
import dev.tideline.rules.playbook.reentry.Window;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Step 4: whether a playbook may act for the person again. Memberships follow the rule and pass. */
final class ReEntryGate {

    private final FactSchema schema;
    private final Instant asOf;

    ReEntryGate(FactSchema schema, Instant asOf) {
        this.schema = schema;
        this.asOf = asOf;
    }

    /** Fields whose value names what playbooks may act once for. */
    static Stream<Field> reads(Terms terms) {
        return terms.playbooks().values().stream()
                .map(PlaybookTerms::playbook)
                .flatMap(playbook ->
                        Stream.concat(Stream.of(playbook.reentry()), playbook.rules().reentries().values().stream()))
                .flatMap(reentry -> reentry.occurrence() instanceof Occurrence.Event event
                        ? terms.userSchema().named(event.field()).stream()
                        : Stream.empty());
    }

    void apply(Entry entry, PersonHistory history) {
        ReEntry reentry = entry.terms().playbook().reentryOf(entry.rule());
        ScopePast past = history.scopes().get(entry.scope());
        entry.occursAs(occurrence(reentry.occurrence(), entry.user(), past));
        if (stands(entry, history)) {
            entry.stands();
            drop(entry, Reason.NOT_ENTERED, Map.of("start", "entering"), null);
        }
        if (past != null) {
            again(entry, reentry, past);
        }
    }

    private static boolean stands(Entry entry, PersonHistory history) {
        if (entry.terms().playbook().start() != Playbook.Start.ENTERING) {
            return false;
        }
        LastDecision last =
                history.last().getOrDefault(entry.account().userNo(), Map.of()).get(entry.rule());
        return entry.terms().firstRun() || (last != null && last.standing());
    }

    private void again(Entry entry, ReEntry reentry, ScopePast past) {
        if (past.grants() >= reentry.atMost()) {
            Map<String, String> values =
                    Map.of("grants", String.valueOf(past.grants()), "at_most", String.valueOf(reentry.atMost()));
            drop(entry, Reason.ALREADY_GRANTED, values, null);
        } else if (happened(reentry.occurrence(), entry.occurrence(), past)) {
            Map<String, String> values = Map.of(
                    "occurrence", entry.occurrence(), "last_at", past.lastAt().toString());
            drop(entry, Reason.ALREADY_GRANTED, values, end(reentry.occurrence(), past));
        }
        Instant cooledDown = past.lastAt().plus(reentry.cooldown());
        if (!reentry.cooldown().isZero() && asOf.isBefore(cooledDown)) {
            Map<String, String> values = Map.of(
                    "cooldown",
                    reentry.cooldown().toString(),
                    "last_at",
                    past.lastAt().toString());
            drop(entry, Reason.COOLDOWN, values, cooledDown);
        }
    }

    private static void drop(Entry entry, String reason, Map<String, String> values, @Nullable Instant retryAt) {
        entry.drop(slot -> !slot.isMembership(), reason, values, retryAt);
    }

    /** A name for what it happens once for, the same whenever the same past is looked at again. */
    private String occurrence(Occurrence occurrence, User user, @Nullable ScopePast past) {
        if (occurrence instanceof Occurrence.Ever) {
            return "ever";
        }
        if (occurrence instanceof Occurrence.Event event) {
            return event.field() + "=" + value(event.field(), user);
        }
        if (occurrence instanceof Occurrence.Per per && per.window() instanceof Window.Calendar calendar) {
            return calendar.text() + "@" + calendar.start(asOf);
        }
        return "#" + (past == null ? 1 : past.grants() + 1);
    }

    private boolean happened(Occurrence occurrence, String current, ScopePast past) {
        if (occurrence instanceof Occurrence.Per per) {
            Instant start = per.window().start(asOf);
            return per.window() instanceof Window.Calendar
                    ? !past.lastAt().isBefore(start)
                    : past.lastAt().isAfter(start);
        }
        if (occurrence instanceof Occurrence.Event) {
            return past.occurrences().contains(current);
        }
        return occurrence instanceof Occurrence.Ever;
    }

    private @Nullable Instant end(Occurrence occurrence, ScopePast past) {
        if (!(occurrence instanceof Occurrence.Per per)) {
            return null;
        }
        return per.window() instanceof Window.Calendar calendar
                ? calendar.end(asOf)
                : past.lastAt().plus(((Window.Rolling) per.window()).length());
    }

    private String value(String name, User user) {
        Field field = schema.named(name)
                .orElseThrow(() -> new IllegalArgumentException("Re-entry names field '" + name
                        + "', which the vocabulary lacks. Try a name as rules write it, such as lastReturnAt."));
        return FieldText.of(field, user);
    }
}
