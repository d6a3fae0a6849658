package dev.tideline.engine.arbitration.caps;

import dev.tideline.engine.arbitration.given.PersonHistory.Contact;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.arbitration.outcome.Refusal;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.guardrails.Limits.ContactCap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The contacts of one person against the contact caps. Used by one thread. */
public final class ContactBook {

    private final List<ContactCap> caps;
    private final Instant asOf;
    private final List<Contact> contacts;

    /** Starts with the person's past. */
    public ContactBook(List<ContactCap> caps, Collection<Contact> past, Instant asOf) {
        this.caps = caps;
        this.asOf = asOf;
        this.contacts = new ArrayList<>(past);
    }

    /** Counts a contact from now on. */
    public void add(Contact contact) {
        contacts.add(contact);
    }

    /** Number of contacts counted, to which {@link #backTo} returns. */
    public int mark() {
        return contacts.size();
    }

    /** Forgets what was added after the mark. */
    public void backTo(int mark) {
        contacts.subList(mark, contacts.size()).clear();
    }

    /** Why one more contact over this channel is refused, with the instant when all caps allow it; empty if it is not. */
    public Optional<Refusal> refusal(Channel channel) {
        return caps.stream()
                .flatMap(cap -> refusal(cap, channel).stream())
                .reduce((first, other) -> new Refusal(first.reason(), first.values(), later(first, other)));
    }

    private Optional<Refusal> refusal(ContactCap cap, Channel channel) {
        Span span = new Span(cap.window(), asOf);
        List<Instant> counted = contacts.stream()
                .filter(contact -> !cap.perChannel() || contact.channel() == channel)
                .map(Contact::at)
                .filter(span::holds)
                .sorted()
                .toList();
        if (counted.size() < cap.atMost()) {
            return Optional.empty();
        }
        TreeMap<String, String> values = new TreeMap<>();
        values.put("channel", channel.name());
        values.put("contacts", String.valueOf(counted.size()));
        values.put("at_most", String.valueOf(cap.atMost()));
        values.put("window", cap.window().text());
        String reason = cap.perChannel() ? Reason.CONTACT_CHANNEL_CAP : Reason.CONTACT_CAP;
        return Optional.of(new Refusal(reason, values, span.leaves(counted.get(counted.size() - cap.atMost()))));
    }

    private static Instant later(Refusal one, Refusal other) {
        Instant first = Objects.requireNonNull(one.retryAt());
        Instant second = Objects.requireNonNull(other.retryAt());
        return first.isAfter(second) ? first : second;
    }
}
