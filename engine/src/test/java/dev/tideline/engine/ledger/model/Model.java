package dev.tideline.engine.ledger.model;

import dev.tideline.engine.ledger.grant.GrantState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What a ledger should do, said as plainly as possible: every number is summed anew from all grants each time. */
final class Model {

    static final int PERSON_LIMIT = 80;

    final List<Entry> grants = new ArrayList<>();
    Instant now;
    int total = 200;
    int perDay = 150;
    boolean closed;
    long revision = 1;

    Model(Instant now) {
        this.now = now;
    }

    /** One grant. */
    static final class Entry {
        final int key;
        final int person;
        int amount;
        final Instant at;
        final Instant expires;
        GrantState state = GrantState.RESERVED;
        int refunded;

        Entry(Action.Wish wish, Instant at) {
            key = wish.key();
            person = wish.person();
            amount = wish.amount();
            this.at = at;
            expires = at.plusSeconds(3600L * wish.hours());
        }

        int counts() {
            return state.charged() ? amount - refunded : 0;
        }
    }

    int spent() {
        return grants.stream().mapToInt(Entry::counts).sum();
    }

    int spentToday() {
        return grants.stream()
                .filter(grant -> day(grant.at) == day(now))
                .mapToInt(Entry::counts)
                .sum();
    }

    int spentBy(int person) {
        return grants.stream()
                .filter(grant -> grant.person == person)
                .mapToInt(Entry::counts)
                .sum();
    }

    int left() {
        return Math.min(total - spent(), perDay - spentToday());
    }

    /** {@code claimed}, {@code duplicate}, or who refuses with what is left. */
    String claim(Action.Wish wish) {
        if (grants.stream().anyMatch(grant -> grant.key == wish.key() && grant.state.live())) {
            return "duplicate";
        }
        if (closed || wish.amount() > left()) {
            return "campaign " + (closed ? 0 : left());
        }
        int personal = PERSON_LIMIT - spentBy(wish.person());
        if (wish.amount() > personal) {
            return "person " + personal;
        }
        grants.add(new Entry(wish, now));
        return "claimed";
    }

    boolean post(Entry grant) {
        return step(grant, grant.state == GrantState.RESERVED && now.isBefore(grant.expires), GrantState.PAYABLE);
    }

    boolean earn(Entry grant, int amount) {
        boolean may = amount <= grant.amount && post(grant);
        grant.amount = may ? amount : grant.amount;
        return may;
    }

    boolean voided(Entry grant) {
        return step(grant, grant.state == GrantState.RESERVED, GrantState.VOID);
    }

    boolean clawBack(Entry grant) {
        return step(grant, grant.state == GrantState.PAYABLE, GrantState.CLAWED_BACK);
    }

    boolean refund(Entry grant, int part) {
        boolean may = grant.state == GrantState.PAYABLE && part <= grant.amount - grant.refunded;
        grant.refunded += may ? part : 0;
        grant.state = may && grant.refunded == grant.amount ? GrantState.CLAWED_BACK : grant.state;
        return may;
    }

    int expireDue() {
        List<Entry> due = grants.stream()
                .filter(grant -> grant.state == GrantState.RESERVED && !now.isBefore(grant.expires))
                .toList();
        due.forEach(grant -> grant.state = GrantState.EXPIRED);
        return due.size();
    }

    private static boolean step(Entry grant, boolean may, GrantState to) {
        grant.state = may ? to : grant.state;
        return may;
    }

    private static long day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
    }
}
