/** The files that tables come in, CSV and workbooks of Excel, read and written within limits. */
@NullMarked
package dev.tideline.rules.notation.table.file;

import org.jspecify.annotations.NullMarked;
