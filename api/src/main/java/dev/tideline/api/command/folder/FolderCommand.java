package dev.tideline.api.command.folder;

import dev.tideline.api.command.folder.RemoteServer.Draft;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * {@code plan FOLDER}, {@code apply FOLDER} and {@code pull FOLDER} of the server's jar. The server is {@code TIDELINE_SERVER},
 * the key {@code TIDELINE_KEY}; {@code apply} publishes for {@code TIDELINE_SHARE} percent of persons, for all if that is
 * missing. It ends with 0 if all is well, 1 if something is refused, 2 if it is called wrongly, 3 if something waits for somebody
 * else.
 */
public final class FolderCommand {

    private static final Set<String> VERBS = Set.of("plan", "apply", "pull");
    private static final String LOCAL = "http://localhost:8080";
    private static final int WELL = 0;
    private static final int REFUSED = 1;
    private static final int WRONG = 2;
    private static final int WAITS = 3;
    private static final String EVERYBODY = "100";

    private final LocalFolder folder;
    private final RemoteServer server;
    private final PrintStream out;
    private final Release release;

    private FolderCommand(LocalFolder folder, RemoteServer server, PrintStream out, int share) {
        this.folder = folder;
        this.server = server;
        this.out = out;
        this.release = new Release(server, out, share);
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
        String share = environment.getOrDefault("TIDELINE_SHARE", EVERYBODY);
        if (arguments.length != 2 || key.isBlank() || !share.matches("[1-9][0-9]?|100")) {
            out.println("Say: plan, apply or pull FOLDER, with the server in TIDELINE_SERVER (" + LOCAL
                    + " if missing), a key in TIDELINE_KEY, and in TIDELINE_SHARE the percent of persons to publish for ("
                    + EVERYBODY + " if missing)");
            return WRONG;
        }
        RemoteServer server = new RemoteServer(URI.create(environment.getOrDefault("TIDELINE_SERVER", LOCAL)), key);
        FolderCommand command =
                new FolderCommand(new LocalFolder(Path.of(arguments[1])), server, out, Integer.parseInt(share));
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
            boolean same = draft.files().equals(own.getValue());
            boolean done = same && server.isInForce(own.getKey(), draft.version());
            tell(own.getKey(), draft, own.getValue(), done);
            if (applies && !done) {
                JsonNode found = same
                        ? server.validate(own.getKey())
                        : server.save(own.getKey(), draft, own.getValue(), "applied from a folder");
                code = Math.max(code, apply(own.getKey(), found));
            }
        }
        return code;
    }

    private void tell(String playbook, Draft draft, SortedMap<String, String> files, boolean done) {
        List<String> difference = RemoteServer.difference(draft.files(), files);
        if (done) {
            out.println(playbook + ": the same");
        } else if (difference.isEmpty()) {
            out.println(playbook + ": saved, but not in force");
        } else {
            out.println(playbook + (draft.version().isEmpty() ? ": new" : ": differs"));
            difference.forEach(line -> out.println("  " + line));
        }
    }

    /** What validation found of the saved draft, and what becomes of a sound one. */
    private int apply(String playbook, JsonNode found) throws IOException, InterruptedException {
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
        if (!found.path("sound").asBoolean()) {
            out.println("  saved as a draft; it cannot be published yet");
            return REFUSED;
        }
        return switch (release.bring(playbook, found.path("version").asString())) {
            case IN_FORCE -> WELL;
            case WAITS -> WAITS;
            case REFUSED -> REFUSED;
        };
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
