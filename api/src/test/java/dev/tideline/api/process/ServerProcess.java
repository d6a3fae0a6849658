package dev.tideline.api.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged server as a process of its own, as the README starts it, and everything that it prints. */
final class ServerProcess implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(4);
    private static final Pattern ADDRESS = Pattern.compile("Tideline serves at http://localhost:(\\d+)");
    private static final Pattern DATABASE = Pattern.compile("Embedded PostgreSQL runs on port (\\d+)");
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private final Path home;
    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final Thread reader = new Thread(this::read, "server output");
    private final Thread errorReader = new Thread(this::readErrors, "server errors");
    private boolean ended;

    private ServerProcess(Path home, Process process) {
        this.home = home;
        this.process = process;
        reader.start();
        errorReader.start();
    }

    /** Starts the jar on this folder; {@code before} goes before the command, such as another user. */
    static ServerProcess start(Path jar, Path home, Map<String, String> settings, String... before) {
        List<String> command = new ArrayList<>(List.of(before));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx1g", "-jar", jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("TIDELINE_"));
        builder.environment().put("TIDELINE_HOME", home.toString());
        builder.environment().put("TIDELINE_PORT", "0");
        builder.environment().putAll(settings);
        try {
            return new ServerProcess(home, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        copy(process.inputReader(StandardCharsets.UTF_8), false);
        end();
    }

    private void readErrors() {
        copy(process.errorReader(StandardCharsets.UTF_8), true);
    }

    private void copy(BufferedReader printed, boolean error) {
        try {
            printed.lines().forEach(line -> add(line, error));
        } catch (UncheckedIOException killed) {
            add("(killed while it printed)", false);
        }
    }

    private synchronized void add(String line, boolean error) {
        lines.add(line);
        if (error) {
            errors.add(line);
        }
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** The lines of standard error so far. */
    synchronized List<String> errors() {
        return List.copyOf(errors);
    }

    /** Everything printed so far. */
    synchronized String output() {
        return String.join("\n", lines);
    }

    /** The first group of the first line in which this is found, as soon as there is one. */
    synchronized String await(Pattern pattern) {
        long end = System.nanoTime() + START.toNanos();
        int next = 0;
        while (true) {
            for (; next < lines.size(); next++) {
                Matcher matcher = pattern.matcher(lines.get(next));
                if (matcher.find()) {
                    return matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
                }
            }
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0 || ended) {
                throw new AssertionError("No line with " + pattern + " in\n" + output());
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Waits until it serves; its address. */
    String address() {
        return "http://127.0.0.1:" + await(ADDRESS);
    }

    /** Its exit code, waited for this long. */
    int exitCode(Duration patience) {
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("Still running after " + patience + ":\n" + output());
            }
            reader.join();
            errorReader.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks it to stop, as an operator does. */
    void terminate() {
        process.destroy();
    }

    /** Ends it as a crash does. */
    void kill() {
        process.destroyForcibly();
        exitCode(Duration.ofSeconds(30));
    }

    /** Process of its PostgreSQL. */
    ProcessHandle postgres() {
        try {
            List<String> pid = Files.readAllLines(home.resolve("postgres").resolve("postmaster.pid"));
            return ProcessHandle.of(Long.parseLong(pid.get(0).strip())).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One number from its database. */
    long number(String sql) {
        return Long.parseLong(texts(sql).get(0));
    }

    /** The first column of each row of its database. */
    List<String> texts(String sql) {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** A connection to its database. */
    Connection connection() throws SQLException {
        try {
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + await(DATABASE) + "/postgres?currentSchema=tideline",
                    "postgres",
                    Files.readString(home.resolve("postgres.password")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a query gives more than zero. */
    void awaitSome(String sql) throws Exception {
        await(sql, () -> number(sql) > 0);
    }

    /** Waits until something is so. */
    void await(String what, Callable<Boolean> so) throws Exception {
        long end = System.nanoTime() + START.toNanos();
        while (!so.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Still not: " + what + "\n" + output());
            }
            breathe();
        }
    }

    private static void breathe() {
        try {
            var unused = NEVER.await(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Leaves nothing running, whatever the test found. */
    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            CompletableFuture<Process> exit = process.onExit();
            exit.orTimeout(60, TimeUnit.SECONDS)
                    .exceptionally(slow -> process.destroyForcibly())
                    .join();
        }
    }
}
