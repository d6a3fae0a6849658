package dev.tideline.api.server;

import java.io.PrintStream;
import java.util.Objects;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Says on standard output where the server is and which key to begin with. A made key is printed this once and logged nowhere. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class Announcement implements StartStep {

    private final WebServerApplicationContext context;
    private final FirstKeyStep firstKey;
    private final PrintStream out = System.out;

    Announcement(WebServerApplicationContext context, FirstKeyStep firstKey) {
        this.context = context;
        this.firstKey = firstKey;
    }

    @Override
    public String title() {
        return "Ready";
    }

    @Override
    public void run() {
        String address = "http://localhost:"
                + Objects.requireNonNull(context.getWebServer()).getPort();
        out.println();
        out.println("Tideline serves at " + address + " (API description: " + address + "/openapi.json)");
        firstKey.token()
                .ifPresentOrElse(
                        token -> out.println("First API key, shown this once (admin): " + token),
                        () -> out.println(
                                "API key: the one you have (TIDELINE_ADMIN_KEY, or printed at the first start)"));
    }
}
