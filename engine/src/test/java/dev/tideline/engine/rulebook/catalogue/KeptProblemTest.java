package dev.tideline.engine.rulebook.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class KeptProblemTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void aProblemIsTheSameAfterItWasKept() {
        Wording wording = Wording.of("no field has this name; {0}", Nearest.meant("vipTier"));
        Problem problem = new Problem(Place.at("rules.drl", 4, 16), "x", wording, "recall/quiet");
        String kept = JSON.writeValueAsString(KeptProblem.of(problem));
        assertThat(kept).contains("\"expected\":\"no field has this name; did you mean `vipTier`?\"");
        assertThat(JSON.readValue(kept, KeptProblem.class).problem()).isEqualTo(problem);
    }

    @Test
    void whatAnEarlierReleaseKeptIsRead() {
        String kept = """
                {"place": {"source": "rules.drl", "line": 4, "column": 16, "pointer": ""},
                 "value": "x", "expected": "a {0} name"}
                """;
        Problem read = JSON.readValue(kept, KeptProblem.class).problem();
        assertThat(read.place()).isEqualTo(Place.at("rules.drl", 4, 16));
        assertThat(read.expected()).isEqualTo("a {0} name");
        assertThat(read.rule()).isEmpty();
    }
}
