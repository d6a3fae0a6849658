package dev.tideline.engine.gathering;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves requests on threads that may block: each thread takes all that wait when it is free, so that under load many share
 * one transaction, and a lone one never waits for company. When a group fails, each of its requests is served alone.
 * Thread-safe.
 *
 * @param <Q> a request
 * @param <A> its answer
 */
public final class Gathering<Q, A> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Gathering.class);

    private final String name;
    private final Size size;
    private final Function<List<Q>, List<A>> work;
    private final BlockingQueue<Waiting<Q, A>> queue;
    private final ExecutorService threads;

    /**
     * How much is done at once.
     *
     * @param threads groups served at the same time
     * @param together most requests in a group
     * @param room most requests that wait
     */
    public record Size(int threads, int together, int room) {}

    private record Waiting<Q, A>(Q request, CompletableFuture<A> answer) {}

    /**
     * Starts the threads.
     *
     * @param name of the threads
     * @param work answers a group, in its order
     */
    public Gathering(String name, Size size, Function<List<Q>, List<A>> work) {
        this.name = name;
        this.size = size;
        this.work = work;
        this.queue = new ArrayBlockingQueue<>(size.room());
        this.threads = Executors.newFixedThreadPool(size.threads(), task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        for (int i = 0; i < size.threads(); i++) {
            threads.execute(this::serve);
        }
    }

    /** The answer; fails with {@link Full} if too many wait. Cancelling it does not stop the work. */
    public CompletableFuture<A> ask(Q request) {
        CompletableFuture<A> answer = new CompletableFuture<>();
        if (threads.isShutdown()) {
            answer.completeExceptionally(new RejectedExecutionException("'" + name + "' is closed"));
        } else if (!queue.offer(new Waiting<>(request, answer))) {
            answer.completeExceptionally(new Full(name, size.room()));
        }
        return answer;
    }

    private void serve() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                List<Waiting<Q, A>> group = new ArrayList<>();
                group.add(queue.take());
                queue.drainTo(group, size.together() - 1);
                serve(group);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(List<Waiting<Q, A>> group) throws InterruptedException {
        List<Q> requests = group.stream().map(Waiting::request).toList();
        try {
            List<A> answers = CompletableFuture.supplyAsync(() -> work.apply(requests), Runnable::run)
                    .get();
            for (int i = 0; i < group.size(); i++) {
                group.get(i).answer().complete(answers.get(i));
            }
        } catch (ExecutionException e) {
            if (group.size() == 1) {
                group.get(0).answer().completeExceptionally(e.getCause() == null ? e : e.getCause());
                return;
            }
            log.debug("{} requests for '{}' are served one by one", group.size(), name, e);
            for (Waiting<Q, A> one : group) {
                serve(List.of(one));
            }
        }
    }

    /** Ends the threads after the groups they are at; whoever waits is told so. */
    @Override
    public void close() {
        threads.shutdownNow();
        List<Waiting<Q, A>> left = new ArrayList<>();
        queue.drainTo(left);
        left.forEach(
                one -> one.answer().completeExceptionally(new RejectedExecutionException("'" + name + "' was closed")));
    }
}
