/** CSV files of named columns: header first, cells by name, refusals by line and column. */
@NullMarked
package dev.tideline.engine.ingest.table;

import org.jspecify.annotations.NullMarked;
