/** One body on its way in: spooled, applied batch by batch, counted, its refused lines kept. */
@NullMarked
package dev.tideline.engine.ingest.intake;

import org.jspecify.annotations.NullMarked;
