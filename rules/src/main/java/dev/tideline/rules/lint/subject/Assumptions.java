package dev.tideline.rules.lint.subject;

import dev.tideline.rules.document.Document;
import dev.tideline.rules.document.Mapping;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.problem.Wording;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What the checks take for granted and what was accepted, as {@code guardrails/checks.yaml} declares it. Immutable.
 *
 * @param fee the lowest fee that a trader who gets incentives pays, as a share of his volume
 * @param capital what a year of bound money costs its owner, as a share of it
 * @param longestPromise how long an unused promise may stand before it counts as one without expiry
 * @param accepted findings that somebody has looked at and let stand
 */
public record Assumptions(Declared fee, Declared capital, Duration longestPromise, List<Acceptance> accepted) {

    private static final String FILE = "checks.yaml";
    private static final String SHIPPED = "/guardrails/" + FILE;

    /**
     * A share with its origin.
     *
     * @param share exact, 0 to 1
     * @param source where it is from
     */
    public record Declared(BigDecimal share, String source) {
        public Declared {
            Objects.requireNonNull(source, "source");
            if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
                throw new IllegalArgumentException("Share " + share + " is not within 0 and 1");
            }
        }
    }

    /**
     * A blocking finding that somebody has looked at and lets stand: it warns from then on, with the reason.
     *
     * @param playbook key of the playbook
     * @param code what was found
     * @param because why it may stand; never blank
     */
    public record Acceptance(String playbook, Code code, String because) {
        public Acceptance {
            Objects.requireNonNull(playbook, "playbook");
            Objects.requireNonNull(code, "code");
            if (because.isBlank()) {
                throw new IllegalArgumentException(code + " of '" + playbook + "' is accepted without a reason");
            }
        }
    }

    public Assumptions {
        Objects.requireNonNull(fee, "fee");
        Objects.requireNonNull(capital, "capital");
        Objects.requireNonNull(longestPromise, "longestPromise");
        accepted = List.copyOf(accepted);
    }

    /** Those that come with the product. */
    public static Assumptions shipped() {
        try (InputStream file = Objects.requireNonNull(Assumptions.class.getResourceAsStream(SHIPPED), SHIPPED)) {
            return read(FILE, new String(file.readAllBytes(), StandardCharsets.UTF_8))
                    .orThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads assumptions: them, or every problem in the text. */
    public static Checked<Assumptions> read(String source, String text) {
        Mapping top = Document.read(source, text);
        Assumptions read = new Assumptions(
                declared(top, "fee"), declared(top, "capital"), top.duration("longestPromise"), accepted(top));
        top.refuseOthers();
        return top.problems().isEmpty() ? new Checked.Valid<>(read) : new Checked.Invalid<>(top.problems());
    }

    private static Declared declared(Mapping top, String key) {
        Mapping node = top.mapping(key);
        BigDecimal share = node.decimal("share");
        boolean possible = share.signum() >= 0 && share.compareTo(BigDecimal.ONE) <= 0;
        if (!possible) {
            node.report("share", Wording.of("a share in quotes such as \"0.0002\", 0 to 1"));
        }
        Declared read = new Declared(possible ? share : BigDecimal.ZERO, node.text("source"));
        node.refuseOthers();
        return read;
    }

    private static List<Acceptance> accepted(Mapping top) {
        List<Acceptance> accepted = new ArrayList<>();
        for (Mapping node : top.items("accepted")) {
            String because = node.text("because");
            accepted.add(new Acceptance(
                    node.text("playbook"), node.word("code", Code.class), because.isBlank() ? "-" : because));
            node.refuseOthers();
        }
        return accepted;
    }
}
