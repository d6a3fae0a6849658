package dev.tideline.api.decisions;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** Connections that each send one request after another, and how long the answers took. */
final class Load {

    private final int port;
    private final int connections;

    Load(int port, int connections) {
        this.port = port;
        this.connections = connections;
    }

    /**
     * What came of a round.
     *
     * @param answers right answers
     * @param failures all others
     * @param seconds of the round
     * @param micros times of all answers, ascending
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, compared never
    record Round(long answers, long failures, double seconds, long[] micros) {

        double rate() {
            return answers / seconds;
        }

        double millis(double share) {
            return micros[(int) Math.min(micros.length - 1L, (long) (micros.length * share))] / 1000.0;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,.0f/s p50 %.1f ms p99 %.1f ms failures %d of %d",
                    rate(),
                    millis(0.5),
                    millis(0.99),
                    failures,
                    answers + failures);
        }
    }

    /** Sends requests 0 to {@code requests - 1}, each once. */
    Round run(int requests, IntFunction<String> request, Predicate<String> right)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        List<Future<List<Long>>> running = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            int first = i;
            running.add(threads.submit(() -> connection(first, requests, request, right)));
        }
        List<Long> micros = new ArrayList<>();
        for (Future<List<Long>> one : running) {
            micros.addAll(one.get());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        threads.shutdown();
        long failures = micros.stream().filter(time -> time < 0).count();
        long[] times = micros.stream().mapToLong(Math::abs).sorted().toArray();
        return new Round(times.length - failures, failures, seconds, times);
    }

    /** Times in microseconds, negative where the answer was not right. */
    private List<Long> connection(int first, int requests, IntFunction<String> request, Predicate<String> right)
            throws IOException {
        List<Long> micros = new ArrayList<>();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16_384);
            for (int i = first; i < requests; i += connections) {
                byte[] bytes = request.apply(i).getBytes(StandardCharsets.UTF_8);
                long start = System.nanoTime();
                out.write(bytes);
                out.flush();
                boolean good = right.test(answer(in));
                long time = (System.nanoTime() - start) / 1000;
                micros.add(good ? time : -time);
            }
        }
        return micros;
    }

    /** Status line and body of an answer that says its length. */
    private static String answer(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        return status + "\n" + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        byte[] line = new byte[256];
        int length = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The server closed the connection");
            }
            if (next != '\r') {
                line = length == line.length ? Arrays.copyOf(line, 2 * length) : line;
                line[length++] = (byte) next;
            }
        }
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }
}
