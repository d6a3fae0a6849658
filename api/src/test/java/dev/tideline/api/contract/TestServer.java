package dev.tideline.api.contract;

import dev.tideline.api.TidelineApplication;
import dev.tideline.engine.access.ApiKeys;
import dev.tideline.engine.access.Role;
import dev.tideline.engine.database.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole server with its embedded PostgreSQL, empty, on a free port: {@code @RegisterExtension static final TestServer
 * SERVER = new TestServer();}. All classes of one JVM share one; it stops with the tests.
 */
public final class TestServer implements BeforeAllCallback {

    /** The admin key that it was started with. */
    public static final String ADMIN_KEY = "an-admin-key-for-tests";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Running running;

    private record Running(Path home, ConfigurableApplicationContext context, Map<Role, String> keys)
            implements AutoCloseable {

        static Running start() {
            try {
                Path home = Files.createTempDirectory("tideline-it");
                ConfigurableApplicationContext context = new SpringApplicationBuilder(TidelineApplication.class)
                        .run(
                                "--server.port=0",
                                "--tideline.demo=off",
                                "--tideline.home=" + home,
                                "--tideline.playbooks=" + Files.createDirectory(home.resolve("playbooks")),
                                "--tideline.placements=src/test/resources/placements.yaml",
                                "--tideline.admin-key=" + ADMIN_KEY);
                Map<Role, String> keys = new EnumMap<>(Role.class);
                for (Role role : Role.values()) {
                    keys.put(role, issue(context, role));
                }
                return new Running(home, context, keys);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String issue(ConfigurableApplicationContext context, Role role) {
            return Objects.requireNonNull(context.getBean(ApiKeys.class)
                            .issue("test " + role.word(), Set.of(role), "test")
                            .block(PATIENCE))
                    .secret()
                    .token();
        }

        @Override
        public void close() throws IOException {
            context.close();
            FileSystemUtils.deleteRecursively(home);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(TestServer.class))
                .computeIfAbsent(Running.class, type -> Running.start(), Running.class);
    }

    /** A bean of the server. */
    public <T> T bean(Class<T> type) {
        return running.context().getBean(type);
    }

    /** A bean of the server by its name. */
    public <T> T bean(String name, Class<T> type) {
        return running.context().getBean(name, type);
    }

    /** Its database. */
    public Database database() {
        return bean(Database.class);
    }

    /** One number that a query gives in the column {@code n}. */
    public long number(String sql) {
        return database().inTransaction(transaction -> transaction.sql(sql).one(row -> row.number("n")));
    }

    /** The operator's folder of playbooks. */
    public Path playbooks() {
        return running.home().resolve("playbooks");
    }

    /** TCP port. */
    public int port() {
        return Integer.parseInt(running.context().getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** A key with this role alone. */
    public String key(Role role) {
        return running.keys().get(role);
    }

    /** A request without a key. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(PATIENCE);
    }

    /** A request with this key. */
    public HttpRequest.Builder request(String path, String key) {
        return request(path).header("Authorization", "Bearer " + key);
    }

    /** The answer as text. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request.build().toString(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A body sent with the admin key. */
    public HttpResponse<String> post(String path, String type, String body) {
        return send(
                request(path, ADMIN_KEY).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** What an admin reads. */
    public JsonNode get(String path) {
        return JSON.readTree(send(request(path, ADMIN_KEY)).body());
    }
}
