/** Campaigns for wallets from a file over HTTP: terms, files, dry run, result, grant. */
@NullMarked
package dev.tideline.api.wallets;

import org.jspecify.annotations.NullMarked;
