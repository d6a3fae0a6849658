/** The commands {@code plan}, {@code apply} and {@code pull}: a folder of playbooks against a running server. */
@NullMarked
package dev.tideline.api.command.folder;

import org.jspecify.annotations.NullMarked;
