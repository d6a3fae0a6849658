package dev.tideline.api.contract;

import dev.tideline.api.contract.ApiDescription.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** A request that is wrong in some way, made from a described operation. */
record MalformedRequest(Operation operation, String path, String headers, String type, String accept, String body) {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "a\r\nSet-Cookie: x=1",
            "\u001b[31mred",
            "\u2028\u202e\ud83d\ude00",
            "../../etc/passwd",
            "';drop table users;--",
            "${jndi:ldap://127.0.0.1/x}",
            "#{T(java.lang.Runtime).getRuntime()}",
            "-1",
            "9223372036854775808",
            "1e999",
            "NaN",
            "%",
            "true",
            "0x7f",
            "2026-02-30T25:61:61Z",
            "+999999999-12-31T23:59:59.999999999Z",
            "-999999999-01-01T00:00:00Z",
            "+999999999-12-31",
            "-999999999-01-01",
            "-0001-01-01",
            "0000-12-31T00:00:00Z",
            "9999-12-31",
            "x".repeat(2_000));
    private static final List<String> DAYS = List.of(
            "+999999999-12-31",
            "+300000-01-01",
            "-999999999-01-01",
            "-0001-01-01",
            "0000-01-01",
            "9999-12-31",
            "2026-02-29",
            "2026-03-31T00:00:00Z");
    private static final List<String> PATHS =
            List.of("%00", "%0d%0a", "%ff%fe", "%2e%2e%2f", "%2f", ";a=b", "a:b", ":", "1:");
    private static final List<String> PLAUSIBLE = List.of(
            "1",
            "9223372036854775807",
            "00000000-0000-8000-8000-000000000000",
            "dormant-30-funded",
            "CAMPAIGN:dormant-30-funded",
            "GROUP:%00",
            "PERSON:%E2%80%AE%F0%9F%98%80",
            "CAMPAIGN:" + "y".repeat(300));
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/x-ndjson",
            "text/csv",
            "text/plain",
            "application/xml",
            "multipart/form-data",
            "application/json;charset=utf-16",
            "application/json;charset=none-such",
            "text/csv;charset=\"",
            "json",
            "*/*",
            "");
    private static final List<String> ACCEPTS =
            List.of("*/*", "application/json", "text/csv", "application/x-ndjson", "image/png", "/", "a/b/c;q=x");

    static MalformedRequest of(ApiDescription api, List<Operation> operations, Random random) {
        Operation operation = one(operations, random);
        String filled = operation.path();
        while (filled.contains("{")) {
            filled = filled.substring(0, filled.indexOf('{'))
                    + segment(random)
                    + filled.substring(filled.indexOf('}') + 1);
        }
        return new MalformedRequest(
                operation,
                filled + query(operation, random),
                headers(operation, random),
                one(TYPES.subList(0, random.nextBoolean() ? 3 : TYPES.size()), random),
                one(ACCEPTS.subList(0, random.nextBoolean() ? 1 : ACCEPTS.size()), random),
                operation.method().equals("GET") && random.nextInt(4) > 0
                        ? ""
                        : body(api.bodyMembers(operation), random));
    }

    /** The headers that the operation declares: some as they should be, so that what lies behind them is reached. */
    private static String headers(Operation operation, Random random) {
        StringBuilder headers = new StringBuilder();
        operation.description().path("parameters").forEach(parameter -> {
            if (parameter.get("in").asString().equals("header") && random.nextInt(8) > 0) {
                String wrong = one(TEXTS, random).replaceAll("[\r\n]", " ");
                String value = random.nextBoolean() ? wrong : "\"" + random.nextInt(1_000_000_000) + "\"";
                headers.append(parameter.get("name").asString())
                        .append(": ")
                        .append(value)
                        .append("\r\n");
            }
        });
        return headers.toString();
    }

    private static String segment(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> one(PATHS, random);
            case 1 -> one(PLAUSIBLE, random);
            default -> encoded(one(TEXTS, random));
        };
    }

    private static String query(Operation operation, Random random) {
        StringBuilder query = new StringBuilder();
        operation.description().path("parameters").forEach(parameter -> {
            if (parameter.get("in").asString().equals("query") && random.nextInt(4) > 0) {
                boolean day = parameter.at("/schema/format").asString("").equals("date") && random.nextBoolean();
                String value = random.nextInt(4) == 0 ? "%ff" : encoded(one(day ? DAYS : TEXTS, random));
                query.append(query.isEmpty() ? "?" : "&")
                        .append(parameter.get("name").asString())
                        .append('=')
                        .append(value);
            }
        });
        return query.toString();
    }

    private static String body(List<String> members, Random random) {
        String text = quoted(one(TEXTS, random));
        String member = one(members, random);
        return one(
                List.of(
                        "{",
                        "null",
                        "[]",
                        "0",
                        "\"\"",
                        "\u0000",
                        "\ufeff{}",
                        "{\"" + member + "\":" + text + "}",
                        "{\"" + member + "\":[" + text + ",null,{}]}",
                        "{\"" + member + "\":{\"a\":" + text + "}}",
                        "{\"" + member + "\":1,\"" + member + "\":2}",
                        full(members, random),
                        "{" + text + ":" + text + "}",
                        "{\"" + member + "\":" + "9".repeat(100_000) + "}",
                        "[".repeat(20_000),
                        "{\"a\":".repeat(20_000),
                        "user_id\n" + "x".repeat(70_000),
                        "user_id,user_id\n\"a\nb",
                        "a,\"b\r\n\u0000,,,,",
                        "\"\r\nx",
                        "\"a\nb",
                        "grant_key,asset,\"amount\nk,USDT,1",
                        "x".repeat(300_000),
                        "\r\n".repeat(500)),
                random);
    }

    /** All members, each with a value of some kind. */
    private static String full(List<String> members, Random random) {
        return members.stream()
                .map(member -> "\"" + member + "\":" + value(random))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(Random random) {
        String text = JsonMapper.shared().writeValueAsString(one(TEXTS, random));
        return one(
                List.of(
                        text,
                        "null",
                        "-1",
                        "1e400",
                        "[" + text + "]",
                        "{}",
                        "{\"amount\":" + text + ",\"asset\":\"USDT\"}",
                        "{\"amount\":\"1" + "0".repeat(77) + "\",\"asset\":\"USDT\"}",
                        "{\"amount\":\"1\",\"asset\":" + text + "}",
                        "\"home-banner\"",
                        "\"calendar(day, UTC)\"",
                        "\"rolling(P1D)\""),
                random);
    }

    private static String quoted(String text) {
        return isEven(text) ? "\"" + text + "\"" : JsonMapper.shared().writeValueAsString(text);
    }

    private static boolean isEven(String text) {
        return text.hashCode() % 2 == 0;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static <T> T one(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    /** Its bytes, as a client that checks nothing sends them. */
    byte[] bytes(String host, String key) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = operation.method() + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer "
                + key + "\r\n" + headers + "Content-Type: " + type + "\r\nAccept: " + accept + "\r\nContent-Length: "
                + content.length + "\r\nConnection: close\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(start, start.length + content.length);
        System.arraycopy(content, 0, all, start.length, content.length);
        return all;
    }

    @Override
    public String toString() {
        return operation + " as " + cut(path) + " with " + cut(headers.strip()) + " " + type + " accepting " + accept
                + ": " + cut(body);
    }

    private static String cut(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + "... (" + text.length() + " characters)";
    }
}
