package dev.tideline.engine.rulebook;

import dev.tideline.engine.auditlog.Change;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.rulebook.catalogue.Offer;
import dev.tideline.engine.rulebook.catalogue.PlaybookSwitches;
import dev.tideline.engine.rulebook.catalogue.PlaybookSwitches.Resumed;
import dev.tideline.engine.rulebook.catalogue.PostgresPlaybookStore;
import dev.tideline.rules.playbook.ShippedPlaybooks;
import dev.tideline.rules.problem.Problem;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people do with playbooks: bring new versions, pause and resume. Every method blocks on the database; the other
 * nodes follow within two seconds. Thread-safe.
 */
public final class Playbooks {

    private static final Logger log = LoggerFactory.getLogger(Playbooks.class);

    private final PostgresPlaybookStore store;
    private final PlaybookSwitches switches;
    private final RulebookHolder holder;
    private final @Nullable Path folder;
    private final ZoneId zone;

    /**
     * Over this database.
     *
     * @param holder follows each change at once
     * @param folder the operator's own playbooks, one folder each; null if there are none
     * @param zone zone that calendar days are counted in
     */
    public Playbooks(Database database, RulebookHolder holder, @Nullable Path folder, ZoneId zone) {
        this.store = new PostgresPlaybookStore(database);
        this.switches = new PlaybookSwitches(database);
        this.holder = holder;
        this.folder = folder;
        this.zone = zone;
    }

    /**
     * What bringing new versions came to.
     *
     * @param changed keys that are new, have another version or are back
     * @param retired keys that do not act any more because their folder is gone
     * @param refused folders that were left as they were, with everything that is wrong with each
     */
    public record Brought(List<String> changed, List<String> retired, Map<String, List<Problem>> refused) {
        public Brought {
            changed = List.copyOf(changed);
            retired = List.copyOf(retired);
            refused = Map.copyOf(refused);
        }
    }

    /**
     * Stores the shipped playbooks and those of the operator's folder, which win over shipped ones of the same key; call
     * it before the holder starts, and again to read the folder anew. A version that does not compile or whose scenarios
     * do not prove it never comes into force, and neither do two folders that claim one key: the version before stays. A
     * playbook whose folder is gone is retired, or is the shipped one again if there is one.
     *
     * @param pause why shipped playbooks that are new in this database start paused; empty if they only do when they say so
     */
    public Brought bring(String pause) {
        return bring(pause, Change.SERVER);
    }

    private Brought bring(String pause, String who) {
        Map<String, String> stored = store.versions();
        Offer offer = Offer.of(
                folder,
                playbooks -> holder.problems(
                        playbooks.stream()
                                .filter(playbook -> !playbook.version().equals(stored.get(playbook.key())))
                                .toList(),
                        zone));
        PostgresPlaybookStore.News change = store.bring(ShippedPlaybooks.all(), offer, pause, who);
        change.retired().forEach(key -> log.warn("Playbook '{}' is retired: its folder was removed", key));
        offer.problems()
                .forEach((name, problems) -> log.error(
                        "Playbook in folder '{}' is refused: {}",
                        name,
                        problems.stream().map(Problem::message).collect(Collectors.joining("; "))));
        return new Brought(change.changed(), change.retired(), offer.problems());
    }

    /** {@link #bring} while running, on behalf of somebody: the new versions are in force on this node when it returns. */
    public Brought reload(String who) {
        Brought brought = bring("", who);
        holder.refresh();
        return brought;
    }

    /** The files of a version that is kept, whether it is in force or was. */
    public Optional<Map<String, String>> files(String version) {
        return store.files(Set.of(version)).stream().findFirst();
    }

    /** Pauses a playbook. False if there is none of this key. */
    public boolean pause(String key, String reason, String who) {
        boolean found = switches.pause(key, reason, who);
        holder.refresh();
        return found;
    }

    /**
     * Lets a paused playbook act again: everybody is evaluated by it at its next run. One that is retired acts when its
     * folder is back.
     */
    public Resumed resume(String key, String who) {
        Resumed resumed = switches.resume(key, who);
        holder.refresh();
        return resumed;
    }

    /** Stops everything: no run begins, and those under way stop after the chunk they are at. */
    public void pauseAll(String reason, String who) {
        boolean unused = switches.pauseAll(true, reason, who);
        holder.refresh();
    }

    /** Lets runs go on. False if nothing had stopped them. */
    public boolean resumeAll(String who) {
        boolean changed = switches.pauseAll(false, "", who);
        holder.refresh();
        return changed;
    }
}
