package dev.tideline.api.command.folder;

import dev.tideline.api.command.folder.RemoteServer.Draft;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * {@code plan FOLDER}, {@code apply FOLDER} and {@code pull FOLDER} of the server's jar. The server is {@code TIDELINE_SERVER},
 * the key {@code TIDELINE_KEY}. It ends with 0 if all is well, 1 if something is refused, 2 if it is called wrongly.
 */
public final class FolderCommand {

    private static final Set<String> VERBS = Set.of("plan", "apply", "pull");
    private static final String LOCAL = "http://localhost:8080";
    private static final int WELL = 0;
    private static final int REFUSED = 1;
    private static final int WRONG = 2;

    private final LocalFolder folder;
    private final RemoteServer server;
    private final PrintStream out;

    private FolderCommand(LocalFolder folder, RemoteServer server, PrintStream out) {
        this.folder = folder;
        this.server = server;
        this.out = out;
    }

    /** Whether the arguments are for this command and not for the server. */
    public static boolean isMeant(String... arguments) {
        return arguments.length > 0 && VERBS.contains(arguments[0]);
    }

    /** Does it with this process's environment and says on its standard output what it did; the exit code. */
    public static int run(String... arguments) {
        return run(System.getenv(), System.out, arguments);
    }

    /** Does it and says on {@code out} what it did; the exit code. */
    public static int run(Map<String, String> environment, PrintStream out, String... arguments) {
        String key = environment.getOrDefault("TIDELINE_KEY", "");
        if (arguments.length != 2 || key.isBlank()) {
            out.println("Say: plan, apply or pull FOLDER, with the server in TIDELINE_SERVER (" + LOCAL
                    + " if missing) and a key in TIDELINE_KEY");
            return WRONG;
        }
        RemoteServer server = new RemoteServer(URI.create(environment.getOrDefault("TIDELINE_SERVER", LOCAL)), key);
        FolderCommand command = new FolderCommand(new LocalFolder(Path.of(arguments[1])), server, out);
        try {
            return command.run(arguments[0]);
        } catch (IOException e) {
            out.println(Optional.ofNullable(e.getMessage()).orElseGet(e::toString));
            return REFUSED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return REFUSED;
        }
    }

    private int run(String verb) throws IOException, InterruptedException {
        if (verb.equals("pull")) {
            return pull();
        }
        boolean applies = verb.equals("apply");
        int code = WELL;
        for (Map.Entry<String, SortedMap<String, String>> own : folder.read().entrySet()) {
            Draft draft = server.draft(own.getKey());
            if (draft.files().equals(own.getValue())) {
                out.println(own.getKey() + ": the same");
            } else {
                out.println(own.getKey() + (draft.version().isEmpty() ? ": new" : ": differs"));
                RemoteServer.difference(draft.files(), own.getValue()).forEach(line -> out.println("  " + line));
                code = Math.max(code, applies ? apply(own.getKey(), draft, own.getValue()) : WELL);
            }
        }
        return code;
    }

    private int apply(String playbook, Draft seen, SortedMap<String, String> files)
            throws IOException, InterruptedException {
        JsonNode found = server.save(playbook, seen, files, "applied from a folder");
        for (JsonNode problem : found.path("problems")) {
            out.println("  " + problem.path("source").asString() + ":"
                    + problem.path("line").asInt() + ":"
                    + problem.path("column").asInt() + " '"
                    + problem.path("value").asString() + "': "
                    + problem.path("expected").asString());
        }
        for (JsonNode finding : found.path("findings")) {
            out.println("  " + finding.path("severity").asString() + " "
                    + finding.path("code").asString() + ": "
                    + finding.path("message").asString());
        }
        boolean sound = found.path("sound").asBoolean();
        out.println(
                sound
                        ? "  version " + found.path("version").asString() + ": simulate it, then publish"
                        : "  saved as a draft; it cannot be published yet");
        return sound ? WELL : REFUSED;
    }

    private int pull() throws IOException, InterruptedException {
        SortedMap<String, SortedMap<String, String>> before = new TreeMap<>(folder.read());
        for (Map.Entry<String, SortedMap<String, String>> theirs :
                server.inForce().entrySet()) {
            if (!theirs.getValue().equals(before.get(theirs.getKey()))) {
                folder.write(theirs.getKey(), theirs.getValue());
                out.println(theirs.getKey() + ": written");
            }
        }
        return WELL;
    }
}
