/** The endpoints that show, pause and resume playbooks. */
@NullMarked
package dev.tideline.api.playbooks;

import org.jspecify.annotations.NullMarked;
