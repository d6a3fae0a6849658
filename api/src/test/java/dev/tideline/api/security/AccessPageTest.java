package dev.tideline.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of roles in docs/api.md is the server's own. */
class AccessPageTest {

    @Test
    void documentsEveryLineInTheOrderTheyAreAsked() throws IOException {
        String expected = Access.all().stream().map(AccessPageTest::line).collect(Collectors.joining("\n"));
        assertThat(Files.readString(Path.of("../docs/api.md")))
                .as("docs/api.md should hold this table:%n%s", expected)
                .contains("\n" + expected + "\n");
    }

    private static String line(Access access) {
        String roles = access.roles().stream()
                .filter(role -> role != Role.ADMIN)
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return "| `" + access.method() + " " + access.path() + "` | " + (roles.isEmpty() ? "–" : roles)
                + (access.tests() ? "; test keys" : "") + (access.users() ? "; the user" : "") + " |";
    }
}
