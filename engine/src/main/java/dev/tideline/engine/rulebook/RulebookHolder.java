package dev.tideline.engine.rulebook;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.quarantine.Quarantine;
import dev.tideline.engine.rulebook.catalogue.PlaybookState;
import dev.tideline.engine.rulebook.catalogue.PlaybookSwitches;
import dev.tideline.engine.rulebook.catalogue.PostgresPlaybookStore;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.ruleset.Compilation;
import dev.tideline.rules.ruleset.RulebookCompiler;
import dev.tideline.rules.ruleset.evaluation.EvaluationLimits;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the rulebook in force at hand. It looks for changes of the catalogue every second, compiles on a thread of its
 * own and swaps by reference: readers never wait, and pause and resume reach every node within two seconds, also while
 * new versions are compiled. Thread-safe.
 */
public final class RulebookHolder implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RulebookHolder.class);
    private static final long POLL_MILLIS = 1_000;

    private final PostgresPlaybookStore store;
    private final PlaybookSwitches switches;
    private final RulebookLoader loader;
    private final Quarantine quarantine;
    private final Consumer<LoadedRulebook> listener;
    private final ScheduledExecutorService poller = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "rulebook");
        thread.setDaemon(true);
        return thread;
    });
    private final Object compiling = new Object();
    private final LongAdder completeLoads = new LongAdder();
    private final LongAdder refusedLoads = new LongAdder();
    private final AtomicBoolean untold = new AtomicBoolean();
    private final ReentrantLock telling = new ReentrantLock();
    private volatile @Nullable LoadedRulebook current;

    /**
     * A holder that holds nothing until {@link #start}.
     *
     * @param listener is told of the rulebook in force after it changed, by one thread at a time, and last of the latest
     */
    public RulebookHolder(Database database, Vocabulary vocabulary, Consumer<LoadedRulebook> listener) {
        this(database, vocabulary, EvaluationLimits.STANDARD, listener);
    }

    /** A holder of rulebooks that evaluate a user within these limits. */
    public RulebookHolder(
            Database database, Vocabulary vocabulary, EvaluationLimits limits, Consumer<LoadedRulebook> listener) {
        this(database, vocabulary, new RulebookCompiler(limits), listener);
    }

    /** A holder with a compiler that may have been prepared. */
    public RulebookHolder(
            Database database, Vocabulary vocabulary, RulebookCompiler compiler, Consumer<LoadedRulebook> listener) {
        this(database, vocabulary, compiler, new Quarantine(Quarantine.Settings.STANDARD), listener);
    }

    /** The same, with what it takes to put a playbook into quarantine. */
    public RulebookHolder(
            Database database,
            Vocabulary vocabulary,
            RulebookCompiler compiler,
            Quarantine quarantine,
            Consumer<LoadedRulebook> listener) {
        this.quarantine = quarantine;
        this.store = new PostgresPlaybookStore(database);
        this.switches = new PlaybookSwitches(database);
        this.loader = new RulebookLoader(store, new RuleNumbers(database), vocabulary, compiler);
        this.listener = listener;
    }

    /** Loads the catalogue, which takes seconds, and keeps up with it from then on. */
    public void start() {
        refresh();
        for (Runnable look : List.<Runnable>of(this::follow, this::refresh)) {
            var unused =
                    poller.scheduleWithFixedDelay(() -> poll(look), POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * The rulebook in force on this node.
     *
     * @throws RulebookMissing before {@link #start} has loaded it
     */
    public LoadedRulebook current() {
        LoadedRulebook loaded = current;
        if (loaded == null) {
            throw new RulebookMissing();
        }
        return loaded;
    }

    /** Whether there is one: only {@link #start} has to be waited for. */
    public boolean hasLoaded() {
        return current != null;
    }

    /**
     * The rulebook of this hash, made of these versions: the one in force, or one that was before it and has to be
     * compiled first. Its states are not told then. Empty if this node cannot make it.
     */
    public Optional<LoadedRulebook> of(String hash, Set<String> versions) {
        LoadedRulebook now = current();
        if (now.rulebook().hash().equals(hash) && now.versions().equals(versions)) {
            loader.forgetFormer();
            return Optional.of(now);
        }
        return loader.former(hash, versions);
    }

    /**
     * These versions, by content hash, as they go on outside the shares of others: those in force, or others that have to be
     * compiled first. Empty if this node cannot make them all.
     */
    public Optional<Predecessors> predecessors(Set<String> versions) {
        if (versions.isEmpty()) {
            return Optional.of(Predecessors.NONE);
        }
        Predecessors now = current().predecessors();
        return Set.copyOf(now.versions().values()).equals(versions) ? Optional.of(now) : loader.predecessors(versions);
    }

    /** How often the catalogue was loaded on this node: with something in it that was refused, or complete. */
    public long loads(boolean refused) {
        return refused ? refusedLoads.sum() : completeLoads.sum();
    }

    /** Loads what has changed, now and on this thread. */
    public void refresh() {
        follow();
        synchronized (compiling) {
            LoadedRulebook before = current;
            if (before != null && before.epoch() == store.epoch()) {
                return;
            }
            put(Objects.requireNonNull(loader.load(before)));
        }
        tell();
        follow();
    }

    /** Who is paused or in quarantine, without waiting for a compilation that is under way. */
    private void follow() {
        switches.quarantine(quarantine)
                .forEach(found -> log.error("Playbook '{}' does not act any more. {}", found.playbook(), found.text()));
        if (hasFollowed()) {
            tell();
        }
    }

    private synchronized boolean hasFollowed() {
        LoadedRulebook before = current;
        if (before == null || before.epoch() == store.epoch()) {
            return false;
        }
        LoadedRulebook switched = loader.switched(before);
        if (switched.epoch() == before.epoch()) {
            current = switched;
            return false;
        }
        publish(switched);
        return true;
    }

    /** Loading took its time: whoever was paused meanwhile is paused from the first moment. */
    private synchronized void put(LoadedRulebook loaded) {
        boolean refused = loaded.states().values().stream()
                .anyMatch(
                        state -> !state.problems().isEmpty() || !state.refused().isEmpty());
        (refused ? refusedLoads : completeLoads).increment();
        store.keep(loaded.rulebook().hash(), loaded.versions());
        publish(loaded.epoch() == store.epoch() ? loaded : loader.switched(loaded));
    }

    private void publish(LoadedRulebook loaded) {
        current = loaded;
        untold.set(true);
        log.info(
                "Rulebook {} in force: epoch {}, {} playbooks, {} of them act{}",
                loaded.rulebook().hash().substring(0, 12),
                loaded.epoch(),
                loaded.states().size(),
                loaded.states().values().stream().filter(PlaybookState::acts).count(),
                loaded.pausedAll() ? "; everything is paused" : "");
    }

    /** Nobody waits for the listener: who finds it busy leaves the news to the thread that is in it. */
    private void tell() {
        while (untold.get() && telling.tryLock()) {
            try {
                if (untold.getAndSet(false)) {
                    listener.accept(current());
                }
            } finally {
                telling.unlock();
            }
        }
    }

    /** Compiles these playbooks and the guardrails by themselves; nothing comes into force. Takes tenths of a second. */
    public Compilation compile(Collection<Playbook> playbooks) {
        return loader.compile(playbooks);
    }

    /** What is wrong with the rules and cases of these playbooks, by key; cases count days in the zone. */
    Map<String, List<Problem>> problems(Collection<Playbook> playbooks, ZoneId zone) {
        return loader.problems(playbooks, zone);
    }

    private static void poll(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            // An edge: the rulebook in force stays until the database is back.
            log.warn("The catalogue of playbooks could not be read: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        poller.shutdownNow();
    }
}
