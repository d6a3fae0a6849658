/** How a playbook changes while the machine runs: drafts that people save, and the immutable versions made of them. */
@NullMarked
package dev.tideline.engine.authoring;

import org.jspecify.annotations.NullMarked;
