/** The stored playbooks: every version by content hash, what the operator's folders bring, who is paused or retired. */
@NullMarked
package dev.tideline.engine.rulebook.catalogue;

import org.jspecify.annotations.NullMarked;
