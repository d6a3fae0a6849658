package dev.tideline.api.command.folder;

import dev.tideline.rules.playbook.ContentHash;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Wording;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * {@code plan FOLDER}, {@code apply FOLDER} and {@code pull FOLDER} of the server's jar. The server is {@code TIDELINE_SERVER},
 * the key {@code TIDELINE_KEY}; everything is said in the language of the terminal. {@code apply} publishes for
 * {@code TIDELINE_SHARE} percent of persons, for all if that is missing, and leaves {@code --note} in the audit log. Neither
 * side is written over where it changed unseen, but for the playbooks of {@code --replace}. It ends with 0 if all is well, 1 if
 * something is refused, 2 if it is called wrongly, 3 if something waits for somebody else, 4 if the server cannot be reached.
 */
public final class FolderCommand {

    private static final Set<String> HELP = Set.of("help", "--help", "-h");

    private final Call call;
    private final LocalFolder folder;
    private final RemoteServer server;
    private final Terminal terminal;
    private final Release release;

    private FolderCommand(Call call, Terminal terminal) {
        this.call = call;
        this.folder = new LocalFolder(call.folder());
        this.server = new RemoteServer(new Connection(call.server(), call.key(), terminal.languageTag()));
        this.terminal = terminal;
        this.release = new Release(server, terminal, call.share(), call.note());
    }

    /** Whether the arguments are a command, be it one that there is not, rather than settings of the server. */
    public static boolean isMeant(String... arguments) {
        return arguments.length > 0 && (!arguments[0].startsWith("--") || HELP.contains(arguments[0]));
    }

    /** Does it with this process's environment and says on its standard output what it did; the exit code. */
    public static int run(String... arguments) {
        return run(System.getenv(), System.out, arguments);
    }

    /** Does it and says on {@code out} what it did; the exit code. */
    public static int run(Map<String, String> environment, PrintStream out, String... arguments) {
        Terminal terminal = new Terminal(out, environment);
        if (HELP.contains(arguments[0])) {
            terminal.say(Call.usage());
            return Exit.WELL.code();
        }
        try {
            return new FolderCommand(Call.read(environment, List.of(arguments)), terminal)
                    .run()
                    .code();
        } catch (Failure e) {
            e.words().forEach(terminal::say);
            return e.exit().code();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Exit.REFUSED.code();
        }
    }

    private Exit run() throws Failure, InterruptedException {
        if (call.verb().equals("pull")) {
            return pull();
        }
        SortedMap<String, SortedMap<String, String>> playbooks = folder.read();
        for (Path other : folder.others()) {
            terminal.say(Wording.of("{0}: left alone: no file of a playbook is in it", other));
        }
        checkReplaced(playbooks);
        Pulled pulled = Pulled.read(call.folder(), call.server());
        Exit exit = Exit.WELL;
        for (Map.Entry<String, SortedMap<String, String>> own : playbooks.entrySet()) {
            try {
                exit = exit.or(bring(own.getKey(), own.getValue(), pulled));
            } catch (Failure e) {
                exit = exit.or(e.exit());
                told(own.getKey(), e);
            }
        }
        return exit;
    }

    /** What is refused for one playbook is told there; without a server there is nothing to go on with. */
    private void told(String playbook, Failure failure) throws Failure {
        if (failure.exit() != Exit.REFUSED) {
            throw failure;
        }
        terminal.say(Wording.of("{0}: refused", playbook));
        failure.words().forEach(terminal::detail);
    }

    private void checkReplaced(SortedMap<String, ?> known) throws Failure {
        List<Wording> strangers = call.replaced().stream()
                .filter(key -> !known.containsKey(key))
                .sorted()
                .map(key -> Wording.of(
                        "--replace {0}: there is no such playbook; {1}", key, Nearest.hint(key, known.keySet())))
                .toList();
        if (!strangers.isEmpty()) {
            throw new Failure(Exit.CALLED_WRONGLY, strangers);
        }
    }

    /** Plans or applies one playbook. */
    private Exit bring(String playbook, SortedMap<String, String> files, Pulled pulled)
            throws Failure, InterruptedException {
        Standing there = server.standing(playbook);
        there.tell(terminal, files);
        boolean applies = call.verb().equals("apply");
        if (there.runs(files)) {
            if (applies) {
                pulled.put(playbook, there.inForce());
            }
            return Exit.WELL;
        }
        boolean saves = !there.drafts(files);
        if (saves && !isSeen(there, pulled)) {
            terminal.detail(there.unseen());
            return applies ? Exit.REFUSED : Exit.WELL;
        }
        if (!applies) {
            return Exit.WELL;
        }
        JsonNode found = saves ? server.save(there, files, call.note()) : server.validate(playbook);
        pulled.put(playbook, ContentHash.of(files));
        return apply(playbook, found);
    }

    /**
     * Whether what a save replaces is known here: nothing, what was pulled or applied, or named by {@code --replace}. Of a folder
     * that was never pulled nobody knows what it stands on; it replaces what is in force, which is kept, but no draft.
     */
    private boolean isSeen(Standing there, Pulled pulled) {
        return there.current().isEmpty()
                || call.replaced().contains(there.playbook())
                || pulled.version(there.playbook()).map(there.current()::equals).orElse(there.draft() == null);
    }

    /** What validation found of the saved draft, and what becomes of a sound one. */
    private Exit apply(String playbook, JsonNode found) throws Failure, InterruptedException {
        for (JsonNode problem : found.path("problems")) {
            terminal.lines(List.of(Connection.line(problem)));
        }
        for (JsonNode finding : found.path("findings")) {
            terminal.lines(List.of(finding.path("severity").asString() + " "
                    + finding.path("code").asString() + ": "
                    + finding.path("message").asString()));
        }
        if (!found.path("sound").asBoolean()) {
            terminal.detail(Wording.of("saved as a draft; it cannot be published yet"));
            return Exit.REFUSED;
        }
        return release.bring(playbook, found.path("version").asString());
    }

    private Exit pull() throws Failure, InterruptedException {
        folder.make();
        SortedMap<String, SortedMap<String, String>> before = folder.read();
        SortedMap<String, SortedMap<String, String>> theirs = server.inForce();
        SortedMap<String, SortedMap<String, String>> known = new TreeMap<>(before);
        known.putAll(theirs);
        checkReplaced(known);
        Pulled pulled = Pulled.read(call.folder(), call.server());
        Exit exit = Exit.WELL;
        for (Map.Entry<String, SortedMap<String, String>> one : theirs.entrySet()) {
            exit = exit.or(pull(one.getKey(), one.getValue(), before.get(one.getKey()), pulled));
        }
        return exit;
    }

    private Exit pull(
            String playbook, SortedMap<String, String> theirs, @Nullable SortedMap<String, String> own, Pulled pulled)
            throws Failure, InterruptedException {
        if (!theirs.equals(own)) {
            if ((own != null || folder.holds(playbook)) && !isPulled(playbook, own, pulled)) {
                terminal.say(Wording.of(
                        "{0}: left as it is: it was changed here since it was pulled. Apply it, or write over it with --replace {0}",
                        playbook));
                return Exit.REFUSED;
            }
            folder.write(playbook, theirs);
            terminal.say(Wording.of("{0}: written", playbook));
            Standing.OpenDraft open = server.standing(playbook).draft();
            if (open != null) {
                terminal.detail(Wording.of("{0} is not in it", Standing.words(open)));
            }
        }
        pulled.put(playbook, ContentHash.of(theirs));
        return Exit.WELL;
    }

    private boolean isPulled(String playbook, @Nullable SortedMap<String, String> own, Pulled pulled) {
        return call.replaced().contains(playbook)
                || (own != null
                        && pulled.version(playbook)
                                .map(ContentHash.of(own)::equals)
                                .orElse(false));
    }
}
