package dev.tideline.engine.lines;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Works on batches of lines on several threads and takes the results in the order of the body. */
public final class Pipeline {

    private static final int THREADS =
            Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors()));
    private static final int IN_FLIGHT = THREADS * 2;

    private Pipeline() {}

    /** Takes the result of one batch. */
    @FunctionalInterface
    public interface Sink<T> {
        void take(T result) throws IOException;
    }

    /**
     * Reads to the end. A body of one batch is worked on by the calling thread.
     *
     * @param work called on several threads; must not throw
     * @param sink called on this thread, in order
     * @throws IOException if the body breaks off or the sink fails
     */
    public static <T> void run(LineReader lines, Function<LineBatch, T> work, Sink<T> sink) throws IOException {
        Optional<LineBatch> first = lines.next();
        if (first.isEmpty()) {
            return;
        }
        Optional<LineBatch> second = lines.next();
        if (second.isEmpty()) {
            sink.take(work.apply(first.get()));
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, Pipeline::thread);
        try {
            Deque<Future<T>> running = new ArrayDeque<>();
            submit(threads, work, first.get(), running);
            for (Optional<LineBatch> batch = second; batch.isPresent(); batch = lines.next()) {
                submit(threads, work, batch.get(), running);
                if (running.size() >= IN_FLIGHT) {
                    sink.take(result(running.remove()));
                }
            }
            while (!running.isEmpty()) {
                sink.take(result(running.remove()));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> void submit(
            ExecutorService threads, Function<LineBatch, T> work, LineBatch batch, Deque<Future<T>> running) {
        running.add(threads.submit(() -> work.apply(batch)));
    }

    private static <T> T result(Future<T> running) throws IOException {
        try {
            return running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while lines were checked", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A batch of lines could not be checked", e.getCause());
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "tideline-lines");
        thread.setDaemon(true);
        return thread;
    }
}
