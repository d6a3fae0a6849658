package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A connection that is kept serves one request after the other, whatever the ones before came to. */
class KeepAliveIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final int PATIENCE_MILLIS = 20_000;

    /** A connection, and answers as they come. */
    private record Kept(Socket socket, BufferedReader answers) implements AutoCloseable {

        static Kept open() throws IOException {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port());
            socket.setSoTimeout(PATIENCE_MILLIS);
            Reader reader = new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1);
            return new Kept(socket, new BufferedReader(reader));
        }

        Kept send(String requests) throws IOException {
            socket.getOutputStream().write(requests.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        int status() throws IOException {
            String line = answers.readLine();
            int status = Integer.parseInt(line.substring(9, 12));
            int length = 0;
            while (!line.isEmpty()) {
                line = answers.readLine();
                if (line.startsWith("Content-Length: ")) {
                    length = Integer.parseInt(line.substring(16));
                }
            }
            for (int i = 0; i < length; i++) {
                assertThat(answers.read()).isNotNegative();
            }
            return status;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static String request(String line, String key, String body) {
        return line + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key + "\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    /** The second is refused at once, while the first still waits for the database. */
    @Test
    void goesOnAfterARequestThatWaitedForTheOneBefore() throws IOException {
        String slow = request("GET /v1/keys", TestServer.ADMIN_KEY, "");
        String refused = "GET /v1/keys HTTP/1.1\r\nHost: localhost\r\n\r\n";
        try (Kept kept = Kept.open()) {
            assertThat(kept.send(slow + refused).status()).isEqualTo(200);
            assertThat(kept.status()).isEqualTo(401);
            assertThat(kept.send(refused).status()).isEqualTo(401);
            assertThat(kept.send(slow).status()).isEqualTo(200);
        }
    }

    @Test
    void goesOnAfterABodyThatNobodyRead() throws IOException {
        String refused = request("POST /v1/users:import", "no-such-key", "x".repeat(300_000));
        try (Kept kept = Kept.open()) {
            assertThat(kept.send(refused).status()).isEqualTo(401);
            assertThat(kept.send(refused).status()).isEqualTo(401);
            assertThat(kept.send(request("GET /v1/keys", TestServer.ADMIN_KEY, ""))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void answersAThousandRefusalsOnOneConnection() throws IOException {
        try (Kept kept = Kept.open()) {
            for (int i = 0; i < 500; i++) {
                assertThat(kept.send(request("PUT /v1/traits/x", "no-such-key", ""))
                                .status())
                        .isEqualTo(401);
                assertThat(kept.send(request("POST /v1/users:import", "no-such-key", ""))
                                .status())
                        .isEqualTo(401);
            }
        }
    }
}
