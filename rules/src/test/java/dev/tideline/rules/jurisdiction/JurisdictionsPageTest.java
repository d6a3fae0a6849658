package dev.tideline.rules.jurisdiction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.jurisdiction.Clause.Consequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JurisdictionsPageTest {

    private static final Path PAGE = Path.of("../docs/reference/jurisdictions.md");
    private static final String HEAD = """
            # Jurisdictions

            Written by `JurisdictionsPageTest` from `rules/src/main/resources/guardrails/jurisdictions/*.yaml`; run it with
            `-Ddocs=write` after a change. It is data for counsel to read and change, not legal advice.

            A user is bound by every pack that his region group, KYC residence, telephone or IP address names; the strictest
            wins: one clause that denies is enough, and texts add up. Whom no pack in force binds gets no incentive and no
            promotion. Of each pack the last version that has begun is in force, by day in UTC. Every decision names pack,
            version and clause: in the values of the part, and as `packs` in its inputs. A clause that names `products` and
            `messages` is about those messages only that their playbook declares to be about one of the products.

            | pack | in force from | clause | what it says | whom | incentives | messages | then | source |
            |---|---|---|---|---|---|---|---|---|
            """;

    private final Packs packs = Packs.shipped(Vocabulary.shipped().user());

    @Test
    void saysInTheDocumentationWhatIsShipped() throws IOException {
        String page = HEAD + packs.versions().stream().map(this::rows).collect(Collectors.joining()) + texts();
        if ("write".equals(System.getProperty("docs"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/reference/jurisdictions.md; write it anew with -Ddocs=write")
                .isEqualTo(page);
    }

    private String rows(Pack pack) {
        if (pack.clauses().isEmpty()) {
            return head(pack) + "– | Nothing beyond the general guards. | " + String.join(", ", pack.regions())
                    + " | – | – | – | – |\n";
        }
        return pack.clauses().stream().map(clause -> row(pack, clause)).collect(Collectors.joining());
    }

    private static String head(Pack pack) {
        return "| %s | %s | ".formatted(pack.reference(), pack.from());
    }

    private static String row(Pack pack, Clause clause) {
        String whom = String.join(", ", pack.regions())
                + (clause.written().isEmpty() ? "" : ": `" + clause.written().replace("||", "or") + "`");
        return head(pack)
                + "%s | %s. | %s | %s | %s | %s | %s |\n"
                        .formatted(
                                clause.name(),
                                clause.says(),
                                whom,
                                incentives(clause),
                                messages(clause),
                                then(clause),
                                clause.source());
    }

    private static String incentives(Clause clause) {
        Set<Incentive.Type> types = clause.incentives();
        if (types.isEmpty()) {
            return "–";
        }
        Set<Incentive.Type> others = EnumSet.complementOf(EnumSet.copyOf(types));
        String which =
                others.isEmpty() ? "all" : others.size() < types.size() ? "all but " + words(others) : words(types);
        String unless = clause.licence().isEmpty() ? "" : "; free with licence " + clause.licence();
        return which + (clause.spared().isEmpty() ? "" : "; spares " + words(clause.spared())) + unless;
    }

    private static String messages(Clause clause) {
        return clause.messages().isEmpty() || clause.products().isEmpty()
                ? words(clause.messages())
                : words(clause.messages()) + " about " + words(clause.products());
    }

    private static String words(Collection<? extends Enum<?>> words) {
        return words.isEmpty()
                ? "–"
                : words.stream()
                        .map(word -> word.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .collect(Collectors.joining(", "));
    }

    private static String then(Clause clause) {
        return clause.consequence() instanceof Consequence.Denies denies
                ? "denied: `" + denies.reason() + "`"
                : "carries the text `" + ((Consequence.Needs) clause.consequence()).text() + "`";
    }

    private String texts() {
        return "\n## Texts\n\n| key | English | Chinese |\n|---|---|---|\n"
                + packs.texts().entrySet().stream()
                        .map(text -> "| `%s` | %s | %s |\n"
                                .formatted(
                                        text.getKey(),
                                        text.getValue().get("en"),
                                        text.getValue().get("zh")))
                        .collect(Collectors.joining());
    }
}
