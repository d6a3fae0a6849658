package dev.tideline.api.server;

/** One step of coming up. Steps run in their Spring {@code @Order}; the server is ready after the last. */
public interface StartStep {

    /** What the step does, for the log. */
    String title();

    /** Does it; an exception stops the server. */
    void run();
}
