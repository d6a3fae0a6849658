package dev.tideline.rules.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    private static final List<String> KNOWN = List.of("zone", "value", "vipTier");

    @Test
    void countsASwapOfNeighboursAsOneEditAndNoCase() {
        assertThat(Nearest.distance("VIPtier", "vipTeir")).isEqualTo(1);
        assertThat(Nearest.distance("", "zone")).isEqualTo(4);
    }

    @Test
    void findsTheNameThatWasMeant() {
        assertThat(Nearest.of("zoen", KNOWN)).contains("zone");
        assertThat(Nearest.hint("zoen", KNOWN)).hasToString("did you mean `zone`?");
    }

    @Test
    void takesTheFirstInTheAlphabetOfTwoEquallyNear() {
        assertThat(Nearest.of("cat", List.of("rat", "bat"))).contains("bat");
    }

    @Test
    void ofAShortNameHalfMustBeRight() {
        assertThat(Nearest.of("abc", List.of("AE", "zz"))).isEmpty();
        assertThat(Nearest.of("two", List.of("low"))).isEmpty();
        assertThat(Nearest.of("psuh", List.of("push"))).contains("push");
    }

    @Test
    void comparesNothingThatIsTooLongToBeAName() {
        String text = "zone".repeat(40);
        assertThat(Nearest.of(text, List.of(text))).isEmpty();
    }

    @Test
    void namesAFewChoicesIfNothingIsNear() {
        assertThat(Nearest.of("withdrawal", KNOWN)).isEmpty();
        assertThat(Nearest.hint("withdrawal", KNOWN)).hasToString("one of `zone`, `value`, `vipTier`");
        assertThat(Nearest.hint("withdrawal", List.of())).hasToString("there are none");
        assertThat(Nearest.hint("withdrawal", Collections.nCopies(13, "zone"))).hasToString("no known name is near it");
    }
}
