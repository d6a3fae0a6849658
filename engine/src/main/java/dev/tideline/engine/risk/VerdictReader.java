package dev.tideline.engine.risk;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the service answers: {@code {"verdict": "hold", "code": "velocity"}}. Pure. */
public final class VerdictReader {

    private static final Set<String> WORDS = Set.of("allow", "hold", "deny");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.:-]{1,60}");

    private VerdictReader() {}

    /** The verdict; a denial if there is none in it. A code that is no code is left out. */
    public static Verdict read(String body) {
        try {
            JsonNode answer = JsonMapper.shared().readTree(body);
            JsonNode word = answer.path("verdict");
            if (!answer.isObject() || !word.isString() || !WORDS.contains(word.asString())) {
                return Verdict.MALFORMED;
            }
            JsonNode code = answer.path("code");
            boolean coded = code.isString() && CODE.matcher(code.asString()).matches();
            return Verdict.given(
                    Verdict.Kind.valueOf(word.asString().toUpperCase(Locale.ROOT)), coded ? code.asString() : "");
        } catch (JacksonException e) {
            return Verdict.MALFORMED;
        }
    }
}
