package dev.tideline.api.replays;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.replay.Every;
import dev.tideline.engine.replay.ReplayRequest;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class NewReplayTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> FILES = Map.of("playbook.yaml", "key: a");
    private static final String SPAN = "\"from\":\"2026-01-01\",\"to\":\"2026-01-31\"";

    private static Checked<ReplayRequest> read(String json) {
        return JSON.readValue(json, NewReplay.class)
                .read(key -> key.equals("stored") ? Optional.of(FILES) : Optional.empty(), "tester");
    }

    private static List<String> pointers(String json) {
        return read(json).problems().stream()
                .map(Problem::place)
                .map(place -> place.pointer())
                .toList();
    }

    @Test
    void takesFilesOrTheirShortFormOrAKey() {
        assertThat(read("{\"playbook\":{\"files\":{\"playbook.yaml\":\"key: a\"}}," + SPAN + "}")
                        .orThrow()
                        .files())
                .isEqualTo(FILES);
        assertThat(read("{\"files\":{\"playbook.yaml\":\"key: a\"}," + SPAN + "}")
                        .orThrow()
                        .files())
                .isEqualTo(FILES);
        ReplayRequest stored = read("{\"playbook\":\"stored\",\"every\":\"month\"," + SPAN + "}")
                .orThrow();
        assertThat(stored.files()).isEqualTo(FILES);
        assertThat(stored.every()).isEqualTo(Every.MONTH);
    }

    @Test
    void reportsEverythingThatIsWrongAtOnce() {
        assertThat(pointers("{\"playbook\":\"other\",\"from\":\"1 May\",\"every\":\"year\"}"))
                .containsExactly("/playbook", "/from", "/to", "/every");
    }

    @Test
    void refusesAPlaybookThatIsMissingTwiceThereOrOfAnotherShape() {
        assertThat(pointers("{" + SPAN + "}")).containsExactly("/playbook");
        assertThat(pointers("{\"playbook\":\"stored\",\"files\":{}," + SPAN + "}"))
                .containsExactly("/playbook");
        assertThat(pointers("{\"playbook\":7," + SPAN + "}")).containsExactly("/playbook");
        assertThat(pointers("{\"playbook\":{\"file\":{}}," + SPAN + "}")).containsExactly("/playbook");
        assertThat(pointers("{\"playbook\":{\"files\":{\"a/b\":7}}," + SPAN + "}"))
                .containsExactly("/playbook/files/a~1b");
    }
}
