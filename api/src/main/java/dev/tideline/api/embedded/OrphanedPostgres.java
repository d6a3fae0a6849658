package dev.tideline.api.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that outlived a killed server. Only the holder of the {@link HomeLock} may stop it: without the lock it
 * could be the database of a server that is alive.
 */
final class OrphanedPostgres {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanedPostgres.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration START_TOLERANCE = Duration.ofSeconds(60);

    private OrphanedPostgres() {}

    /** The process named in the folder's {@code postmaster.pid}, if it is a PostgreSQL of that folder. */
    static Optional<ProcessHandle> running(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        return process(lines).filter(process -> isOf(process, data, lines));
    }

    /** Stops the process named in the folder's {@code postmaster.pid}, if it is still a PostgreSQL of that folder. */
    static void stop(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> orphan = running(data);
        if (orphan.isPresent()) {
            LOG.info(
                    "Stopping the PostgreSQL (process {}) that a killed server left behind",
                    orphan.get().pid());
            end(orphan.get());
        }
        Files.deleteIfExists(pidFile);
    }

    /**
     * Ends what a PostgreSQL leaves behind whose first process was killed: its other processes end by themselves, but one
     * that is busy does so late, and none starts beside it. Where the system does not tell whose they are nothing is done.
     */
    static void endBackends(Path data) {
        List<ProcessHandle> left = ProcessHandle.allProcesses()
                .filter(process -> isPostgres(process) && worksIn(process, data).orElse(false))
                .toList();
        left.forEach(ProcessHandle::destroy);
        left.forEach(OrphanedPostgres::end);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.contains("postgres"))
                .orElse(false);
    }

    private static Optional<ProcessHandle> process(List<String> lines) {
        return lines.isEmpty() || !lines.get(0).strip().matches("\\d{1,10}")
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
    }

    /**
     * Whether the process is the one that wrote the file. Its number alone says nothing: the operating system may have
     * given it to another program since, another PostgreSQL too.
     */
    private static boolean isOf(ProcessHandle process, Path data, List<String> lines) {
        return isPostgres(process)
                && worksIn(process, data).or(() -> isNamed(process, data)).orElseGet(() -> startedThen(process, lines));
    }

    /** Whether its working directory is the folder, as that of PostgreSQL is; empty where that is not told. */
    private static Optional<Boolean> worksIn(ProcessHandle process, Path data) {
        try {
            return Optional.of(Files.isSameFile(Path.of("/proc", String.valueOf(process.pid()), "cwd"), data));
        } catch (IOException notTold) {
            return Optional.empty();
        }
    }

    /** Whether its arguments name the folder, as we start it; empty where they are not told. */
    private static Optional<Boolean> isNamed(ProcessHandle process, Path data) {
        return process.info()
                .arguments()
                .map(arguments -> Arrays.stream(arguments).anyMatch(argument -> isFolder(argument, data)));
    }

    private static boolean isFolder(String argument, Path data) {
        try {
            return Files.isSameFile(Path.of(argument), data);
        } catch (IOException | InvalidPathException notAFolder) {
            return false;
        }
    }

    /** The last resort, as clocks are set: the third line is the start in seconds since 1970, written by the process itself a moment after it began. */
    private static boolean startedThen(ProcessHandle process, List<String> lines) {
        if (lines.size() < 3 || !lines.get(2).strip().matches("\\d{1,12}")) {
            return false;
        }
        Instant written = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
        return process.info()
                .startInstant()
                .map(start -> Duration.between(start, written).abs().compareTo(START_TOLERANCE) <= 0)
                .orElse(false);
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException slow) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Process " + process.pid() + " could not be awaited", e);
        }
    }
}
