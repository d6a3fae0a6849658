/** The life of a run: planned into shards for whom it must see, held where it matches too much, ended when all are done. */
@NullMarked
package dev.tideline.engine.sweep.run;

import org.jspecify.annotations.NullMarked;
