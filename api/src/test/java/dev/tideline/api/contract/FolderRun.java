package dev.tideline.api.contract;

import dev.tideline.api.command.folder.FolderCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** One call of the command, with what it said. */
record FolderRun(int exit, String said) {

    /** Calls it with an administrator's key, unless the environment says another. */
    static FolderRun of(TestServer server, Map<String, String> environment, String... arguments) {
        Map<String, String> all = new TreeMap<>(
                Map.of("TIDELINE_SERVER", "http://127.0.0.1:" + server.port(), "TIDELINE_KEY", TestServer.ADMIN_KEY));
        all.putAll(environment);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int exit = FolderCommand.run(all, new PrintStream(said, true, StandardCharsets.UTF_8), arguments);
        return new FolderRun(exit, said.toString(StandardCharsets.UTF_8));
    }
}
