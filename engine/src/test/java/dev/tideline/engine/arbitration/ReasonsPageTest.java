package dev.tideline.engine.arbitration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.rules.guardrails.ShippedGuardrails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReasonsPageTest {

    private static final String WRITE = "tideline.reference.write";
    private static final String COMMAND = "mvn test -pl engine -am -Dtest=ReasonsPageTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE + "=true";
    private static final Path PAGE = Path.of("..", "docs", "reference", "reasons.md");
    private static final Path MAIN = Path.of("src", "main", "java", "dev", "tideline", "engine");
    private static final Pattern GUARDRAIL = Pattern.compile("(@why\\(\"([^\"]*)\"\\))|because\\(\"([A-Z_0-9]+)\"\\)");

    @Test
    void theCommittedPageIsTheGeneratedOne() throws IOException {
        String generated = page();
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, generated);
        }
        assertThat(PAGE)
                .as("docs/reference/reasons.md is written by: " + COMMAND)
                .content()
                .isEqualTo(generated);
    }

    @Test
    void everyConstantIsExplained() throws IllegalAccessException {
        for (java.lang.reflect.Field constant : Reason.class.getFields()) {
            String code = (String) constant.get(null);
            assertThat(Reason.catalogue().containsKey(code)
                            || Reason.atSending().containsKey(code))
                    .as(code)
                    .isTrue();
        }
    }

    @Test
    void noReasonIsWrittenOutsideTheRegistry() throws IOException {
        for (String feature : List.of("arbitration", "delivery")) {
            try (Stream<Path> files = Files.walk(MAIN.resolve(feature))) {
                assertThat(files.filter(Files::isRegularFile))
                        .isNotEmpty()
                        .allSatisfy(file -> assertThat(file)
                                .content()
                                .doesNotContainPattern("(?s)(?:\\.drop|[sS]tale|Refusal)\\((?:[^\";{]*,)?\\s*\"[A-Z]"));
            }
        }
    }

    private static String page() {
        return """
                # Why a decision ended as it did

                Written by `%s`
                from `Reason` and `guardrails/`; change those, not this page.

                Each part of a candidate ends with one outcome, one reason and the values that decided it. The outcome and
                reason of the decision are those of its best part: %s.

                ## Reasons of arbitration, in the order of its steps

                | reason | meaning |
                |---|---|
                %s

                ## At sending

                A touch that was granted waits in the outbox (`READY`) and ends there as `DELIVERED`, as `DEAD` when the receiver
                refused it until the schedule of attempts ended (the reason is the last answer), or as `STALE_AT_SEND` when the check
                at sending finds that it must not go any more. When all touches of a decision end so and the user has not claimed its
                incentive, the incentive is `VOIDED` with the reason `STALE_AT_SEND` and counts no more in caps and re-entry; it stands if
                only a consent or a channel was lost. The rest of the decision stays as it was; the reason is that of the gate, guardrail
                or suppression that stands in the way now, or one of these:

                | reason | meaning |
                |---|---|
                %s

                ## Reasons of the shipped guardrails

                | reason | why |
                |---|---|
                %s

                Guardrails are rules: an installation may add others, with reasons of their own.
                """.formatted(
                        COMMAND, outcomes(), table(Reason.catalogue()), table(Reason.atSending()), table(guardrails()));
    }

    private static String outcomes() {
        return Arrays.stream(Outcome.values()).map(Enum::name).collect(Collectors.joining(", then "));
    }

    private static String table(Map<String, String> meanings) {
        return meanings.entrySet().stream()
                .map(entry -> "| `" + entry.getKey() + "` | " + entry.getValue() + " |")
                .collect(Collectors.joining("\n"));
    }

    /** Reason to the sentences of all rules that give it. */
    private static Map<String, String> guardrails() {
        Map<String, String> found = new TreeMap<>();
        for (String file : ShippedGuardrails.drlFiles().values()) {
            String why = "";
            Matcher matcher = GUARDRAIL.matcher(file);
            while (matcher.find()) {
                if (matcher.group(2) != null) {
                    why = matcher.group(2) + ".";
                } else {
                    found.merge(matcher.group(3), why, ReasonsPageTest::join);
                }
            }
        }
        return found;
    }

    private static String join(String before, String more) {
        return before.contains(more) ? before : before + " " + more;
    }
}
