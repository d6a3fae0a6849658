package dev.tideline.engine.decision.record;

import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON of texts and numbers in the order it is told: the same values give the same bytes. */
final class JsonText {

    private final StringBuilder text = new StringBuilder(512);
    private boolean first = true;

    JsonText open(char bracket) {
        separate();
        text.append(bracket);
        first = true;
        return this;
    }

    JsonText close(char bracket) {
        text.append(bracket);
        first = false;
        return this;
    }

    JsonText name(String name) {
        separate();
        quote(name);
        text.append(':');
        first = true;
        return this;
    }

    JsonText value(String value) {
        separate();
        quote(value);
        return this;
    }

    JsonText number(long value) {
        separate();
        text.append(value);
        return this;
    }

    /** A member; left out if the value is null. */
    JsonText member(String name, @Nullable Object value) {
        return value == null ? this : name(name).value(value.toString());
    }

    /** A member with an object of texts; left out if it is empty. */
    JsonText members(String name, Map<String, String> values) {
        if (values.isEmpty()) {
            return this;
        }
        name(name).open('{');
        values.forEach(this::member);
        return close('}');
    }

    /** A member with an array of texts; left out if it is empty. */
    JsonText array(String name, Iterable<String> values) {
        if (!values.iterator().hasNext()) {
            return this;
        }
        name(name).open('[');
        values.forEach(this::value);
        return close(']');
    }

    private void separate() {
        if (!first) {
            text.append(',');
        }
        first = false;
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
