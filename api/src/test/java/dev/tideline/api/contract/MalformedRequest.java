package dev.tideline.api.contract;

import dev.tideline.api.contract.ApiDescription.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;

/** A request that is wrong in some way, made from a described operation. */
record MalformedRequest(Operation operation, String path, String type, String accept, String body) {

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
            "x".repeat(2_000));
    private static final List<String> PATHS =
            List.of("%00", "%0d%0a", "%ff%fe", "%2e%2e%2f", "%2f", ";a=b", "a:b", ":", "1:");
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

    static MalformedRequest of(List<Operation> operations, Random random) {
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
                one(TYPES.subList(0, random.nextBoolean() ? 3 : TYPES.size()), random),
                one(ACCEPTS.subList(0, random.nextBoolean() ? 1 : ACCEPTS.size()), random),
                operation.method().equals("GET") && random.nextInt(4) > 0 ? "" : body(operation, random));
    }

    private static String segment(Random random) {
        return random.nextInt(3) == 0 ? one(PATHS, random) : encoded(one(TEXTS, random));
    }

    private static String query(Operation operation, Random random) {
        StringBuilder query = new StringBuilder();
        operation.description().path("parameters").forEach(parameter -> {
            if (parameter.get("in").asString().equals("query") && random.nextInt(4) > 0) {
                String value = random.nextInt(4) == 0 ? "%ff" : encoded(one(TEXTS, random));
                query.append(query.isEmpty() ? "?" : "&")
                        .append(parameter.get("name").asString())
                        .append('=')
                        .append(value);
            }
        });
        return query.toString();
    }

    private static String body(Operation operation, Random random) {
        String text = quoted(one(TEXTS, random));
        String members = operation.description().toString().contains("NewReplay")
                ? "playbook,from,to,every"
                : "reason,playbooks,as_of,full,dry_run,owner,roles,type,event_id,user_id,payload,description";
        String member = one(List.of(members.split(",")), random);
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
                        "{" + text + ":" + text + "}",
                        "{\"" + member + "\":" + "9".repeat(100_000) + "}",
                        "[".repeat(20_000),
                        "{\"a\":".repeat(20_000),
                        "user_id\n" + "x".repeat(70_000),
                        "user_id,user_id\n\"a\nb",
                        "a,\"b\r\n\u0000,,,,",
                        "x".repeat(300_000),
                        "\r\n".repeat(500)),
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
                + key + "\r\nContent-Type: " + type + "\r\nAccept: " + accept + "\r\nContent-Length: "
                + content.length + "\r\nConnection: close\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(start, start.length + content.length);
        System.arraycopy(content, 0, all, start.length, content.length);
        return all;
    }

    @Override
    public String toString() {
        return operation + " as " + cut(path) + " with " + type + " accepting " + accept + ": " + cut(body);
    }

    private static String cut(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + "... (" + text.length() + " characters)";
    }
}
