package dev.tideline.engine.ledger.book;

import dev.tideline.engine.ledger.grant.GrantId;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Numbers of grants that are only tried: below 0, where no grant has any. */
public final class Tried {

    private Tried() {}

    /** Numbers for one round. */
    public static Supplier<GrantId> numbers() {
        AtomicLong last = new AtomicLong();
        return () -> new GrantId(last.decrementAndGet());
    }
}
