package dev.tideline.api.command.folder;

import dev.tideline.api.command.folder.Connection.Reply;
import dev.tideline.rules.problem.Wording;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A running server, by its API. */
final class RemoteServer {

    private static final String PLAYBOOKS = "/v1/playbooks";
    private static final int MINUTE = "2026-11-22T01:45".length();

    private final Connection connection;

    /** The server at the other end. */
    RemoteServer(Connection connection) {
        this.connection = connection;
    }

    /** What the server has of a playbook. */
    Standing standing(String playbook) throws Failure, InterruptedException {
        Reply reply = connection.get(path(playbook) + "/draft");
        if (reply.isMissing()) {
            return new Standing(playbook, "", new TreeMap<>(), null);
        }
        JsonNode draft = reply.orRefused();
        String inForce = inForce(playbook);
        String drafted = draft.path("version").asString();
        SortedMap<String, String> running =
                inForce.isEmpty() ? new TreeMap<>() : inForce.equals(drafted) ? files(draft) : files(playbook, inForce);
        return new Standing(playbook, inForce, running, inForce.equals(drafted) ? null : open(draft));
    }

    private String inForce(String playbook) throws Failure, InterruptedException {
        Reply reply = connection.get(path(playbook));
        return reply.isMissing() ? "" : reply.orRefused().path("version").asString();
    }

    private static Standing.@Nullable OpenDraft open(JsonNode draft) {
        String savedAt = draft.path("saved_at").asString();
        return draft.path("authors").isEmpty()
                ? null
                : new Standing.OpenDraft(
                        draft.path("version").asString(),
                        draft.path("saved_by").asString(),
                        savedAt.substring(0, Math.min(MINUTE, savedAt.length())).replace('T', ' ') + " UTC",
                        files(draft));
    }

    private SortedMap<String, String> files(String playbook, String version) throws Failure, InterruptedException {
        return files(connection.get(path(playbook) + "/versions/" + version).orRefused());
    }

    /** Saves a draft in the place of what the server has, and has it validated; the version that it made. */
    JsonNode save(Standing there, Map<String, String> files, String note) throws Failure, InterruptedException {
        JsonNode unused = connection
                .put(path(there.playbook()) + "/draft", there.current(), Map.of("files", files, "note", note))
                .orRefused();
        return validate(there.playbook());
    }

    JsonNode validate(String playbook) throws Failure, InterruptedException {
        return connection.post(path(playbook) + ":validate", null).orRefused();
    }

    /** A version with its authors and approvals. */
    JsonNode version(String playbook, String version) throws Failure, InterruptedException {
        JsonNode versions = connection.get(path(playbook) + "/versions").orRefused();
        return versions.path("items")
                .valueStream()
                .filter(item -> item.path("version").asString().equals(version))
                .findFirst()
                .orElseThrow(() ->
                        new Failure(Exit.REFUSED, Wording.of("There is no version {0} of `{1}`", version, playbook)));
    }

    /** The latest simulations of a playbook, newest first. */
    List<JsonNode> simulations(String playbook) throws Failure, InterruptedException {
        return connection
                .get(path(playbook) + "/simulations")
                .orRefused()
                .path("items")
                .valueStream()
                .toList();
    }

    JsonNode simulation(String id) throws Failure, InterruptedException {
        return connection.get("/v1/simulations/" + id).orRefused();
    }

    /** Asks for a simulation of a version on everybody. */
    JsonNode simulate(String playbook, String version) throws Failure, InterruptedException {
        return connection
                .post(path(playbook) + ":simulate", Map.of("version", version))
                .orRefused();
    }

    Reply approve(String playbook, Map<String, Object> approval) throws Failure, InterruptedException {
        return connection.post(path(playbook) + ":approve", approval);
    }

    Reply publish(String playbook, Map<String, Object> publication) throws Failure, InterruptedException {
        return connection.post(path(playbook) + ":publish", publication);
    }

    /** The files of every version in force, by key of its playbook. */
    SortedMap<String, SortedMap<String, String>> inForce() throws Failure, InterruptedException {
        SortedMap<String, SortedMap<String, String>> playbooks = new TreeMap<>();
        for (JsonNode item : connection.get(PLAYBOOKS).orRefused().path("items")) {
            String playbook = item.path("key").asString();
            String version = item.path("version").asString();
            if (!version.isEmpty()) {
                playbooks.put(playbook, files(playbook, version));
            }
        }
        return playbooks;
    }

    private static String path(String playbook) {
        return PLAYBOOKS + "/" + playbook;
    }

    private static SortedMap<String, String> files(JsonNode node) {
        SortedMap<String, String> files = new TreeMap<>();
        node.path("files")
                .properties()
                .forEach(file -> files.put(file.getKey(), file.getValue().asString()));
        return files;
    }
}
