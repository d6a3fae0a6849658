package dev.tideline.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeySecretTest {

    private static final KeySecret SECRET = KeySecret.random(bytes -> Arrays.fill(bytes, (byte) 0xfb));

    @Test
    void readsTheTokenItWrote() {
        assertThat(KeySecret.parse(SECRET.token())).contains(SECRET);
    }

    @Test
    void matchesItsOwnHashOnly() {
        KeySecret other = KeySecret.random(bytes -> Arrays.fill(bytes, (byte) 1));
        assertThat(SECRET.matches(SECRET.hash())).isTrue();
        assertThat(SECRET.matches(other.hash())).isFalse();
    }

    @Test
    void takesASecretThatTheOperatorChose() {
        KeySecret chosen = KeySecret.parse("a secret of my own making").orElseThrow();
        assertThat(chosen.token()).isEqualTo("a secret of my own making");
        assertThat(chosen.matches(chosen.hash())).isTrue();
    }

    @Test
    void refusesWhatIsTooShortToBeASecret() {
        assertThat(KeySecret.parse("admin")).isEmpty();
        assertThat(KeySecret.parse("")).isEmpty();
    }

    @Test
    void neverShowsTheSecretInText() {
        assertThat(SECRET.toString()).doesNotContain(SECRET.secret());
    }
}
