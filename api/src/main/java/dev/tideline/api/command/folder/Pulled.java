package dev.tideline.api.command.folder;

import dev.tideline.rules.problem.Wording;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which version of each playbook was last pulled into a folder or applied from it, by address of the server: what somebody
 * here has seen. In {@code .tideline.json}, which belongs into git as the playbooks do.
 */
final class Pulled {

    private static final String FILE = ".tideline.json";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<SortedMap<String, SortedMap<String, String>>> VERSIONS =
            new TypeReference<>() {};

    private final Path file;
    private final SortedMap<String, SortedMap<String, String>> servers;
    private final SortedMap<String, String> versions;

    private Pulled(Path file, SortedMap<String, SortedMap<String, String>> servers, URI server) {
        this.file = file;
        this.servers = servers;
        this.versions = servers.computeIfAbsent(server.toString(), unknown -> new TreeMap<>());
    }

    /** What a folder says of a server; nothing if it was never used with it. */
    static Pulled read(Path folder, URI server) throws Failure {
        Path file = folder.resolve(FILE);
        try {
            return new Pulled(
                    file,
                    Files.exists(file) ? JSON.readValue(Files.readString(file), VERSIONS) : new TreeMap<>(),
                    server);
        } catch (JacksonException e) {
            throw new Failure(
                    Exit.CALLED_WRONGLY,
                    Wording.of(
                            "{0} cannot be read: versions by playbook and server in JSON are expected. Mend it, or delete it and say with --replace what is to be written over",
                            file));
        } catch (IOException e) {
            throw LocalFolder.failure(file, e);
        }
    }

    /** Content hash of what was seen of a playbook; empty if nothing was. */
    Optional<String> version(String playbook) {
        return Optional.ofNullable(versions.get(playbook));
    }

    /** Writes down what was seen. */
    void put(String playbook, String version) throws Failure {
        if (version.equals(versions.put(playbook, version))) {
            return;
        }
        try {
            Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(servers) + "\n");
        } catch (IOException e) {
            throw LocalFolder.failure(file, e);
        }
    }
}
