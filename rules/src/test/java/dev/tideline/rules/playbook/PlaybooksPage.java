package dev.tideline.rules.playbook;

import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.playbook.reentry.ReEntry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes {@code docs/playbooks.md} from the shipped playbooks. */
final class PlaybooksPage {

    private static final String HEAD = """
            # Shipped playbooks

            Written by `PlaybooksPageTest` from `rules/src/main/resources/playbooks`; run it with `-Ddocs=write` after a change.
            Times are UTC. "Again" says when a playbook may act again for the same person. Guards bind all of them:
            `rules/src/main/resources/guardrails` (regions, risk, accounts, cooling-off, care) and `limits.yaml` (contacts, hours,
            holdout, value). Numbers of a rule that a strategist tunes are parameters in its `playbook.yaml`.

            """;

    private PlaybooksPage() {}

    static String of(Map<Playbook, List<CheckedRule>> rules) {
        StringBuilder page = new StringBuilder(HEAD);
        List<String> families =
                rules.keySet().stream().map(PlaybooksPage::family).distinct().toList();
        families.forEach(family -> {
            page.append("## ").append(family).append("\n\n");
            page.append("| id | playbook | class | who | does | runs | again |\n|---|---|---|---|---|---|---|\n");
            rules.forEach((playbook, checked) -> {
                if (family(playbook).equals(family)) {
                    checked.forEach(rule -> page.append(row(playbook, rule)));
                }
            });
            page.append('\n');
        });
        return page.append(paused(rules)).toString();
    }

    private static String family(Playbook playbook) {
        return playbook.about().family();
    }

    private static String row(Playbook playbook, CheckedRule rule) {
        Playbook.About about = playbook.about();
        String name = "`" + rule.name().replace("/", "`<br>`") + "`<br>" + about.nameEn() + " · " + about.nameZh();
        return "| "
                + String.join(
                        " | ",
                        about.id() + (playbook.paused() ? " (paused)" : ""),
                        name,
                        lower(playbook.candidateClass()) + ", " + playbook.priority(),
                        rule.why(),
                        rule.parts().stream().map(PlaybooksPage::does).collect(Collectors.joining("<br>")),
                        "`" + playbook.schedule().cron() + "`",
                        again(playbook.reentryOf(rule.name())))
                + " |\n";
    }

    private static String lower(CandidateClass candidateClass) {
        return candidateClass.name().toLowerCase(Locale.ROOT);
    }

    private static String does(Part part) {
        if (part instanceof Part.Incentive) {
            return "offers `" + part.key() + "`";
        }
        if (part instanceof Part.Touch touch) {
            String channels = touch.channels().stream().map(Enum::name).collect(Collectors.joining(" or "));
            return "sends `" + touch.key() + "` by " + channels;
        }
        return part instanceof Part.Task task
                ? "opens `" + task.key() + "` by " + task.channel()
                : "puts into `" + part.key() + "`";
    }

    private static String again(ReEntry reentry) {
        ReEntry.Occurrence occurrence = reentry.occurrence();
        String once = occurrence instanceof ReEntry.Occurrence.Ever
                ? "never"
                : occurrence instanceof ReEntry.Occurrence.Event event
                        ? "with the next `" + event.field() + "`"
                        : occurrence instanceof ReEntry.Occurrence.Per per
                                ? "once in " + per.window().text()
                                : "";
        String cooldown = reentry.cooldown().isZero() ? "" : "after " + length(reentry.cooldown());
        String most = reentry.atMost() == Integer.MAX_VALUE ? "" : "at most " + reentry.atMost() + " times";
        return List.of(once, cooldown, most).stream()
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String length(Duration duration) {
        return duration.toHours() % 24 == 0 ? duration.toDays() + " d" : duration.toHours() + " h";
    }

    private static String paused(Map<Playbook, List<CheckedRule>> rules) {
        return "## Shipped paused\n\n"
                + rules.keySet().stream()
                        .filter(Playbook::paused)
                        .map(playbook -> "- **" + playbook.about().id() + "** `" + playbook.key() + "`: "
                                + playbook.pause() + ".\n")
                        .collect(Collectors.joining());
    }
}
