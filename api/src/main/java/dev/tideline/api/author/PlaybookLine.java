package dev.tideline.api.author;

import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.rulebook.catalogue.PlaybookState;
import dev.tideline.rules.playbook.Playbook;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A playbook as people see it in a list.
 *
 * @param key its key
 * @param name what it is called in the reader's language; its key if no version of it can be read
 * @param family activation, engagement, recall, churn-prevention or another word; empty if no version of it can be read
 * @param version content hash of the version in force; empty if there is none
 * @param state live, paused, quarantined, retired, broken or new
 * @param reason why it is paused, quarantined or retired
 * @param share percent of persons that the version in force acts for
 */
record PlaybookLine(String key, String name, String family, String version, String state, String reason, int share) {
    private static final int SHORT = 10;
    private static final String QUARANTINED = "quarantined";

    static PlaybookLine of(PlaybookState state, LoadedRulebook loaded, Locale language) {
        Playbook playbook = loaded.playbooks().get(state.key());
        return new PlaybookLine(
                state.key(),
                playbook == null ? state.key() : name(playbook.about(), language),
                playbook == null ? "" : playbook.about().family(),
                state.version(),
                word(state),
                word(state).equals(QUARANTINED)
                        ? Objects.requireNonNull(state.quarantined()).reason()
                        : state.reason(),
                state.share());
    }

    /** One of which nothing is in force yet. */
    static PlaybookLine fresh(String key) {
        return new PlaybookLine(key, key, "", "", "new", "", 100);
    }

    private static String name(Playbook.About about, Locale language) {
        @Nullable String chinese = about.nameZh();
        boolean speaksChinese = language.getLanguage().equals(Locale.CHINESE.getLanguage());
        return speaksChinese && chinese != null && !chinese.isEmpty() ? chinese : about.nameEn();
    }

    private static String word(PlaybookState state) {
        if (!state.isStored()) {
            return "new";
        }
        if (!state.problems().isEmpty()) {
            return "broken";
        }
        if (state.retired()) {
            return "retired";
        }
        return state.paused() ? "paused" : state.quarantined() == null ? "live" : QUARANTINED;
    }

    /** The first digits of the version. */
    public String shortVersion() {
        return version.substring(0, Math.min(SHORT, version.length()));
    }
}
