package dev.tideline.engine.ledger;

import dev.tideline.engine.ledger.book.InMemoryLedger;

class InMemoryLedgerTest extends LedgerContract {

    private final Ledger ledger = new InMemoryLedger();

    @Override
    Ledger ledger() {
        return ledger;
    }
}
