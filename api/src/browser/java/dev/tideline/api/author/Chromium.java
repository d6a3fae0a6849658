package dev.tideline.api.author;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Chromium of the machine. Collects what its pages complain of, such as breaches of their policy, and what they ask others. */
final class Chromium implements AutoCloseable {
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    .setArgs(ARGUMENTS));
    private final List<String> complaints = new ArrayList<>();
    private final List<String> hosts = new ArrayList<>();

    /** A window of somebody who reads this language and is not signed in. */
    Page window(String language) {
        BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setLocale(language).setViewportSize(1280, 900));
        context.setDefaultTimeout(60_000);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            String host = URI.create(request.url()).getHost();
            if (host != null) {
                hosts.add(host);
            }
        });
        return page;
    }

    /** What pages complained of. */
    List<String> complaints() {
        return complaints;
    }

    /** Whom pages asked for something. */
    List<String> hosts() {
        return hosts;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
