package dev.tideline.engine.rulebook;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.playbook.ShippedPlaybooks;
import dev.tideline.rules.ruleset.RulebookCompiler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiles the shipped rules while the server still brings up its database. What the database then asks for is compiled
 * as always: where it is the same text, it is there already; where not, Drools is at least warm.
 */
public final class HeadStart {

    private static final Logger log = LoggerFactory.getLogger(HeadStart.class);

    private final RulebookCompiler compiler = new RulebookCompiler();

    /** Begins, on a daemon thread that ends by itself. */
    public void begin() {
        Thread thread = new Thread(this::prepare, "head start");
        thread.setDaemon(true);
        thread.start();
    }

    private void prepare() {
        try {
            compiler.prepare(
                    RulebookLoader.rules(ShippedPlaybooks.all()), RulebookLoader.guardrails(), Vocabulary.shipped());
        } catch (RuntimeException e) {
            // An edge: it only saves time. The compilation that counts reports its own faults.
            log.warn("The shipped rules could not be compiled ahead: {}", e.getMessage());
        }
    }

    /** The compiler that has the head start. */
    public RulebookCompiler compiler() {
        return compiler;
    }
}
