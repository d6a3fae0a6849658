/** The endpoints that show the log of changes and check it. */
@NullMarked
package dev.tideline.api.auditlog;

import org.jspecify.annotations.NullMarked;
