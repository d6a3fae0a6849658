/** Why a playbook does or does not act for one user, and what is known of him. Reads only. */
@NullMarked
package dev.tideline.engine.explain;

import org.jspecify.annotations.NullMarked;
