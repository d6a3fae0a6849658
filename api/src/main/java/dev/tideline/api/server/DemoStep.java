package dev.tideline.api.server;

import dev.tideline.api.demo.DemoFill;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Fills in the demo population, if it is wanted and nobody is there. */
@Component
@Order(30)
final class DemoStep implements StartStep {

    private final DemoFill fill;
    private boolean filled;

    DemoStep(DemoFill fill) {
        this.fill = fill;
    }

    @Override
    public String title() {
        return filled ? "Demo population filled in" : "Data as they were";
    }

    @Override
    public void run() {
        filled = fill.fillIfEmpty();
    }

    /** Whether the population was filled in just now. */
    boolean filled() {
        return filled;
    }
}
