package dev.tideline.api.author.release;

import dev.tideline.api.author.CodeWords;
import dev.tideline.engine.authoring.version.Version;
import dev.tideline.engine.simulation.Simulation;
import dev.tideline.engine.simulation.SimulationResults;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One version and what is known of bringing it into force.
 *
 * @param playbook key of the playbook
 * @param version the version; null if the draft has not become one
 * @param simulations its simulations, the latest first
 * @param shown the one that is shown; null if there is none
 * @param results what that one came to; null unless it is done
 * @param samples some of its persons; empty unless it is done, and to who may not see them
 */
record SimulationPanel(
        String playbook,
        @Nullable Version version,
        List<Simulation> simulations,
        @Nullable Simulation shown,
        @Nullable SimulationResults results,
        List<SampleGroup> samples) {
    private static final Set<String> UNDER_WAY = Set.of("PLANNED", "RUNNING");
    private static final int SHORT = 10;

    /** Whether the one that is shown is still under way. */
    public boolean isUnderWay() {
        return shown != null && UNDER_WAY.contains(shown.state().name());
    }

    /** Whether the one that is shown looked at everybody, so that it counts for an approval and a publication. */
    public boolean isWhole() {
        return shown != null && shown.filter().isBlank();
    }

    /** Percent that are done. */
    public long percent() {
        return shown == null || shown.progress().total() == 0
                ? 0
                : Math.min(100, shown.progress().done() * 100 / shown.progress().total());
    }

    /** What is drawn, with codes in these words. */
    public @Nullable Charts charts(CodeWords codes) {
        return results == null ? null : Charts.of(results, codes);
    }

    /** The way on which the version comes into force: {@code publish}, or {@code rollback} if it was in force before. */
    public String way() {
        return version != null
                        && (!version.origin().equals("stored")
                                || !version.publications().isEmpty())
                ? "rollback"
                : "publish";
    }

    /** The first digits of the version. */
    public String shortVersion() {
        return version == null ? "" : version.hash().substring(0, SHORT);
    }
}
