package dev.tideline.engine.ledger.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.Child;
import dev.tideline.engine.database.connection.DatabaseSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A {@link ClaimingNode} in a process of its own; one that ends too early fails with what it wrote to standard error. */
final class ClaimingProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader lines;
    private final Path errors;
    private long at;

    private ClaimingProcess(Process process, Path errors, long from) {
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.UTF_8);
        this.errors = errors;
        this.at = from;
    }

    /** Starts one that claims from this number on and ends before that one. */
    static ClaimingProcess start(Path folder, DatabaseSettings settings, int claims, long from, long until)
            throws IOException {
        Path errors = Files.createTempFile(folder, "from-" + from + "-", ".err");
        Process process = Child.of(ClaimingNode.class, "-Xmx256m", settings, claims, from, until)
                .redirectError(errors.toFile())
                .start();
        return new ClaimingProcess(process, errors, from);
    }

    /** Kills it as soon as it says that it has come so far; returns how far it was. */
    long killOnceAt(long until) throws IOException, InterruptedException {
        while (at < until) {
            String line = lines.readLine();
            if (line == null || !line.startsWith("at ")) {
                throw new AssertionError(
                        "Ended at " + at + ", before it was to be killed at " + until + ": " + ending());
            }
            at = Math.max(at, Long.parseLong(line.substring("at ".length())));
        }
        process.destroyForcibly();
        assertThat(process.waitFor()).as("killed").isNotZero();
        return at;
    }

    /** Waits until it has made all claims. */
    void awaitEnd() throws InterruptedException {
        String last = lines.lines().reduce("nothing", (one, other) -> other);
        assertThat(process.waitFor())
                .as(() -> "Said last: " + last + ". " + ending())
                .isZero();
        assertThat(last).isEqualTo("done");
    }

    private String ending() {
        try {
            return "exit code " + process.waitFor() + "\n" + Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
