package dev.tideline.engine.rulebook;

import dev.tideline.engine.database.Database;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.playbook.ShippedPlaybooks;
import dev.tideline.rules.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
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
    private final RulebookHolder holder;
    private final @Nullable Path folder;

    /**
     * Over this database.
     *
     * @param holder follows each change at once
     * @param folder the operator's own playbooks, one folder each; null if there are none
     */
    public Playbooks(Database database, RulebookHolder holder, @Nullable Path folder) {
        this.store = new PostgresPlaybookStore(database);
        this.holder = holder;
        this.folder = folder;
    }

    /**
     * What bringing new versions came to.
     *
     * @param changed keys that are new or have another version
     * @param refused folders that were left as they were, with everything that is wrong with each
     */
    public record Brought(List<String> changed, Map<String, List<Problem>> refused) {
        public Brought {
            changed = List.copyOf(changed);
            refused = Map.copyOf(refused);
        }
    }

    /**
     * Stores the shipped playbooks and those of the operator's folder, which win over shipped ones of the same key; call
     * it before the holder starts, and again to read the folder anew.
     *
     * @param pause why playbooks that are new in this database start paused; empty if they only do when they say so
     */
    public Brought bring(String pause) {
        Map<String, Checked<Playbook>> read = folder == null ? Map.of() : PlaybookFolder.read(folder);
        Map<String, Playbook> own = new TreeMap<>();
        Map<String, List<Problem>> refused = new LinkedHashMap<>();
        read.forEach((name, checked) ->
                checked.handle(playbook -> own.put(playbook.key(), playbook), problems -> refused.put(name, problems)));
        Map<String, Playbook> shipped = ShippedPlaybooks.all().stream()
                .filter(playbook -> !own.containsKey(playbook.key()))
                .collect(Collectors.toMap(Playbook::key, Function.identity()));
        List<String> changed = new ArrayList<>(store.bring(shipped, "shipped", pause));
        changed.addAll(store.bring(own, "folder", pause));
        refused.forEach((name, problems) -> log.error(
                "Playbook in folder '{}' is refused: {}",
                name,
                problems.stream().map(Problem::message).collect(Collectors.joining("; "))));
        return new Brought(changed, refused);
    }

    /** {@link #bring} while running: the new versions are in force on this node when it returns. */
    public Brought reload() {
        Brought brought = bring("");
        holder.refresh();
        return brought;
    }

    /** Pauses a playbook. False if there is none of this key. */
    public boolean pause(String key, String reason, String who) {
        return pause(key, true, reason, who);
    }

    /** Lets a paused playbook act again: everybody is evaluated by it at its next run. False if there is none. */
    public boolean resume(String key, String who) {
        return pause(key, false, "", who);
    }

    /** Stops everything: no run begins, and those under way stop after the chunk they are at. */
    public void pauseAll(String reason, String who) {
        store.pauseAll(true, reason, who);
        holder.refresh();
    }

    /** Lets runs go on. */
    public void resumeAll(String who) {
        store.pauseAll(false, "", who);
        holder.refresh();
    }

    private boolean pause(String key, boolean paused, String reason, String who) {
        Optional<Playbook> playbook =
                Optional.ofNullable(holder.current().playbooks().get(key));
        boolean found = store.pause(key, paused, reason, who, playbook.map(LoadedRulebook::schedule));
        holder.refresh();
        return found;
    }
}
