package dev.tideline.api.playbooks;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tideline.api.http.ProblemView;
import dev.tideline.engine.quarantine.Quarantined;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.rulebook.catalogue.PlaybookState;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A playbook in a list.
 *
 * @param key its key
 * @param version content hash of the version in force; empty if there is none
 * @param paused whether it is paused
 * @param retired whether its folder was removed: it does not act until the folder is back
 * @param reason why it is paused or retired
 * @param changedBy who paused or resumed it last
 * @param changedAt when that was, or when it was stored first; null if no version of it ever was
 * @param share percent of persons that it acts for
 * @param versionOutside content hash of the version that goes on for the others; null if none does
 * @param problems why this version could not be compiled
 * @param quarantine why it does not act though nobody paused it; null if it is not in quarantine
 * @param refused what is wrong with a newer version in the operator's folder, which did not come into force
 * @param about what people read about it; null if its file cannot be read
 */
record PlaybookView(
        String key,
        String version,
        boolean paused,
        boolean retired,
        String reason,
        String changedBy,
        @Nullable Instant changedAt,
        int share,
        @Nullable String versionOutside,
        List<ProblemView> problems,
        List<ProblemView> refused,
        @Nullable QuarantineView quarantine,
        @Nullable AboutView about) {

    /**
     * A version whose rules were cut too often. It acts again when a person resumes the playbook; another version does.
     *
     * @param persons for how many persons it was cut before it was stopped
     * @param reason why it was cut for the last of them
     * @param since when it was stopped
     */
    record QuarantineView(long persons, String reason, Instant since) {

        static @Nullable QuarantineView of(@Nullable Quarantined quarantined) {
            return quarantined == null
                    ? null
                    : new QuarantineView(quarantined.persons(), quarantined.reason(), quarantined.since());
        }
    }

    /**
     * What people read about a playbook.
     *
     * @param id number in the catalogue of the house
     * @param name name by language
     * @param family activation, engagement, recall, churn-prevention or another word
     * @param owner team that answers for it
     * @param goal what it is measured by
     * @param candidateClass promotional, service, contractual or goodwill
     * @param priority 0 to 100
     * @param cron when it runs
     * @param zone zone of the cron expression
     */
    record AboutView(
            String id,
            NameView name,
            String family,
            String owner,
            String goal,
            @JsonProperty("class") String candidateClass,
            int priority,
            String cron,
            String zone) {

        static AboutView of(Playbook playbook) {
            Playbook.About about = playbook.about();
            return new AboutView(
                    about.id(),
                    new NameView(about.nameEn(), about.nameZh()),
                    about.family(),
                    about.owner(),
                    about.goal(),
                    playbook.candidateClass().name(),
                    playbook.priority(),
                    playbook.schedule().cron(),
                    playbook.schedule().zone().getId());
        }
    }

    /** A name in English and Chinese. */
    record NameView(String en, String zh) {}

    static PlaybookView of(PlaybookState state, LoadedRulebook loaded, Locale language) {
        Playbook playbook = loaded.playbooks().get(state.key());
        Playbook outside = loaded.predecessors().playbooks().get(state.key());
        return new PlaybookView(
                state.key(),
                state.version(),
                state.paused(),
                state.retired(),
                state.reason(),
                state.changedBy(),
                state.isStored() ? state.changedAt() : null,
                state.share(),
                outside == null ? null : outside.version(),
                views(state.problems(), language),
                views(state.refused(), language),
                QuarantineView.of(state.quarantined()),
                playbook == null ? null : AboutView.of(playbook));
    }

    private static List<ProblemView> views(List<Problem> problems, Locale language) {
        return problems.stream()
                .map(problem -> ProblemView.of(problem, language))
                .toList();
    }
}
