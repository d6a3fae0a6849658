package dev.tideline.engine.risk;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Asks about many at once, for sweeps and live rounds. Thread-safe. */
public final class BulkRisk {

    /** Where incentives of sweeps and live rounds are shown, as the service is told. */
    public static final String PLACEMENT = "sweep";

    private final @Nullable RiskCheck check;
    private final int atOnce;

    private BulkRisk(@Nullable RiskCheck check, int atOnce) {
        this.check = check;
        this.atOnce = atOnce;
    }

    /** There is no risk service. */
    public static BulkRisk off() {
        return new BulkRisk(null, 1);
    }

    /**
     * Asks this service.
     *
     * @param atOnce most questions of one thread that wait for their answers at the same time
     */
    public static BulkRisk of(RiskCheck check, int atOnce) {
        return new BulkRisk(check, atOnce);
    }

    /** Whether there is anybody to ask. */
    public boolean asks() {
        return check != null;
    }

    /** The verdict on each question. Blocks for as long as the check takes, never longer; must not be called in a transaction. */
    public Map<RiskQuestion, Verdict> ask(Collection<RiskQuestion> questions) {
        RiskCheck asked = check;
        return asked == null
                ? Map.of()
                : Flux.fromIterable(questions)
                        .flatMap(question -> asked.ask(question).map(verdict -> Map.entry(question, verdict)), atOnce)
                        .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                        .toFuture()
                        .join();
    }
}
