package dev.tideline.engine.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL whose {@code :names} became question marks. Casts ({@code ::}), quoted text and comments are left alone.
 *
 * @param text SQL for JDBC
 * @param names name of each question mark in order
 */
record NamedSql(String text, List<String> names) {

    private static final int MOST_KEPT = 1_000;
    private static final Map<String, NamedSql> KEPT = new ConcurrentHashMap<>();
    private static final Pattern TOKEN =
            Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"|--[^\n]*|::|:([a-zA-Z][a-zA-Z0-9_]*)");

    static NamedSql of(String sql) {
        NamedSql kept = KEPT.get(sql);
        if (kept != null) {
            return kept;
        }
        NamedSql parsed = parse(sql);
        if (KEPT.size() < MOST_KEPT) {
            KEPT.put(sql, parsed);
        }
        return parsed;
    }

    private static NamedSql parse(String sql) {
        StringBuilder text = new StringBuilder();
        List<String> names = new ArrayList<>();
        Matcher token = TOKEN.matcher(sql);
        while (token.find()) {
            boolean parameter = token.group(1) != null;
            token.appendReplacement(text, parameter ? "?" : Matcher.quoteReplacement(token.group()));
            if (parameter) {
                names.add(token.group(1));
            }
        }
        return new NamedSql(token.appendTail(text).toString(), List.copyOf(names));
    }
}
