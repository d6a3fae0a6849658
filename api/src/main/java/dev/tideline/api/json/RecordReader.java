package dev.tideline.api.json;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.engine.ingest.check.Moments;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a record from JSON: every member must be known and of its type, and all that are not are told together. Null is read as
 * missing, but where the record says {@link NeverNull}.
 */
final class RecordReader {

    private static final int LONGEST_NAME = 60;

    private final JsonMapper json;
    private final JsonSyntax syntax;
    private final Map<Class<?>, Map<String, RecordComponent>> known = new ConcurrentHashMap<>();

    RecordReader(JsonMapper json) {
        this.json = json.rebuild()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        this.syntax = new JsonSyntax(this.json);
    }

    Object read(byte[] body, Class<?> type) {
        JsonNode tree = syntax.read(body);
        List<Problem> problems = new ArrayList<>();
        checkRecord(tree, type, "", problems);
        if (!problems.isEmpty()) {
            throw ProblemException.refused(problems);
        }
        return json.treeToValue(tree, type);
    }

    private void checkRecord(JsonNode tree, Class<?> type, String at, List<Problem> problems) {
        if (!tree.isObject()) {
            problems.add(problem(at, tree, Wording.of("a JSON object")));
            return;
        }
        Map<String, RecordComponent> members = known.computeIfAbsent(type, RecordReader::members);
        tree.properties().forEach(member -> check(member.getKey(), member.getValue(), members, at, problems));
        checkSpellings(tree, members, at, problems);
    }

    private void check(
            String name, JsonNode value, Map<String, RecordComponent> members, String at, List<Problem> problems) {
        RecordComponent member = members.get(name);
        String start = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        String pointer = at + "/" + start.replace("~", "~0").replace("/", "~1");
        if (member == null) {
            Set<String> known = members.keySet();
            problems.add(new Problem(
                    Place.pointer("body", pointer),
                    start,
                    Wording.of("a known name; {0}", Nearest.hint(start, known))));
        } else if (value.isNull()) {
            if (member.isAnnotationPresent(NeverNull.class)) {
                problems.add(problem(pointer, value, JsonKind.of(member).words()));
            }
        } else if (member.getType().isRecord()) {
            checkRecord(value, member.getType(), pointer, problems);
        } else {
            JsonKind kind = JsonKind.of(member);
            if (!kind.fits(value) || !canBeRead(value, kind, member)) {
                problems.add(problem(pointer, value, kind.words()));
            }
        }
    }

    /** A member that has two spellings may come in one of them. */
    private static void checkSpellings(
            JsonNode tree, Map<String, RecordComponent> members, String at, List<Problem> problems) {
        Map<String, String> first = new HashMap<>();
        tree.properties().forEach(member -> {
            RecordComponent component = members.get(member.getKey());
            String before = component == null ? null : first.putIfAbsent(component.getName(), member.getKey());
            if (before != null) {
                problems.add(problem(
                        at + "/" + member.getKey(), member.getValue(), Wording.of("one of `{0}` and this", before)));
            }
        });
    }

    private boolean canBeRead(JsonNode value, JsonKind kind, RecordComponent member) {
        if (kind.saysAll() || member.getType() == JsonNode.class) {
            return true;
        }
        try {
            Object read = json.convertValue(value, json.constructType(member.getGenericType()));
            return !(read instanceof Instant instant) || Moments.EVER.hold(instant);
        } catch (JacksonException e) {
            return false;
        }
    }

    private static Problem problem(String pointer, JsonNode value, Wording expected) {
        return new Problem(
                Place.pointer("body", pointer), value.isString() ? value.asString() : value.toString(), expected);
    }

    /** Components of the record by the names they have in JSON, other spellings last. */
    private static Map<String, RecordComponent> members(Class<?> type) {
        Map<String, RecordComponent> members = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            members.put(snakeCase(component.getName()), component);
        }
        for (RecordComponent component : type.getRecordComponents()) {
            JsonAlias alias = component.getAccessor().getAnnotation(JsonAlias.class);
            if (alias != null) {
                Arrays.stream(alias.value()).forEach(other -> members.put(other, component));
            }
        }
        return members;
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
