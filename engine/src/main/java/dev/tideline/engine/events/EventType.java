package dev.tideline.engine.events;

import java.util.List;
import java.util.Objects;

/**
 * One type of event and the fields of its payload that mean something. Other fields are kept and ignored.
 *
 * @param name its name, such as {@code trade.executed}
 * @param fields the declared fields
 */
public record EventType(String name, List<PayloadField> fields) {

    public EventType {
        Objects.requireNonNull(name, "name");
        fields = List.copyOf(fields);
    }
}
